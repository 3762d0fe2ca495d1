/* SPDX-License-Identifier: MIT */
#include "notice/stix_context.h"

enum {
    RELATED_MOST = 16, /* objects followed: more of them say nothing of one indicator */
    RELATIONS_MOST = 64,
};

struct related {
    const struct json *objects[RELATED_MOST];
    size_t count;
};

/* Which relations lead on from which objects. */
static const struct {
    const char *types; /* of the object, "|" between them */
    const char *relation;
    bool backwards;     /* from the target to the source */
    bool alone;         /* only where there is one answer */
    const char *wanted; /* types of the answer */
} ways[] = {
    {"indicator", "indicates", false, false,
     "malware|tool|campaign|intrusion-set|threat-actor|infrastructure"},
    {"ipv4-addr|ipv6-addr|domain-name|url|file", "communicates-with", true, false, "malware"},
    {"ipv4-addr|ipv6-addr|domain-name|url|file", "beacons-to", true, false, "malware"},
    {"ipv4-addr|ipv6-addr|domain-name|url", "consists-of", true, false, "infrastructure"},
    {"file", "drops", true, false, "malware|tool"},
    {"malware|tool", "authored-by", false, false, "threat-actor|intrusion-set"},
    {"campaign|intrusion-set|malware", "attributed-to", false, false, "threat-actor|intrusion-set"},
    {"malware|tool|infrastructure", "uses", true, true, "campaign|intrusion-set|threat-actor"},
    {"campaign|intrusion-set|threat-actor", "uses", false, true, "malware|tool"},
};

static bool is_type(const struct json *object, const char *types)
{
    return object && slice_is_one_of(json_member_text(object, "type"), types, '|');
}

static void note(struct related *related, const struct json *object)
{
    for (size_t i = 0; i < related->count; i++)
        if (related->objects[i] == object)
            return;
    if (related->count < RELATED_MOST)
        related->objects[related->count++] = object;
}

/* Follows one way from an object. */
static void follow(struct related *related, const struct stix_bundle *bundle,
                   const struct json *object, size_t way)
{
    struct related answers = {.count = 0};
    const struct stix_object *relations;
    struct slice id = json_member_text(object, "id");
    struct slice relation = slice_from(ways[way].relation);
    size_t count = ways[way].backwards ? stix_relations_towards(bundle, id, relation, &relations)
                                       : stix_relations_from(bundle, id, relation, &relations);
    const char *end = ways[way].backwards ? "source_ref" : "target_ref";
    for (size_t i = 0; i < count && i < RELATIONS_MOST; i++) {
        const struct json *answer = stix_find(bundle, json_member_text(relations[i].json, end));
        if (is_type(answer, ways[way].wanted) && !stix_is_revoked(answer))
            note(&answers, answer);
    }
    for (size_t i = 0; i < answers.count && (!ways[way].alone || answers.count == 1); i++)
        note(related, answers.objects[i]);
}

static void add_name(struct text *names, const struct json *object)
{
    struct slice name = json_member_text(object, "name");
    if (name.size == 0)
        return;
    text_put(names, names->size > 0 ? ", " : "");
    text_add(names, name);
}

void stix_context_read(struct stix_context *context, const struct stix_bundle *bundle,
                       const struct json *object)
{
    struct related related = {.count = 0};
    text_clear(&context->family);
    text_clear(&context->campaign);
    text_clear(&context->actor);
    if (bundle->relation_count == 0)
        return;
    note(&related, object);
    for (size_t i = 0; i < related.count; i++)
        for (size_t way = 0; way < sizeof ways / sizeof *ways; way++)
            if (is_type(related.objects[i], ways[way].types))
                follow(&related, bundle, related.objects[i], way);
    for (size_t i = 1; i < related.count; i++) {
        const struct json *found = related.objects[i];
        if (is_type(found, "malware|tool"))
            add_name(&context->family, found);
        if (is_type(found, "campaign|intrusion-set"))
            add_name(&context->campaign, found);
        if (is_type(found, "threat-actor"))
            add_name(&context->actor, found);
    }
}

void stix_context_done(struct stix_context *context)
{
    text_done(&context->family);
    text_done(&context->campaign);
    text_done(&context->actor);
}
