/* xml - reads XML documents (XML 1.0, UTF-8 out) through expat.
 *
 * The document is a tree of elements; elements are borrowed and read-only. Every
 * function takes NULL and gives nothing for it, so a reader asks for a/b/c in one
 * line. Names are local names: "stix:Title" is "Title". Prefixes are not resolved,
 * since real files bind them wrongly (xmlns:="...") and mean what they seem to mean.
 *
 * Nothing is loaded from elsewhere, and a document that defines entities of its own
 * ends there: nobody who publishes notices needs them, and they can stand for
 * gigabytes. Where a document breaks the rules of XML, what stood before is given and
 * `damage` says where it ends; the text of elements that were still open is dropped,
 * because half a value would pass for a whole one. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/arena.h"
#include "base/problem.h"
#include "base/slice.h"

struct xml;

struct xml_limits {
    size_t size;    /* bytes of the document */
    uint32_t parts; /* elements and attributes in all; each takes some 100 bytes */
    uint32_t depth; /* elements inside one another */
};

struct xml_document {
    struct arena arena;
    const struct xml *root;
    struct problem damage; /* "line N: ...", empty for a whole document */
    uint32_t damage_line;
};

/* False, with "line N: ..." in the problem, when not even a root element stands there
 * or the document is over a limit of size. Done with xml_done() either way. */
bool xml_read(struct slice content, const struct xml_limits *limits, struct xml_document *document,
              struct problem *problem);
void xml_done(struct xml_document *document);

/* What of a large document is wanted: elements with one of these names, each whole. */
struct xml_entries {
    const char *names; /* "INDIVIDUAL|ENTITY" */
    size_t bytes;      /* the most that names, values and texts of one of them may have */
    /* Gets one; it lives until this returns. Its parent is the root, of which only the name and
     * the attributes are known. False ends reading, without damage. */
    bool (*say)(void *context, const struct xml *entry);
    void *context;
};
/* Gives them one at a time, in memory for one; limits->parts holds for each of them. One inside
 * another belongs to that. False, with "line N: ..." in the problem, when not even a root element
 * stands there or the document is over a limit of size. Where it breaks off, entries that ended
 * before were given, and `damage` says where; it is left as it is otherwise. */
bool xml_each(struct slice content, const struct xml_limits *limits,
              const struct xml_entries *entries, struct problem *damage, struct problem *problem);

struct slice xml_name(const struct xml *element);
uint32_t xml_line(const struct xml *element);
bool xml_is(const struct xml *element, const char *name);
/* The character data directly inside, trimmed. */
struct slice xml_text(const struct xml *element);
/* By local name: "type" gives xsi:type. Empty when there is none. */
struct slice xml_attribute(const struct xml *element, const char *name);

const struct xml *xml_parent(const struct xml *element);
/* The first child, and the next sibling, with this name; NULL means any. */
const struct xml *xml_child(const struct xml *element, const char *name);
const struct xml *xml_sibling(const struct xml *element, const char *name);
/* Down a path of first children: xml_at(header, "Information_Source/Identity/Name"). */
const struct xml *xml_at(const struct xml *element, const char *path);
struct slice xml_text_at(const struct xml *element, const char *path);
/* The next element in document order below `top`, NULL after the last. Begin with top
 * itself, which is not given. xml_after() leaves out what is inside the element. */
const struct xml *xml_next(const struct xml *element, const struct xml *top);
const struct xml *xml_after(const struct xml *element, const struct xml *top);

/* The local name of the root of what looks like XML, without parsing it: for telling
 * formats apart. Empty when the content is something else. */
struct slice xml_peek_root(struct slice content);
