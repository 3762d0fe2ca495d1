/* SPDX-License-Identifier: MIT */
#include "notice/misp_tag.h"

#include <stddef.h>

enum {
    NAMES_MOST = 256, /* bytes of names in one field: an event about everything is about nothing */
    TAGS_MOST = 1024  /* tags read of one event or attribute; the largest have some hundreds */
};

enum part { FAMILY, ACTOR, CAMPAIGN, THREAT, ROLE, TECHNIQUE };

/* How taxonomies and galaxies begin, and what their values are. The first that fits counts. */
static const struct {
    const char *begins;
    enum part part;
} meanings[] = {
    {"misp-galaxy:mitre-attack-pattern", TECHNIQUE},
    {"misp-galaxy:mitre-enterprise-attack-attack-pattern", TECHNIQUE},
    {"misp-galaxy:mitre-mobile-attack-attack-pattern", TECHNIQUE},
    {"misp-galaxy:mitre-intrusion-set", CAMPAIGN},
    {"misp-galaxy:mitre-enterprise-attack-intrusion-set", CAMPAIGN},
    {"misp-galaxy:mitre-mobile-attack-intrusion-set", CAMPAIGN},
    {"misp-galaxy:mitre-campaign", CAMPAIGN},
    {"misp-galaxy:threat-actor", ACTOR},
    {"misp-galaxy:microsoft-activity-group", ACTOR},
    {"misp-galaxy:360net-threat-actor", ACTOR},
    {"misp-galaxy:mitre-malware", FAMILY},
    {"misp-galaxy:mitre-enterprise-attack-malware", FAMILY},
    {"misp-galaxy:mitre-mobile-attack-malware", FAMILY},
    {"misp-galaxy:mitre-tool", FAMILY},
    {"misp-galaxy:mitre-enterprise-attack-tool", FAMILY},
    {"misp-galaxy:mitre-mobile-attack-tool", FAMILY},
    {"misp-galaxy:malpedia", FAMILY},
    {"misp-galaxy:tool", FAMILY},
    {"misp-galaxy:rat", FAMILY},
    {"misp-galaxy:stealer", FAMILY},
    {"misp-galaxy:ransomware", FAMILY},
    {"misp-galaxy:botnet", FAMILY},
    {"misp-galaxy:backdoor", FAMILY},
    {"misp-galaxy:banker", FAMILY},
    {"misp-galaxy:exploit-kit", FAMILY},
    {"misp-galaxy:cryptominers", FAMILY},
    {"misp-galaxy:android", FAMILY},
    {"misp-galaxy:tds", FAMILY},
    {"malware_classification:malware-category", THREAT},
    {"circl:incident-classification", THREAT},
    {"ecsirt:", THREAT},
    {"europol-incident:", THREAT},
    {"kill-chain:", ROLE},
};

/* Scales of STIX 2.1, appendix A, for the taxonomies that say how sure a publisher is. */
static const struct {
    const char *tag;
    uint8_t confidence;
} scales[] = {
    {"estimative-language:confidence-in-analytic-judgment=\"high\"", 85},
    {"estimative-language:confidence-in-analytic-judgment=\"moderate\"", 50},
    {"estimative-language:confidence-in-analytic-judgment=\"low\"", 15},
    {"misp:confidence-level=\"completely-confident\"", 100},
    {"misp:confidence-level=\"usually-confident\"", 75},
    {"misp:confidence-level=\"fairly-confident\"", 50},
    {"misp:confidence-level=\"rarely-confident\"", 25},
    {"admiralty-scale:information-credibility=\"1\"", 90},
    {"admiralty-scale:information-credibility=\"2\"", 70},
    {"admiralty-scale:information-credibility=\"3\"", 50},
    {"admiralty-scale:information-credibility=\"4\"", 30},
    {"admiralty-scale:information-credibility=\"5\"", 10},
};

static struct text *part_of(struct misp_tags *tags, enum part part)
{
    struct text *const parts[] = {
        [FAMILY] = &tags->family, [ACTOR] = &tags->actor, [CAMPAIGN] = &tags->campaign,
        [THREAT] = &tags->threat, [ROLE] = &tags->role,   [TECHNIQUE] = &tags->techniques,
    };
    return parts[part];
}

