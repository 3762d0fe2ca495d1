/* SPDX-License-Identifier: MIT */
#include "base/xml.h"

#include "base/memory.h"
#include "base/text.h"
#include "base/utf8.h"

#include <expat.h>
#include <stdlib.h>

struct attribute {
    struct slice name, value;
};

struct xml {
    struct slice name, text;
    const struct attribute *attributes;
    struct xml *parent, *first, *last, *sibling; /* children, and what follows */
    uint32_t attribute_count, line;
};

struct building {
    XML_Parser parser;
    struct xml_document *document;
    const struct xml_limits *limits;
    const struct xml_entries *entries; /* NULL: the whole document is wanted */
    struct arena *arena;               /* of the document, or of the entry that is open */
    struct xml *entry;                 /* the entry that is open */
    size_t outside;                    /* open elements that are in no entry */
    size_t bytes;                      /* of the entry so far */
    bool ended;                        /* whoever gets the entries wants no more */
    struct xml *open;                  /* innermost element that is not closed */
    struct text *texts;                /* of the open elements, by depth; room is kept */
    size_t depth, texts_capacity;
    uint32_t parts;       /* elements and attributes so far */
    uint32_t blank_lines; /* before the document */
    const char *stopped;  /* why we stopped the parser ourselves */
};

static uint32_t line_of(const struct building *b)
{
    return b->blank_lines + (uint32_t)XML_GetCurrentLineNumber(b->parser);
}

static void stop(struct building *b, const char *why)
{
    if (!b->stopped)
        b->stopped = why;
    XML_StopParser(b->parser, XML_FALSE);
}

static struct slice local_name(const char *name)
{
    struct slice whole = slice_from(name);
    size_t colon = slice_find_byte(whole, ':');
    return colon == SLICE_NOWHERE ? whole : slice_after(whole, colon + 1);
}

static uint32_t count_attributes(const char **pairs)
{
    uint32_t count = 0;
    while (pairs[2 * count])
        count++;
    return count;
}

static void keep_attributes(struct arena *arena, struct xml *element, const char **pairs)
{
    uint32_t count = count_attributes(pairs);
    if (count == 0)
        return;
    struct attribute *attributes = arena_alloc(arena, count * sizeof *attributes);
    for (uint32_t i = 0; i < count; i++)
        attributes[i] =
            (struct attribute){arena_keep(arena, local_name(pairs[2 * i])),
                               arena_keep(arena, slice_trim(slice_from(pairs[2 * i + 1])))};
    element->attributes = attributes;
    element->attribute_count = count;
}

static void add_child(struct xml *parent, struct xml *element)
{
    if (parent->last)
        parent->last->sibling = element;
    else
        parent->first = element;
    parent->last = element;
}

static void open_text(struct building *b)
{
    size_t before = b->texts_capacity;
    b->texts = memory_grow(b->texts, &b->texts_capacity, b->depth + 1, sizeof *b->texts);
    for (size_t i = before; i < b->texts_capacity; i++)
        b->texts[i] = (struct text){0};
    text_clear(&b->texts[b->depth++]);
}

/* Counts what an entry takes; false, and reading is stopped, when that is too much. */
static bool has_room(struct building *b, size_t bytes)
{
    if (!b->entries || bytes <= b->entries->bytes - b->bytes) {
        b->bytes += b->entries ? bytes : 0;
        return true;
    }
    stop(b, "an entry is too long");
    return false;
}

static size_t size_of(const char *name, const char **pairs)
{
    size_t size = slice_from(name).size;
    for (size_t i = 0; pairs[i]; i++)
        size += slice_from(pairs[i]).size;
    return size;
}

static struct xml *make_element(struct building *b, struct arena *arena, const char *name,
                                const char **pairs)
{
    struct xml *element = arena_create(arena, sizeof *element);
    element->name = arena_keep(arena, local_name(name));
    element->line = line_of(b);
    keep_attributes(arena, element, pairs);
    return element;
}

/* An element in front of which no entry is open: the root is kept, others are counted. Gives
 * whether an entry begins with it. */
static bool begin_entry(struct building *b, const char *name, const char **pairs)
{
    bool is_root = !b->document->root;
    if (is_root) {
        b->bytes = 0;
        if (has_room(b, size_of(name, pairs)))
            b->document->root = make_element(b, &b->document->arena, name, pairs);
    }
    if (is_root || !slice_is_one_of(local_name(name), b->entries->names, '|')) {
        b->outside++;
        return false;
    }
    b->parts = 0;
    b->bytes = 0;
    return true;
}

