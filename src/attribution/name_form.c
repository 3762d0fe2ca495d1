/* SPDX-License-Identifier: MIT */
#include "attribution/name_form.h"

#include <string.h>

enum {
    JOIN_MOST = 3,  /* neighbours that are joined: "abd" "al" "rahman" */
    WHOLE_MOST = 8, /* words of a name that is joined as a whole */
    READINGS_MOST = 8,
    JOINS_MOST = 2 * LIMIT_NAME_WORDS + 4,
};

/* What stands in the writing of a text without spaces, before and behind the name itself. */
struct part {
    struct slice text;
    struct slice word; /* what a known part is read as */
    struct word_meaning meaning;
};

struct making {
    struct script *script;
    struct arena *arena;
    struct token_pool *pool;
    enum entity_kind kind;
    struct slice original, family;
    struct part parts[LIMIT_NAME_WORDS]; /* the name itself has no meaning */
    size_t part_count;
    struct name_form forms[READINGS_MOST];
    size_t form_count;
    struct name_place words[READINGS_MOST][LIMIT_NAME_WORDS];
    struct name_place joins[JOINS_MOST];
};

static bool is_full(const struct name_form *form)
{
    return form->word_count == LIMIT_NAME_WORDS;
}

static void add_word(struct making *making, struct name_form *form, struct slice text,
                     struct word_meaning meaning)
{
    struct name_token wanted = {
        .text = text,
        .meaning = meaning,
        .reading = (uint8_t)form->reading,
        .is_initial = text.size == 1 && byte_is_letter(text.data[0]) &&
                      meaning.class != WORD_NUMBER && form->reading <= READING_SOUNDS,
    };
    form->words[form->word_count] = (struct name_place){
        .token = token_pool_keep(making->pool, &wanted),
        .first = (uint8_t)form->word_count,
        .span = 1,
        .to = (uint16_t)making->original.size,
    };
    form->word_count++;
}

/* How many single letters stand at the front. */
static size_t letters_run(const struct slice *words, size_t count)
{
    size_t run = 0;
    while (run < count && words[run].size == 1 && byte_is_letter(words[run].data[0]))
        run++;
    return run;
}

/* An organisation's letters are one word, with points or without: "A.B.C.", "ABC". */
static size_t take_letters(const struct slice *words, size_t count, uint8_t *letters)
{
    size_t run = letters_run(words, count);
    for (size_t i = 0; i < run; i++)
        letters[i] = words[i].data[0];
    return run;
}

/* "S.A.R.L." is a legal form of what can be a company; "A. R." of a person are initials. */
static bool may_be_letters(enum entity_kind kind, bool at_end)
{
    return kind != ENTITY_PERSON && (kind != ENTITY_ANY || at_end);
}

/* Takes the next word from the front: what has one meaning together, an organisation's letters,
 * or one word. Gives how many were taken. */
static size_t take_words(struct making *making, struct name_form *form, const struct slice *words,
                         size_t count)
{
    struct word_meaning meaning = {0};
    uint8_t letters[LIMIT_NAME_WORDS];
    size_t taken = word_read(words, count, &meaning);
    if (taken > 1 && !may_be_letters(making->kind, taken == count) &&
        letters_run(words, count) >= taken) {
        taken = 0;
        meaning = (struct word_meaning){0};
    }
    const uint8_t *end =
        words[taken > 0 ? taken - 1 : 0].data + words[taken > 0 ? taken - 1 : 0].size;
    struct slice text = slice_make(words[0].data, (size_t)(end - words[0].data));
    bool organisation = making->kind != ENTITY_PERSON && making->kind != ENTITY_ANY;
    size_t run = organisation ? take_letters(words, count, letters) : 0;
    if (run > 1 && run > taken) {
        taken = run;
        text = slice_make(letters, run);
        meaning = (struct word_meaning){0};
        word_read(&text, 1, &meaning);
    }
    add_word(making, form, text, meaning);
    return taken > 0 ? taken : 1;
}

static void add_words(struct making *making, struct name_form *form, struct slice text)
{
    struct slice words[LIMIT_NAME_WORDS];
    size_t count = 0;
    while (text.size > 0 && count < LIMIT_NAME_WORDS) {
        struct slice word = slice_split(&text, ' ');
        if (word.size > 0)
            words[count++] = word;
    }
    for (size_t i = 0; i < count && !is_full(form);)
        i += take_words(making, form, words + i, count - i);
}

