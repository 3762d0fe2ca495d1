/* Asks an index for names and URLs made of any bytes. What it finds must be so: a
 * plain name found under an indicator ends in it at the border of a label. The
 * input is a first byte, which chooses the question, and what is asked for. */
/* SPDX-License-Identifier: MIT */
#include "match/index.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct asked {
    const struct index *index;
    struct slice text;
    bool is_plain_name;
};

static void check(void *context, uint32_t entry)
{
    const struct asked *asked = context;
    struct slice pattern = index_entry(asked->index, entry).pattern, text = asked->text;
    if (!asked->is_plain_name || index_entry(asked->index, entry).kind != INDICATOR_DOMAIN)
        return;
    while (text.size > 0 && text.data[text.size - 1] == '.')
        text.size--;
    assert(text.size >= pattern.size);
    size_t start = text.size - pattern.size;
    assert(slice_equal_ignoring_case(slice_after(text, start), pattern));
    assert(start == 0 || text.data[start - 1] == '.');
}

static void fill(struct notice *notice)
{
    static const struct {
        enum indicator_kind kind;
        const char *pattern;
    } named[] = {
        {INDICATOR_ADDRESS, "1.2.3.4"},    {INDICATOR_ADDRESS, "2001:db8::1"},
        {INDICATOR_CIDR, "10.0.0.0/8"},    {INDICATOR_CIDR, "2001:db8::/32"},
        {INDICATOR_ENDPOINT, "1.2.3.4:5"}, {INDICATOR_DOMAIN, "a.b"},
        {INDICATOR_DOMAIN, "b"},           {INDICATOR_DOMAIN, "xn--4ca.c"},
        {INDICATOR_URL, "a.b/c"},          {INDICATOR_URL, "[::1]:81/"},
        {INDICATOR_PATH, "/c/d?e="},       {INDICATOR_PATH, "/x"},
    };
    notice_init(notice, "fuzz");
    for (size_t i = 0; i < sizeof named / sizeof *named; i++)
        notice_add(notice, &(struct indicator){.kind = named[i].kind,
                                               .pattern = slice_from(named[i].pattern)});
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct notice notice;
    struct index *index = index_create();
    struct slice input = slice_make(data, size);
    struct asked asked = {.index = index, .text = slice_after(input, 1)};
    fill(&notice);
    index_add_notice(index, &notice);
    index_finish(index);
    if (size > 0 && data[0] % 2 == 0) {
        asked.is_plain_name = true;
        for (size_t i = 0; i < asked.text.size; i++)
            if (asked.text.data[i] >= 0x80 || asked.text.data[i] == '\\')
                asked.is_plain_name = false;
        index_find_name(index, asked.text, check, &asked);
    } else {
        index_find_url(index, asked.text, check, &asked);
    }
    index_free(index);
    notice_done(&notice);
    return 0;
}