static void start(void *context, const char *name, const char **pairs)
{
    struct building *b = context;
    if (b->stopped)
        return;
    if (b->outside + b->depth >= b->limits->depth) {
        stop(b, "elements stand too deep inside one another");
        return;
    }
    if (b->entries && !b->entry && !begin_entry(b, name, pairs))
        return;
    b->parts += 1 + count_attributes(pairs);
    if (b->parts > b->limits->parts) {
        stop(b, "it has too many elements");
        return;
    }
    if (!has_room(b, size_of(name, pairs)))
        return;
    struct xml *element = make_element(b, b->arena, name, pairs);
    element->parent = b->open;
    if (b->open)
        add_child(b->open, element);
    else if (b->entries)
        b->entry = element;
    else
        b->document->root = element;
    b->open = element;
    open_text(b);
}

static void characters(void *context, const char *data, int size)
{
    struct building *b = context;
    if (!b->stopped && b->depth > 0 && has_room(b, (size_t)size))
        text_add(&b->texts[b->depth - 1], slice_make(data, (size_t)size));
}

static void hand_over(struct building *b)
{
    b->entry->parent = (struct xml *)b->document->root;
    b->ended = !b->entries->say(b->entries->context, b->entry);
    if (b->ended)
        stop(b, "no more is wanted");
    b->entry = NULL;
    arena_reset(b->arena);
}

static void end(void *context, const char *name)
{
    struct building *b = context;
    (void)name;
    if (b->stopped)
        return;
    if (b->depth == 0) {
        b->outside -= b->outside > 0;
        return;
    }
    struct slice text = slice_trim(text_slice(&b->texts[--b->depth]));
    b->open->text = arena_keep(b->arena, text);
    b->open = b->open->parent;
    if (b->depth == 0 && b->entry)
        hand_over(b);
}

static void entity(void *context, const char *name, int is_parameter, const char *value, int size,
                   const char *base, const char *system_id, const char *public_id,
                   const char *notation)
{
    (void)name, (void)is_parameter, (void)value, (void)size;
    (void)base, (void)system_id, (void)public_id, (void)notation;
    stop(context, "it defines entities of its own, which are not read");
}

static void note_damage(struct building *b)
{
    struct xml_document *document = b->document;
    document->damage_line = line_of(b);
    problem_set(&document->damage, "line %u: %s", document->damage_line,
                b->stopped ? b->stopped : XML_ErrorString(XML_GetErrorCode(b->parser)));
}

/* Expat keeps what it has of a tag that has not ended; a tag is no longer than an entry. */
static bool tag_is_too_long(const struct building *b, size_t given)
{
    XML_Index at = XML_GetCurrentByteIndex(b->parser);
    return b->entries && at >= 0 && given - (size_t)at > b->entries->bytes;
}

static void parse(struct slice content, struct building *b)
{
    enum { CHUNK = 1024 * 1024 };
    for (size_t at = 0, size; !b->stopped; at += size) {
        size = content.size - at < CHUNK ? content.size - at : CHUNK;
        bool is_last = at + size == content.size;
        struct slice piece = slice_part(content, at, at + size);
        if (XML_Parse(b->parser, (const char *)piece.data, (int)size, is_last) != XML_STATUS_OK)
            break;
        if (is_last)
            return;
        if (tag_is_too_long(b, at + size))
            stop(b, "a tag is too long");
    }
    if (!b->ended)
        note_damage(b);
}

/* What is UTF-8 is read as such, whatever its declaration says: callers convert. */
static bool build(struct slice content, struct building *b)
{
    b->parser = XML_ParserCreate(utf8_is_valid(content) ? "UTF-8" : NULL);
    if (!b->parser)
        return false;
    XML_SetUserData(b->parser, b);
    XML_SetElementHandler(b->parser, start, end);
    XML_SetCharacterDataHandler(b->parser, characters);
    XML_SetEntityDeclHandler(b->parser, entity);
    parse(content, b);
    for (size_t i = 0; i < b->texts_capacity; i++)
        text_done(&b->texts[i]);
    free(b->texts);
    XML_ParserFree(b->parser);
    return true;
}

/* Blank lines before the declaration are an error to XML and common in copies. */
static struct slice skip_blanks(struct slice content, uint32_t *lines)
{
    size_t at = 0;
    *lines = 0;
    while (at < content.size && byte_is_space(content.data[at]))
        *lines += content.data[at++] == '\n';
    return slice_after(content, at);
}

static bool read_document(struct slice content, struct building *b, struct problem *problem)
{
    *b->document = (struct xml_document){0};
    if (content.size > b->limits->size || content.size > INT32_MAX)
        return problem_set(problem, "it is larger than %zu MiB", b->limits->size >> 20);
    if (!build(skip_blanks(content, &b->blank_lines), b))
        return problem_set(problem, "there is no memory for reading it");
    if (!b->document->root)
        return problem_set(problem, "%s", b->document->damage.sentence);
    return true;
}

bool xml_read(struct slice content, const struct xml_limits *limits, struct xml_document *document,
              struct problem *problem)
{
    struct building b = {.document = document, .limits = limits, .arena = &document->arena};
    return read_document(content, &b, problem);
}