static struct name_form *add_form(struct making *making, enum reading reading)
{
    if (making->form_count == READINGS_MOST)
        return NULL;
    struct name_form *form = &making->forms[making->form_count];
    *form = (struct name_form){
        .kind = making->kind,
        .reading = reading,
        .original = making->original,
        .words = making->words[making->form_count],
    };
    making->form_count++;
    return form;
}

static bool is_known(const struct part *part)
{
    return part->meaning.class != WORD_PLAIN || part->meaning.symbol != 0;
}

struct part_reading {
    struct making *making;
    struct part *part;
};

static void say_part(void *context, enum reading reading, struct slice text)
{
    struct part_reading *seen = context;
    (void)reading;
    if (seen->part->word.size == 0)
        seen->part->word = arena_keep(seen->making->arena, text);
}

/* A part that has a meaning is one word in all forms, by its likeliest reading. It is read before
 * the name is: a reading lasts until the next. */
static void read_known(struct making *making)
{
    for (size_t i = 0; i < making->part_count; i++) {
        struct part_reading seen = {making, &making->parts[i]};
        if (is_known(seen.part))
            script_read(making->script, seen.part->text, say_part, &seen);
    }
}

/* The name itself in one reading, with what stands around it. */
static void say_name(void *context, enum reading reading, struct slice text)
{
    struct making *making = context;
    struct name_form *form = add_form(making, reading);
    if (form == NULL)
        return;
    for (size_t i = 0; i < making->part_count; i++) {
        const struct part *part = &making->parts[i];
        if (!is_known(part))
            add_words(making, form, text);
        else if (part->word.size > 0 && !is_full(form))
            add_word(making, form, part->word, part->meaning);
    }
}

/* Parts what is written without spaces: "北京", the name, "科技", "股份有限公司". At least one
 * character of the name stays. */
static struct slice split_parts(struct making *making, struct slice text)
{
    struct part behind[LIMIT_NAME_WORDS / 2] = {0};
    size_t behind_count = 0, taken;
    struct word_meaning meaning;
    while (making->part_count < LIMIT_NAME_WORDS / 2 - 1 &&
           (taken = word_at_front(text, &meaning)) > 0 && taken < text.size) {
        making->parts[making->part_count++] =
            (struct part){.text = slice_part(text, 0, taken), .meaning = meaning};
        text = slice_trim(slice_after(text, taken));
    }
    while (behind_count < LIMIT_NAME_WORDS / 2 && (taken = word_at_end(text, &meaning)) > 0 &&
           taken < text.size) {
        behind[behind_count++] =
            (struct part){.text = slice_after(text, text.size - taken), .meaning = meaning};
        text = slice_trim(slice_part(text, 0, text.size - taken));
    }
    making->parts[making->part_count++] = (struct part){.text = text};
    while (behind_count > 0)
        making->parts[making->part_count++] = behind[--behind_count];
    return text;
}

/* What is joined: not what only says the legal form or a title. */
static bool is_joinable(const struct name_token *token)
{
    return token->meaning.class != WORD_COMPANY_FORM && token->meaning.class != WORD_TITLE &&
           token->meaning.class != WORD_SHIP;
}

static void keep_join(struct making *making, struct name_form *form, struct slice text,
                      size_t first, size_t span, bool is_short_form)
{
    if (form->join_count == JOINS_MOST)
        return;
    struct name_token wanted = {
        .text = text,
        .reading = (uint8_t)form->reading,
        .is_join = !is_short_form,
        .is_short_form = is_short_form,
    };
    making->joins[form->join_count++] = (struct name_place){
        .token = token_pool_keep(making->pool, &wanted),
        .first = (uint8_t)first,
        .span = (uint8_t)span,
        .from = form->words[first].from,
        .to = form->words[first + span - 1].to,
    };
}

static void add_join(struct making *making, struct name_form *form, size_t first, size_t span)
{
    uint8_t text[LIMIT_NAME];
    size_t size = 0;
    for (size_t i = first; i < first + span; i++) {
        struct slice word = form->words[i].token->text;
        if (word.size > sizeof text - size)
            return;
        memcpy(text + size, word.data, word.size);
        size += word.size;
    }
    keep_join(making, form, slice_make(text, size), first, span, false);
}

