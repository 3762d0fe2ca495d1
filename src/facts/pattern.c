/* SPDX-License-Identifier: MIT */
#include "facts/pattern.h"

#include "base/memory.h"
#include "model/limits.h"

#include <stdlib.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

struct pattern {
    pcre2_code *code;
    pcre2_match_context *bounds;
};

/* Takes the slashes off and gives the options that stand behind them. */
static uint32_t read_options(struct slice *expression)
{
    size_t last = slice_find_last_byte(*expression, '/');
    if (!slice_starts_with(*expression, "/") || last == 0)
        return 0;
    struct slice letters = slice_after(*expression, last + 1);
    *expression = slice_part(*expression, 1, last);
    return slice_find_byte(letters, 'i') == SLICE_NOWHERE ? 0 : PCRE2_CASELESS;
}

struct pattern *pattern_create(struct slice expression)
{
    int error;
    PCRE2_SIZE place;
    uint32_t options = read_options(&expression);
    pcre2_code *code = pcre2_compile(expression.size > 0 ? expression.data : (PCRE2_SPTR) "",
                                     expression.size, options, &error, &place, NULL);
    if (!code)
        return NULL;
    struct pattern *pattern = memory_create(1, sizeof *pattern);
    pattern->code = code;
    pattern->bounds = pcre2_match_context_create(NULL);
    if (!pattern->bounds)
        abort();
    pcre2_set_match_limit(pattern->bounds, LIMIT_PATTERN_STEPS);
    pcre2_set_heap_limit(pattern->bounds, LIMIT_PATTERN_MEMORY / 1024);
    return pattern;
}

void pattern_free(struct pattern *pattern)
{
    if (!pattern)
        return;
    pcre2_match_context_free(pattern->bounds);
    pcre2_code_free(pattern->code);
    free(pattern);
}

bool pattern_matches(const struct pattern *pattern, struct slice text)
{
    pcre2_match_data *match = pcre2_match_data_create(1, NULL);
    if (!match)
        abort();
    /* Zero: it matches, and has more groups than there is room for. */
    bool matches = pcre2_match(pattern->code, text.size > 0 ? text.data : (PCRE2_SPTR) "",
                               text.size, 0, 0, match, pattern->bounds) >= 0;
    pcre2_match_data_free(match);
    return matches;
}