bool xml_each(struct slice content, const struct xml_limits *limits,
              const struct xml_entries *entries, struct problem *damage, struct problem *problem)
{
    struct arena of_entry = {0};
    struct xml_document document = {0};
    struct building b = {
        .document = &document, .limits = limits, .entries = entries, .arena = &of_entry};
    bool read = read_document(content, &b, problem);
    if (read && document.damage.sentence[0] != '\0')
        *damage = document.damage;
    arena_done(&of_entry);
    xml_done(&document);
    return read;
}

void xml_done(struct xml_document *document)
{
    if (!document)
        return;
    arena_done(&document->arena);
    *document = (struct xml_document){0};
}

/* ---- Asking */

struct slice xml_name(const struct xml *element)
{
    return element ? element->name : (struct slice){0};
}

uint32_t xml_line(const struct xml *element)
{
    return element ? element->line : 0;
}

bool xml_is(const struct xml *element, const char *name)
{
    return element && slice_equal_text(element->name, name);
}

struct slice xml_text(const struct xml *element)
{
    return element ? element->text : (struct slice){0};
}

struct slice xml_attribute(const struct xml *element, const char *name)
{
    for (uint32_t i = 0; element && i < element->attribute_count; i++)
        if (slice_equal_text(element->attributes[i].name, name))
            return element->attributes[i].value;
    return (struct slice){0};
}

const struct xml *xml_parent(const struct xml *element)
{
    return element ? element->parent : NULL;
}

static const struct xml *first_named(const struct xml *element, struct slice name)
{
    while (element && name.size > 0 && !slice_equal(element->name, name))
        element = element->sibling;
    return element;
}

const struct xml *xml_child(const struct xml *element, const char *name)
{
    return element ? first_named(element->first, slice_from(name)) : NULL;
}

const struct xml *xml_sibling(const struct xml *element, const char *name)
{
    return element ? first_named(element->sibling, slice_from(name)) : NULL;
}

const struct xml *xml_at(const struct xml *element, const char *path)
{
    struct slice rest = slice_from(path);
    while (element && rest.size > 0)
        element = first_named(element->first, slice_split(&rest, '/'));
    return element;
}

struct slice xml_text_at(const struct xml *element, const char *path)
{
    const struct xml *found = xml_at(element, path);
    return found ? found->text : (struct slice){0};
}

const struct xml *xml_next(const struct xml *element, const struct xml *top)
{
    return element && element->first ? element->first : xml_after(element, top);
}

const struct xml *xml_after(const struct xml *element, const struct xml *top)
{
    while (element && element != top && !element->sibling)
        element = element->parent;
    return element && element != top ? element->sibling : NULL;
}

/* ---- Telling formats apart */

/* Where a document type ends: its own declarations stand in brackets, and hold ends too. */
static size_t doctype_size(struct slice rest)
{
    size_t end = slice_find_byte(rest, '>'), open = slice_find_byte(rest, '[');
    if (end == SLICE_NOWHERE || open > end)
        return end == SLICE_NOWHERE ? end : end + 1;
    size_t close = slice_find(rest, slice_from("]>"));
    return close == SLICE_NOWHERE ? close : close + 2;
}

/* Skips one comment, declaration or document type at the front; false at what is none. */
static bool skip_prologue(struct slice *rest)
{
    static const struct {
        const char *from, *to;
    } pieces[] = {{"<!--", "-->"}, {"<?", "?>"}};
    if (slice_starts_with(*rest, "<!DOCTYPE")) {
        *rest = slice_after(*rest, doctype_size(*rest));
        return true;
    }
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        if (!slice_starts_with(*rest, pieces[i].from))
            continue;
        struct slice to = slice_from(pieces[i].to);
        size_t at = slice_find(*rest, to);
        *rest = slice_after(*rest, at == SLICE_NOWHERE ? at : at + to.size);
        return true;
    }
    return false;
}

struct slice xml_peek_root(struct slice content)
{
    enum { LOOKED_AT = 65536 };
    struct slice rest = slice_trim(slice_part(content, 0, LOOKED_AT));
    while (skip_prologue(&rest))
        rest = slice_trim(rest);
    if (!slice_starts_with(rest, "<"))
        return (struct slice){0};
    rest = slice_after(rest, 1);
    size_t end_of_name = 0;
    while (end_of_name < rest.size && !byte_is_space(rest.data[end_of_name]) &&
           rest.data[end_of_name] != '>' && rest.data[end_of_name] != '/')
        end_of_name++;
    struct slice name = slice_part(rest, 0, end_of_name);
    size_t colon = slice_find_byte(name, ':');
    return colon == SLICE_NOWHERE ? name : slice_after(name, colon + 1);
}