/* How many words from there on can be joined. */
static size_t joinable_run(const struct name_form *form, size_t first)
{
    size_t end = first;
    while (end < form->word_count && is_joinable(form->words[end].token))
        end++;
    return end - first;
}

static size_t initials_run(const struct name_form *form, size_t first)
{
    size_t end = first;
    while (end < form->word_count && form->words[end].token->is_initial)
        end++;
    return end - first;
}

/* "pla" of "people's liberation army". */
static void add_short_form(struct making *making, struct name_form *form)
{
    uint8_t text[LIMIT_NAME_WORDS];
    size_t size = 0, first = 0, last = 0;
    for (size_t i = 0; i < form->word_count; i++) {
        const struct name_token *token = form->words[i].token;
        if (!is_joinable(token) || token->meaning.class == WORD_PARTICLE || token->text.size == 0)
            continue;
        first = size == 0 ? i : first;
        last = i;
        text[size++] = token->text.data[0];
    }
    if (size >= 3)
        keep_join(making, form, slice_make(text, size), first, last - first + 1, true);
}

/* Neighbours, and what stands between words that are never joined as a whole: "vladimirputin",
 * "ABC" of "A.B.C. Company". */
static void add_joins(struct making *making, struct name_form *form)
{
    size_t whole_until = 0;
    for (size_t first = 0; first < form->word_count; first++) {
        size_t run = joinable_run(form, first), initials = initials_run(form, first);
        for (size_t span = 2; span <= JOIN_MOST && span <= run; span++)
            add_join(making, form, first, span);
        if (first < whole_until)
            continue;
        if (run > JOIN_MOST && run <= WHOLE_MOST)
            add_join(making, form, first, run);
        if (initials > JOIN_MOST && initials != run)
            add_join(making, form, first, initials);
        whole_until = first + run;
    }
    if (making->kind != ENTITY_PERSON)
        add_short_form(making, form);
}

static struct name_place *keep_places(struct arena *arena, const struct name_place *places,
                                      size_t count)
{
    struct name_place *kept = arena_alloc(arena, count * sizeof *kept);
    memcpy(kept, places, count * sizeof *kept);
    return kept;
}

/* The list says which part is the family name, or a comma does. */
static struct slice family_of(const struct making *making)
{
    if (making->family.size > 0)
        return making->family;
    size_t comma = slice_find_byte(making->original, ',');
    bool person = making->kind == ENTITY_PERSON || making->kind == ENTITY_ANY;
    return person && comma != SLICE_NOWHERE ? slice_part(making->original, 0, comma)
                                            : (struct slice){0};
}

static void say_family(void *context, enum reading reading, struct slice text)
{
    struct making *making = context;
    while (text.size > 0) {
        struct slice word = slice_split(&text, ' ');
        for (size_t i = 0; i < making->form_count; i++) {
            struct name_form *form = &making->forms[i];
            for (size_t j = 0; form->reading == reading && j < form->word_count; j++)
                form->words[j].is_family |= slice_equal(form->words[j].token->text, word);
        }
    }
}

size_t name_forms_make(struct script *script, struct arena *arena, struct token_pool *pool,
                       enum entity_kind kind, struct slice text, struct slice family,
                       struct name_form **forms)
{
    struct making making;
    making.script = script;
    making.arena = arena;
    making.pool = pool;
    making.kind = kind;
    making.original = arena_keep(arena, slice_part(text, 0, LIMIT_NAME));
    making.family = slice_part(family, 0, LIMIT_NAME);
    making.part_count = making.form_count = 0;
    struct slice name = split_parts(&making, slice_trim(making.original));
    read_known(&making);
    script_read(script, name, say_name, &making);
    if (making.form_count == 0)
        add_form(&making, READING_LATIN);
    struct slice said = family_of(&making);
    if (said.size > 0)
        script_read(script, said, say_family, &making);
    for (size_t i = 0; i < making.form_count; i++) {
        struct name_form *form = &making.forms[i];
        add_joins(&making, form);
        form->words = keep_places(arena, form->words, form->word_count);
        form->joins = keep_places(arena, making.joins, form->join_count);
    }
    *forms = arena_alloc(arena, making.form_count * sizeof **forms);
    memcpy(*forms, making.forms, making.form_count * sizeof **forms);
    return making.form_count;
}
