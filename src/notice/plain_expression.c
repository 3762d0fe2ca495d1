/* SPDX-License-Identifier: MIT */
#include "notice/plain_expression.h"

#include "model/limits.h"

#include <string.h>

enum {
    EXPRESSION_MOST = 1024,
    BYTES_MOST = 8192, /* of all texts: each byte of an expression may write them anew */
};

struct expression {
    struct slice rest;
    struct arena *arena;
    unsigned depth;
    bool anchored_start, anchored_end;
};

/* The texts that a part stands for; the empty part has one, which is empty. */
static const struct plain_texts empty_part = {.count = 1};

static bool read_choices(struct expression *e, struct plain_texts *texts);

static bool add(struct plain_texts *texts, struct slice text)
{
    if (texts->count == PLAIN_TEXTS_MOST)
        return false;
    texts->items[texts->count++] = text;
    return true;
}

static struct slice join(struct arena *arena, struct slice a, struct slice b)
{
    if (a.size == 0 || b.size == 0)
        return a.size == 0 ? b : a;
    uint8_t *joined = arena_alloc(arena, a.size + b.size);
    memcpy(joined, a.data, a.size);
    memcpy(joined + a.size, b.data, b.size);
    return slice_make(joined, a.size + b.size);
}

/* Each of `before` with each of `part` behind it. */
static bool append(struct expression *e, struct plain_texts *before, const struct plain_texts *part)
{
    struct plain_texts both = {.count = 0};
    size_t size = 0;
    for (size_t i = 0; i < before->count; i++)
        for (size_t k = 0; k < part->count; k++) {
            size += before->items[i].size + part->items[k].size;
            if (size > BYTES_MOST || !add(&both, join(e->arena, before->items[i], part->items[k])))
                return false;
        }
    *before = both;
    return true;
}

static uint8_t peek(const struct expression *e)
{
    return e->rest.size > 0 ? e->rest.data[0] : 0;
}

static bool take(struct expression *e, const char *sign)
{
    if (!slice_starts_with(e->rest, sign))
        return false;
    e->rest = slice_after(e->rest, strlen(sign));
    return true;
}

/* An escaped letter or digit is a class ("\d") or a reference, which has no list. */
static bool read_escaped(struct expression *e, struct plain_texts *texts)
{
    struct slice byte = slice_part(e->rest, 0, 1);
    if (byte.size == 0 || byte_is_letter(byte.data[0]) || byte_is_digit(byte.data[0]))
        return false;
    e->rest = slice_after(e->rest, 1);
    return add(texts, byte);
}

/* "[ab.]": single bytes, no ranges and nothing negated. */
static bool read_class(struct expression *e, struct plain_texts *texts)
{
    if (peek(e) == '^')
        return false;
    while (e->rest.size > 0 && peek(e) != ']') {
        take(e, "\\");
        struct slice byte = slice_part(e->rest, 0, 1);
        e->rest = slice_after(e->rest, 1);
        bool range = peek(e) == '-' && e->rest.size > 1 && e->rest.data[1] != ']';
        if (byte.size == 0 || range || !add(texts, byte))
            return false;
    }
    return take(e, "]") && texts->count > 0;
}

static bool read_group(struct expression *e, struct plain_texts *texts)
{
    if (!take(e, "?:") && peek(e) == '?')
        return false;
    bool read = ++e->depth <= LIMIT_STIX_DEPTH && read_choices(e, texts) && take(e, ")");
    e->depth--;
    return read;
}

static bool read_atom(struct expression *e, struct plain_texts *texts)
{
    if (take(e, "\\"))
        return read_escaped(e, texts);
    if (take(e, "["))
        return read_class(e, texts);
    if (take(e, "("))
        return read_group(e, texts);
    if (take(e, ".*?") || take(e, ".*") || take(e, ".+?") || take(e, ".+"))
        return add(texts, slice_from("%"));
    struct slice byte = slice_part(e->rest, 0, 1);
    if (byte.size == 0 || strchr("*+?{}^$%", byte.data[0]))
        return false;
    e->rest = slice_after(e->rest, 1);
    return add(texts, byte);
}

static bool ends_here(const struct expression *e)
{
    return e->rest.size == 0 || peek(e) == '|' || peek(e) == ')';
}

static bool read_sequence(struct expression *e, struct plain_texts *texts)
{
    *texts = empty_part;
    while (!ends_here(e)) {
        /* An end that is anchored inside a group is not told apart. */
        if (e->depth == 0 && e->rest.size == 1 && take(e, "$")) {
            e->anchored_end = true;
            break;
        }
        struct plain_texts part = {.count = 0};
        if (!read_atom(e, &part))
            return false;
        if (take(e, "?") && !add(&part, (struct slice){0}))
            return false;
        if (peek(e) != 0 && strchr("*+{", peek(e)))
            return false;
        if (!append(e, texts, &part))
            return false;
    }
    return true;
}

static bool read_choices(struct expression *e, struct plain_texts *texts)
{
    texts->count = 0;
    do {
        struct plain_texts choice;
        if (!read_sequence(e, &choice))
            return false;
        for (size_t i = 0; i < choice.count; i++)
            if (!add(texts, choice.items[i]))
                return false;
    } while (take(e, "|"));
    return true;
}

/* "^a|b$" anchors a's start and b's end only, which nobody means and nobody can list. */
static bool has_choice_outside(struct slice expression)
{
    int depth = 0;
    for (size_t i = 0; i < expression.size; i++) {
        uint8_t byte = expression.data[i];
        i += byte == '\\';
        depth += (byte == '(') - (byte == ')');
        if (byte == '|' && depth == 0)
            return true;
    }
    return false;
}

bool plain_expression_read(struct slice expression, struct arena *arena, struct plain_texts *texts)
{
    struct expression e = {.rest = expression, .arena = arena};
    texts->count = 0;
    if (expression.size > EXPRESSION_MOST)
        return false;
    take(&e, "(?i)"); /* hosts have no case */
    e.anchored_start = take(&e, "^");
    bool anchored = e.anchored_start || slice_ends_with(e.rest, "$");
    if ((anchored && has_choice_outside(e.rest)) || !read_choices(&e, texts) || e.rest.size > 0)
        return false;
    for (size_t i = 0; i < texts->count; i++) {
        struct slice text = texts->items[i];
        if (!e.anchored_start && !slice_starts_with(text, "%"))
            text = join(arena, slice_from("%"), text);
        if (!e.anchored_end && !slice_ends_with(text, "%"))
            text = join(arena, text, slice_from("%"));
        texts->items[i] = text;
    }
    return true;
}
