/* plain_text - Markdown, HTML and text files as lines of plain text.
 *
 * Tags, markup, images and invisible characters go; entities and escapes are
 * what they stand for; a link is its text, and its target only where that is
 * defanged. Each line knows the line of the source where it began. What is kept
 * is as printed: nothing is folded or translated.
 *
 * One line at a time, in time linear in the content, so that a hostile file
 * costs no more than its size. HTML is read by its tags alone (a tree could be
 * made far larger than the page); nothing is ever loaded from elsewhere. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/slice.h"
#include "base/text.h"

enum plain_kind {
    PLAIN_TEXT,
    PLAIN_MARKDOWN,
    PLAIN_HTML,
};

struct plain_line {
    struct slice text; /* trimmed, never empty; lives until the next line */
    uint32_t number;   /* from 1, in the source */
    bool front;        /* "key: value" of front matter */
    bool heading;      /* also HTML's title */
    uint8_t level;     /* of a heading, from 1; 0 where its mark does not say */
    uint16_t cell;     /* of its row, where the text begins: 0 the first */
    bool item;         /* of a list */
    bool table;        /* a row */
    bool code;         /* preformatted */
};

struct plain_text {
    enum plain_kind kind;
    struct slice rest;
    uint32_t number; /* of the line that rest begins with */
    struct text line;
    bool in_front, in_code, in_heading, in_item, in_row;
    uint8_t level;
    uint16_t cell;
};

/* By content and, where that says nothing, by the file's name (may be NULL). */
enum plain_kind plain_text_recognise(struct slice content, const char *file_name);

/* The content is borrowed. A zeroed plain_text is valid and at its end. */
void plain_text_init(struct plain_text *plain, struct slice content, enum plain_kind kind);
bool plain_text_next(struct plain_text *plain, struct plain_line *line);
void plain_text_done(struct plain_text *plain);
