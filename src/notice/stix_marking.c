/* SPDX-License-Identifier: MIT */
#include "notice/stix_marking.h"

#define TLP_2_EXTENSION "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d"

static const struct {
    const char *id;
    enum tlp marking;
} fixed[] = {
    {"marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9", TLP_CLEAR},
    {"marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da", TLP_GREEN},
    {"marking-definition--f88d31f6-486f-44da-b317-01333bde0b82", TLP_AMBER},
    {"marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed", TLP_RED},
    {"marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487", TLP_CLEAR},
    {"marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb", TLP_GREEN},
    {"marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421", TLP_AMBER},
    {"marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003", TLP_AMBER_STRICT},
    {"marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1", TLP_RED},
};

static enum tlp read_definition(const struct json *definition)
{
    const struct json *extension =
        json_member(json_member(definition, "extensions"), TLP_2_EXTENSION);
    const struct slice said[] = {
        json_member_text(json_member(definition, "definition"), "tlp"),
        json_member_text(extension, "tlp_2_0"),
        json_member_text(definition, "name"),
    };
    enum tlp marking = TLP_UNSAID;
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        if (tlp_parse(said[i], &marking))
            return marking;
    return TLP_UNSAID;
}

static enum tlp read_reference(const struct stix_bundle *bundle, struct slice id)
{
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        if (slice_equal_text(id, fixed[i].id))
            return fixed[i].marking;
    return read_definition(stix_find(bundle, id));
}

enum tlp stix_marking_read(const struct stix_bundle *bundle, const struct json *object)
{
    const struct json *references = json_member(object, "object_marking_refs");
    enum tlp strictest = TLP_UNSAID;
    for (size_t i = 0; i < json_item_count(references); i++) {
        enum tlp marking = read_reference(bundle, json_text(json_item(references, i)));
        strictest = marking > strictest ? marking : strictest;
    }
    return strictest;
}