/* "S0154" of "Cobalt Strike - S0154"; empty for a name without a number of ATT&CK. */
static struct slice attack_number(struct slice name)
{
    enum { LONGEST = 9 }; /* "T1059.001" */
    size_t blank = slice_find_last_byte(name, ' ');
    if (blank == SLICE_NOWHERE || !slice_ends_with(slice_part(name, 0, blank), " -"))
        return (struct slice){0};
    struct slice number = slice_after(name, blank + 1);
    if (number.size < 5 || number.size > LONGEST || !byte_is_letter(number.data[0]))
        return (struct slice){0};
    for (size_t i = 1; i < number.size; i++)
        if (!byte_is_digit(number.data[i]) && number.data[i] != '.')
            return (struct slice){0};
    return number;
}

static bool is_there(const struct text *names, struct slice name, uint8_t separator)
{
    struct slice rest = text_slice(names);
    while (rest.size > 0)
        if (slice_equal(slice_trim(slice_split(&rest, separator)), name))
            return true;
    return false;
}

static void add_name(struct misp_tags *tags, enum part part, struct slice name)
{
    struct text *names = part_of(tags, part);
    struct slice number = attack_number(name);
    if (part == TECHNIQUE)
        name = number;
    else if (number.size > 0)
        name = slice_part(name, 0, name.size - number.size - slice_from(" - ").size);
    size_t most = part == TECHNIQUE ? SIZE_MAX : NAMES_MOST;
    if (name.size == 0 || names->size + name.size > most ||
        is_there(names, name, part == TECHNIQUE ? ' ' : ','))
        return;
    if (names->size > 0)
        text_put(names, part == TECHNIQUE ? " " : ", ");
    text_add(names, name);
}

/* value of namespace:predicate="value"; the predicate of one without a value. */
static struct slice tag_value(struct slice tag)
{
    size_t equals = slice_find_byte(tag, '=');
    if (equals == SLICE_NOWHERE)
        return slice_after(tag, slice_find_byte(tag, ':') + 1);
    struct slice value = slice_after(tag, equals + 1);
    bool quoted = value.size > 1 && value.data[0] == '"' && value.data[value.size - 1] == '"';
    return quoted ? slice_part(value, 1, value.size - 1) : value;
}

/* Whether a tag is of a predicate, and of no longer one: "...:tool" is not "...:tool-x". */
static bool is_of(struct slice tag, const char *begins)
{
    struct slice rest = slice_after(tag, slice_from(begins).size);
    return slice_starts_with(tag, begins) &&
           (slice_ends_with(slice_from(begins), ":") || rest.size == 0 || rest.data[0] == '=');
}

static void read_tag(struct misp_tags *tags, struct slice tag)
{
    enum tlp marking;
    if (tlp_parse(tag, &marking) && slice_find_byte(tag, ':') != SLICE_NOWHERE &&
        marking > tags->marking)
        tags->marking = marking;
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++)
        if (slice_equal_text(tag, scales[i].tag))
            tags->confidence = scales[i].confidence;
    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++)
        if (is_of(tag, meanings[i].begins)) {
            add_name(tags, meanings[i].part, tag_value(tag));
            return;
        }
}

/* A cluster is read as the tag that it has, or would have. */
static void read_galaxy(struct misp_tags *tags, const struct json *galaxy)
{
    const struct json *clusters = json_member(galaxy, "GalaxyCluster");
    struct text tag = {0};
    for (size_t i = 0; i < json_item_count(clusters) && i < TAGS_MOST; i++) {
        const struct json *cluster = json_item(clusters, i);
        struct slice type = json_member_text(cluster, "type");
        text_clear(&tag);
        text_put(&tag, "misp-galaxy:");
        text_add(&tag, type.size > 0 ? type : json_member_text(galaxy, "type"));
        text_put(&tag, "=\"");
        text_add(&tag, json_member_text(cluster, "value"));
        text_put(&tag, "\"");
        read_tag(tags, text_slice(&tag));
    }
    text_done(&tag);
}

void misp_tags_read(struct misp_tags *tags, const struct json *tagged)
{
    const struct json *list = json_member(tagged, "Tag");
    const struct json *galaxies = json_member(tagged, "Galaxy");
    for (size_t i = 0; i < json_item_count(list) && i < TAGS_MOST; i++)
        read_tag(tags, json_member_text(json_item(list, i), "name"));
    for (size_t i = 0; i < json_item_count(galaxies) && i < TAGS_MOST; i++)
        read_galaxy(tags, json_item(galaxies, i));
}

void misp_tags_done(struct misp_tags *tags)
{
    text_done(&tags->family);
    text_done(&tags->actor);
    text_done(&tags->campaign);
    text_done(&tags->threat);
    text_done(&tags->role);
    text_done(&tags->techniques);
    *tags = (struct misp_tags){0};
}
