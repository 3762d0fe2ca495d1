/* SPDX-License-Identifier: MIT */
#include "facts/script.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "facts/alphabet.h"
#include "facts/han.h"
#include "facts/japanese.h"
#include "facts/name_word.h"
#include "model/limits.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

/* What a character is, to who reads it. */
enum kind {
    KIND_GAP,    /* parts words */
    KIND_SILENT, /* is not there */
    KIND_LATIN,  /* a small ASCII letter, or a digit */
    KIND_CYRILLIC,
    KIND_GREEK,
    KIND_ARMENIAN,
    KIND_GEORGIAN,
    KIND_HEBREW,
    KIND_ARABIC,
    KIND_HANGUL,
    KIND_KANA,
    KIND_HAN,
    KIND_OTHER, /* a letter of a script that the library reads */
};

/* Characters of a text, folded. One character can be written for up to 18 (U+FDFA). */
enum { LETTERS_MOST = 4 * LIMIT_NAME };

struct script {
    uint32_t letters[LETTERS_MOST];
    size_t count;
    enum cyrillic language;
    bool lacks_vowels; /* what was read last */
    UChar utf16[2 * LETTERS_MOST];
    const UNormalizer2 *compose, *decompose, *casefold;
    UTransliterator *readers[USCRIPT_CODE_LIMIT]; /* made when first needed */
    bool is_missing[USCRIPT_CODE_LIMIT];          /* the library has none */
    struct japanese *japanese;
    bool asked_for_japanese;
    struct text reading, japanese_text, spoken;
};

struct script *script_create(void)
{
    UErrorCode status = U_ZERO_ERROR;
    struct script *script = memory_create(1, sizeof *script);
    script->compose = unorm2_getNFCInstance(&status);
    script->decompose = unorm2_getNFKDInstance(&status);
    script->casefold = unorm2_getNFKCCasefoldInstance(&status);
    return script;
}

void script_free(struct script *script)
{
    if (!script)
        return;
    for (size_t i = 0; i < USCRIPT_CODE_LIMIT; i++)
        if (script->readers[i])
            utrans_close(script->readers[i]);
    japanese_free(script->japanese);
    text_done(&script->reading);
    text_done(&script->japanese_text);
    text_done(&script->spoken);
    free(script);
}

void script_prepare(struct script *script)
{
    if (script->asked_for_japanese)
        return;
    script->asked_for_japanese = true;
    script->japanese = japanese_create();
}

/* Plain text: one pass, no library. */

bool script_is_plain(struct slice text)
{
    for (size_t i = 0; i < text.size; i++)
        if (text.data[i] >= 0x80)
            return false;
    return true;
}

static bool is_alphanumeric(uint32_t character)
{
    return (character | 0x20) - 'a' < 26 || character - '0' < 10;
}

static void read_plain(struct slice text, struct text *reading)
{
    bool gap = false;
    for (size_t i = 0; i < text.size; i++) {
        uint8_t byte = text.data[i];
        if (is_alphanumeric(byte)) {
            if (gap && reading->size > 0)
                text_add_byte(reading, ' ');
            text_add_byte(reading, byte_lower(byte));
            gap = false;
        } else if (byte != '\'' && byte != '`') {
            gap = true;
        }
    }
}

/* Characters by their block; the library is asked for what is in none of these. */

static const struct block {
    uint32_t first, last;
    enum kind kind;
} blocks[] = {
    {0x00a0, 0x00a0, KIND_GAP},      {0x00ad, 0x00ad, KIND_SILENT},
    {0x00b4, 0x00b4, KIND_SILENT},   {0x00b7, 0x00b7, KIND_GAP},
    {0x02b9, 0x02c1, KIND_SILENT},   {0x02c8, 0x02c8, KIND_SILENT},
    {0x02ca, 0x02cb, KIND_SILENT},   {0x0300, 0x036f, KIND_SILENT},
    {0x03b1, 0x03c9, KIND_GREEK},    {0x0430, 0x044f, KIND_CYRILLIC},
    {0x0450, 0x045f, KIND_CYRILLIC}, {0x0460, 0x0482, KIND_CYRILLIC},
    {0x0483, 0x0489, KIND_SILENT},   {0x048a, 0x052f, KIND_CYRILLIC},
    {0x0561, 0x0587, KIND_ARMENIAN}, {0x0591, 0x05bd, KIND_SILENT},
    {0x05be, 0x05be, KIND_GAP},      {0x05bf, 0x05c7, KIND_SILENT},
    {0x05d0, 0x05ea, KIND_HEBREW},   {0x05f3, 0x05f4, KIND_SILENT},
    {0x0610, 0x061a, KIND_SILENT},   {0x061c, 0x061c, KIND_SILENT},
    {0x0620, 0x063f, KIND_ARABIC},   {0x0640, 0x0640, KIND_SILENT},
    {0x0641, 0x064a, KIND_ARABIC},   {0x064b, 0x065f, KIND_SILENT},
    {0x066e, 0x066f, KIND_ARABIC},   {0x0670, 0x0670, KIND_SILENT},
    {0x0671, 0x0674, KIND_ARABIC},   {0x0679, 0x06d3, KIND_ARABIC},
    {0x06d4, 0x06d4, KIND_GAP},      {0x06d5, 0x06d5, KIND_ARABIC},
    {0x06d6, 0x06ed, KIND_SILENT},   {0x10d0, 0x10ff, KIND_GEORGIAN},
    {0x1ab0, 0x1aff, KIND_SILENT},   {0x1dc0, 0x1dff, KIND_SILENT},
    {0x2000, 0x200a, KIND_GAP},      {0x200b, 0x200f, KIND_SILENT},
    {0x2010, 0x2017, KIND_GAP},      {0x2018, 0x201b, KIND_SILENT},
    {0x201c, 0x2029, KIND_GAP},      {0x202a, 0x202e, KIND_SILENT},
    {0x2032, 0x2032, KIND_SILENT},   {0x2060, 0x206f, KIND_SILENT},
    {0x3000, 0x3004, KIND_GAP},      {0x3005, 0x3005, KIND_HAN},
    {0x3008, 0x3030, KIND_GAP},      {0x3041, 0x3096, KIND_KANA},
    {0x3099, 0x309a, KIND_SILENT},   {0x30a1, 0x30fa, KIND_KANA},
    {0x30fb, 0x30fb, KIND_GAP},      {0x30fc, 0x30fc, KIND_KANA},
    {0x3400, 0x4dbf, KIND_HAN},      {0x4e00, 0x9fff, KIND_HAN},
    {0xac00, 0xd7a3, KIND_HANGUL},   {0xfe00, 0xfe0f, KIND_SILENT},
    {0xfe20, 0xfe2f, KIND_SILENT},   {0xfeff, 0xfeff, KIND_SILENT},
    {0x20000, 0x3ffff, KIND_HAN},
};

static const struct block *find_block(uint32_t character)
{
    size_t from = 0, to = sizeof blocks / sizeof *blocks;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (character < blocks[middle].first)
            to = middle;
        else if (character > blocks[middle].last)
            from = middle + 1;
        else
            return &blocks[middle];
    }
    return NULL;
}

static bool ascii_kind(uint32_t character, enum kind *kind)
{
    if (character >= 0x80)
        return false;
    bool is_silent = character == '\'' || character == '`';
    *kind = is_alphanumeric(character) ? KIND_LATIN : is_silent ? KIND_SILENT : KIND_GAP;
    return true;
}

static enum kind kind_of(uint32_t character)
{
    enum kind kind;
    if (ascii_kind(character, &kind))
        return kind;
    const struct block *block = find_block(character);
    return block ? block->kind : KIND_OTHER;
}

/* Latin letters that Unicode does not make of a letter and a mark. */
static const struct {
    uint32_t letter;
    const char *plain;
} latin[] = {
    {U'ß', "ss"}, {U'æ', "ae"}, {U'ð', "d"},  {U'ø', "o"},  {U'þ', "th"}, {U'đ', "d"}, {U'ħ', "h"},
    {U'ı', "i"},  {U'ĸ', "k"},  {U'ł', "l"},  {U'ŋ', "ng"}, {U'œ', "oe"}, {U'ŧ', "t"}, {U'ƀ', "b"},
    {U'ƃ', "b"},  {U'ƈ', "c"},  {U'ƌ', "d"},  {U'ǝ', "a"},  {U'ƒ', "f"},  {U'ƙ', "k"}, {U'ƚ', "l"},
    {U'ƥ', "p"},  {U'ƭ', "t"},  {U'ƴ', "y"},  {U'ƶ', "z"},  {U'ǥ', "g"},  {U'ȥ', "z"}, {U'ɓ', "b"},
    {U'ɔ', "o"},  {U'ɖ', "d"},  {U'ɗ', "d"},  {U'ə', "a"},  {U'ɛ', "e"},  {U'ɣ', "g"}, {U'ɨ', "i"},
    {U'ɩ', "i"},  {U'ɲ', "ny"}, {U'ʃ', "sh"}, {U'ʋ', "v"},  {U'ʒ', "zh"}, {U'ʔ', ""},  {U'ẞ', "ss"},
};

static const char *find_latin(uint32_t letter)
{
    for (size_t i = 0; i < sizeof latin / sizeof *latin; i++)
        if (latin[i].letter == letter)
            return latin[i].plain;
    return NULL;
}

static void push(struct script *script, uint32_t character)
{
    if (script->count < LETTERS_MOST)
        script->letters[script->count++] = character;
}

static void fold_character(struct script *script, uint32_t character);

/* What is written as several characters: a letter with marks, a ligature, a wide form. */
static bool fold_parts(struct script *script, uint32_t character)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar parts[32];
    int32_t size = unorm2_getDecomposition(script->decompose, (UChar32)character, parts,
                                           sizeof parts / sizeof *parts, &status);
    if (U_FAILURE(status) || size <= 0)
        return false;
    for (int32_t at = 0; at < size;) {
        UChar32 part;
        U16_NEXT(parts, at, size, part);
        if ((uint32_t)part == character)
            return false;
        fold_character(script, (uint32_t)part);
    }
    return true;
}

static void fold_other(struct script *script, uint32_t character)
{
    const char *plain = find_latin(character);
    for (; plain && *plain; plain++)
        push(script, (uint8_t)*plain);
    if (plain || fold_parts(script, character))
        return;
    int32_t digit = u_charDigitValue((UChar32)character);
    if (digit >= 0 && digit <= 9)
        push(script, '0' + (uint32_t)digit);
    else if (u_isalpha((UChar32)character) ||
             (U_MASK(u_charType((UChar32)character)) & U_GC_M_MASK))
        push(script, character);
    else
        push(script, ' ');
}

static void fold_character(struct script *script, uint32_t character)
{
    if (character >= 0x80)
        character = (uint32_t)u_tolower((UChar32)character);
    switch (kind_of(character)) {
    case KIND_SILENT:
        return;
    case KIND_GAP:
        push(script, ' ');
        return;
    case KIND_LATIN:
        push(script, character >= 'A' && character <= 'Z' ? character | 0x20 : character);
        return;
    case KIND_OTHER:
        fold_other(script, character);
        return;
    default:
        push(script, character);
    }
}

/* A mark that follows its letter, or a syllable in its parts: composed first, as "и" with a
 * breve is another letter. */
static bool needs_composing(uint32_t character)
{
    return (character >= 0x300 && character <= 0x36f) || character == 0x3099 ||
           character == 0x309a || (character >= 0x1100 && character <= 0x11ff) ||
           (character >= 0x653 && character <= 0x655);
}

/* Takes the next character; what is no UTF-8 parts words. */
static uint32_t take(struct slice *rest)
{
    uint32_t character;
    size_t size = utf8_read(*rest, &character);
    *rest = slice_after(*rest, size ? size : 1);
    return size ? character : ' ';
}

static bool text_needs_composing(struct slice text)
{
    while (text.size > 0)
        if (needs_composing(take(&text)))
            return true;
    return false;
}

/* Text as the library wants it; gives its length. */
static int32_t to_utf16(struct script *script, struct slice text)
{
    int32_t size = 0;
    while (text.size > 0 && size < LETTERS_MOST - 1) {
        uint32_t character = take(&text);
        U16_APPEND_UNSAFE(script->utf16, size, character);
    }
    return size;
}

static void fold_composed(struct script *script, struct slice text)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar composed[LETTERS_MOST];
    int32_t size = unorm2_normalize(script->compose, script->utf16, to_utf16(script, text),
                                    composed, LETTERS_MOST, &status);
    for (int32_t at = 0; U_SUCCESS(status) && at < size;) {
        UChar32 character;
        U16_NEXT(composed, at, size, character);
        fold_character(script, (uint32_t)character);
    }
}

static void fold_letters(struct script *script, struct slice text)
{
    script->count = 0;
    if (text_needs_composing(text)) {
        fold_composed(script, text);
        return;
    }
    while (text.size > 0)
        fold_character(script, take(&text));
}

/* "Servant of the ..." is one name, with or without a space in it. */
static void join_servants(struct script *script)
{
    static const uint32_t servant[] = U"عبد ال";
    enum { SIZE = sizeof servant / sizeof *servant - 1, GAP = 3 };
    size_t kept = 0;
    for (size_t at = 0; at < script->count; at++) {
        bool begins = (at == 0 || script->letters[at - 1] == ' ') && script->count - at > SIZE &&
                      memcmp(script->letters + at, servant, SIZE * sizeof *servant) == 0;
        for (size_t i = 0; begins && i < GAP; i++)
            script->letters[kept++] = servant[i];
        at += begins ? GAP + 1 : 0;
        script->letters[kept++] = script->letters[at];
    }
    script->count = kept;
}

/* Scripts that the library reads. */

static UTransliterator *reader_of(struct script *script, UScriptCode code)
{
    if (script->readers[code] || script->is_missing[code])
        return script->readers[code];
    UErrorCode status = U_ZERO_ERROR;
    UChar wide[64];
    struct text id = {0};
    text_print(&id, "%s-Latin", uscript_getName(code));
    u_uastrncpy(wide, text_string(&id), sizeof wide / sizeof *wide);
    text_done(&id);
    UTransliterator *reader = utrans_openU(wide, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
    script->readers[code] = U_SUCCESS(status) ? reader : NULL;
    script->is_missing[code] = U_FAILURE(status);
    return script->readers[code];
}

static UScriptCode script_of(uint32_t letter)
{
    UErrorCode status = U_ZERO_ERROR;
    UScriptCode code = uscript_getScript((UChar32)letter, &status);
    return U_SUCCESS(status) && code > USCRIPT_INHERITED ? code : USCRIPT_COMMON;
}

/* What the library writes with marks that change the sound (ISO 15919), as names have it: said
 * before marks are folded away. */
static const struct {
    UChar32 letter;
    const char *sound;
} marked[] = {{U'ś', "sh"}, {U'ṣ', "sh"}, {U'š', "sh"}, {U'č', "ch"},
              {U'ž', "zh"}, {U'ñ', "n"},  {U'ǝ', "e"},  {U'ŋ', "ng"}};

static void add_marked(UChar32 character, struct script *script)
{
    for (size_t i = 0; i < sizeof marked / sizeof *marked; i++)
        if (marked[i].letter == character) {
            for (const char *sound = marked[i].sound; *sound; sound++)
                push(script, (uint8_t)*sound);
            return;
        }
    fold_character(script, (uint32_t)character);
}

/* Folds what the library gave, which is Latin with marks, and adds it. */
static void add_folded(struct script *script, const UChar *utf16, int32_t size,
                       struct text *reading)
{
    size_t kept = script->count;
    for (int32_t at = 0; at < size;) {
        UChar32 character;
        U16_NEXT(utf16, at, size, character);
        add_marked(character, script);
    }
    for (size_t i = kept; i < script->count; i++)
        if (is_alphanumeric(script->letters[i]))
            text_add_byte(reading, (uint8_t)script->letters[i]);
    script->count = kept;
}

/* In these the vowel that a last consonant carries is not said ("Rahul"), but behind another
 * consonant ("Narendra"), which a sign joins to it. */
static bool drops_last_vowel(UScriptCode code, const uint32_t *letters, size_t count)
{
    bool is_consonant = u_charType((UChar32)letters[count - 1]) == U_OTHER_LETTER;
    enum { JOINS = 9 }; /* Unicode's combining class of a virama */
    return count > 1 && is_consonant && u_getCombiningClass((UChar32)letters[count - 2]) != JOINS &&
           (code == USCRIPT_DEVANAGARI || code == USCRIPT_GUJARATI || code == USCRIPT_GURMUKHI ||
            code == USCRIPT_BENGALI);
}

static void add_other(struct script *script, const uint32_t *letters, size_t count,
                      struct text *reading)
{
    UScriptCode code = script_of(letters[0]);
    UTransliterator *reader = reader_of(script, code);
    script->lacks_vowels |= code == USCRIPT_THAI;
    if (!reader)
        return;
    UErrorCode status = U_ZERO_ERROR;
    int32_t size = 0;
    for (size_t i = 0; i < count && size < LETTERS_MOST / 4; i++)
        U16_APPEND_UNSAFE(script->utf16, size, letters[i]);
    int32_t limit = size;
    utrans_transUChars(reader, script->utf16, &size, 2 * LETTERS_MOST, 0, &limit, &status);
    if (U_FAILURE(status))
        return;
    add_folded(script, script->utf16, size, reading);
    bool ends_in_a = reading->size > 0 && reading->data[reading->size - 1] == 'a';
    reading->size -= ends_in_a && drops_last_vowel(code, letters, count);
}

/* A text, run by run. */

typedef bool alphabet_fn(const uint32_t *letters, size_t count, struct text *sounds);

static bool add_latin(const uint32_t *letters, size_t count, struct text *sounds)
{
    for (size_t i = 0; i < count; i++)
        text_add_byte(sounds, (uint8_t)letters[i]);
    return true;
}

static const struct {
    alphabet_fn *add;
    bool stands_apart; /* its words touch no others */
    enum reading reading;
} alphabets[] = {
    [KIND_LATIN] = {.add = add_latin, .reading = READING_LATIN},
    [KIND_CYRILLIC] = {.reading = READING_SOUNDS},
    [KIND_GREEK] = {.add = greek_add, .reading = READING_SOUNDS},
    [KIND_ARMENIAN] = {.add = armenian_add, .reading = READING_SOUNDS},
    [KIND_GEORGIAN] = {.add = georgian_add, .reading = READING_SOUNDS},
    [KIND_HEBREW] = {.add = hebrew_add, .reading = READING_SOUNDS},
    [KIND_ARABIC] = {.add = arabic_add, .reading = READING_SOUNDS},
    [KIND_HANGUL] = {.add = hangul_add, .stands_apart = true, .reading = READING_SOUNDS},
    [KIND_KANA] = {.add = kana_add, .stands_apart = true, .reading = READING_SOUNDS},
    [KIND_HAN] = {.add = han_add_mandarin, .stands_apart = true, .reading = READING_MANDARIN},
    [KIND_OTHER] = {.stands_apart = false, .reading = READING_SOUNDS},
};

struct run {
    enum kind kind;
    const uint32_t *letters;
    size_t count;
};

static bool same_run(const struct run *run, uint32_t letter)
{
    enum kind kind = kind_of(letter);
    if (kind != run->kind || kind != KIND_OTHER)
        return kind == run->kind;
    UScriptCode code = script_of(letter);
    return code == USCRIPT_COMMON || code == script_of(run->letters[0]);
}

static struct run run_at(const struct script *script, size_t at)
{
    struct run run = {.kind = kind_of(script->letters[at]), .letters = script->letters + at};
    while (at + run.count < script->count && same_run(&run, script->letters[at + run.count]))
        run.count++;
    return run;
}

/* What the text is made of. */
struct mixture {
    size_t han, kana, hangul;
    enum reading reading; /* where there is no Han */
};

static struct mixture mix(const struct script *script)
{
    struct mixture mixture = {.reading = READING_LATIN};
    for (size_t i = 0; i < script->count; i++) {
        enum kind kind = kind_of(script->letters[i]);
        if (kind == KIND_GAP)
            continue;
        mixture.han += kind == KIND_HAN;
        mixture.kana += kind == KIND_KANA;
        mixture.hangul += kind == KIND_HANGUL;
        enum reading reading = alphabets[kind].reading;
        if (reading > mixture.reading)
            mixture.reading = reading;
    }
    return mixture;
}

static void add_korean(const struct run *run, struct text *reading)
{
    uint32_t hangul[LIMIT_NAME];
    size_t count = run->count < LIMIT_NAME ? run->count : LIMIT_NAME;
    han_to_hangul(run->letters, count, hangul);
    hangul_add(hangul, count, reading);
}

static void add_run(struct script *script, const struct run *run, enum reading as,
                    struct text *reading)
{
    if (run->kind == KIND_OTHER)
        add_other(script, run->letters, run->count, reading);
    else if (run->kind == KIND_CYRILLIC)
        cyrillic_add(script->language, run->letters, run->count, reading);
    else if (run->kind == KIND_HAN && as == READING_KOREAN)
        add_korean(run, reading);
    else if (run->kind != KIND_GAP && !alphabets[run->kind].add(run->letters, run->count, reading))
        script->lacks_vowels = true;
}

/* One space before a word, none at the front. */
static void part_words(struct text *reading)
{
    if (reading->size > 0 && reading->data[reading->size - 1] != ' ')
        text_add_byte(reading, ' ');
}

static void trim_end(struct text *reading)
{
    while (reading->size > 0 && reading->data[reading->size - 1] == ' ')
        reading->size--;
}

static void read_runs(struct script *script, enum reading as, struct text *reading)
{
    bool was_apart = false;
    text_clear(reading);
    script->lacks_vowels = false;
    script->language = cyrillic_language(script->letters, script->count);
    for (size_t at = 0; at < script->count;) {
        struct run run = run_at(script, at);
        bool is_apart = run.kind == KIND_GAP || alphabets[run.kind].stands_apart;
        if (at > 0 && (is_apart || was_apart))
            part_words(reading);
        add_run(script, &run, as, reading);
        was_apart = is_apart;
        at += run.count;
    }
    trim_end(reading);
}

/* Japanese: the dictionary wants the text as it stands. */

/* The name of a company as the Chinese write it. */
static bool is_chinese_company(struct slice text)
{
    struct word_meaning meaning;
    return word_at_end(slice_trim(text), &meaning) > 0 &&
           (meaning.class == WORD_COMPANY_FORM || meaning.class == WORD_DESCRIPTOR);
}

/* With Kana in it, or a Japanese company, or as short as names of persons are. */
static bool may_be_japanese(struct script *script, const struct mixture *mixture, struct slice text)
{
    enum { NAME_MOST = 8 };
    bool is_company = slice_find(text, slice_from("会社")) != SLICE_NOWHERE ||
                      slice_find(text, slice_from("會社")) != SLICE_NOWHERE;
    bool may_be_person = mixture->han <= NAME_MOST && !is_chinese_company(text);
    if (mixture->hangul > 0 || (mixture->kana == 0 && !is_company && !may_be_person))
        return false;
    script_prepare(script);
    return script->japanese != NULL;
}

static void add_utf8(struct text *text, const uint32_t *letters, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        uint8_t bytes[4];
        text_add(text, slice_make(bytes, utf8_write(letters[i], bytes)));
    }
}

static bool add_japanese_run(struct script *script, size_t from, size_t to, struct text *reading)
{
    text_clear(&script->japanese_text);
    text_clear(&script->spoken);
    add_utf8(&script->japanese_text, script->letters + from, to - from);
    if (!japanese_add_spoken(script->japanese, text_slice(&script->japanese_text), &script->spoken))
        return false;
    struct slice rest = text_slice(&script->spoken);
    while (rest.size > 0) {
        struct slice word = slice_split(&rest, ' ');
        uint32_t kana[LIMIT_NAME];
        size_t count = 0;
        while (word.size > 0 && count < LIMIT_NAME)
            kana[count++] = take(&word);
        part_words(reading);
        kana_add(kana, count, reading);
    }
    part_words(reading);
    return true;
}

static bool read_japanese(struct script *script, struct text *reading)
{
    text_clear(reading);
    for (size_t at = 0; at < script->count;) {
        size_t end = at;
        while (end < script->count && (kind_of(script->letters[end]) == KIND_HAN ||
                                       kind_of(script->letters[end]) == KIND_KANA))
            end++;
        if (end > at && !add_japanese_run(script, at, end, reading))
            return false;
        struct run run = {0};
        if (end < script->count) {
            run = run_at(script, end);
            if (run.kind == KIND_GAP)
                part_words(reading);
            add_run(script, &run, READING_JAPANESE, reading);
        }
        at = end + run.count;
    }
    trim_end(reading);
    return reading->size > 0;
}

/* Han characters for a Korean: with Hangul beside them, or where they begin like a Korean name. */
static bool may_be_korean(const struct script *script, const struct mixture *mixture)
{
    enum { NAME_MOST = 4 };
    if (mixture->han == 0 || mixture->kana > 0)
        return false;
    return mixture->hangul > 0 || (mixture->han >= 2 && mixture->han <= NAME_MOST &&
                                   han_is_korean_family(script->letters[0]));
}

static void say_as(struct script *script, enum reading reading, script_reading_fn *say,
                   void *context)
{
    if (reading == READING_JAPANESE && !read_japanese(script, &script->reading))
        return;
    if (reading != READING_JAPANESE)
        read_runs(script, reading, &script->reading);
    if (reading == READING_SOUNDS && script->lacks_vowels)
        reading = READING_SKELETON;
    say(context, reading, text_slice(&script->reading));
}

static void say_han(struct script *script, const struct mixture *mixture, struct slice text,
                    script_reading_fn *say, void *context)
{
    bool japanese = may_be_japanese(script, mixture, text);
    bool korean = may_be_korean(script, mixture);
    bool japanese_first = japanese && mixture->kana > 0;
    bool korean_first = korean && mixture->hangul > 0;
    if (japanese_first)
        say_as(script, READING_JAPANESE, say, context);
    if (korean_first)
        say_as(script, READING_KOREAN, say, context);
    say_as(script, READING_MANDARIN, say, context);
    if (japanese && !japanese_first)
        say_as(script, READING_JAPANESE, say, context);
    if (korean && !korean_first)
        say_as(script, READING_KOREAN, say, context);
}

void script_read(struct script *script, struct slice text, script_reading_fn *say, void *context)
{
    text = slice_part(text, 0, LIMIT_NAME);
    text_clear(&script->reading);
    if (script_is_plain(text)) {
        read_plain(text, &script->reading);
        say(context, READING_LATIN, text_slice(&script->reading));
        return;
    }
    fold_letters(script, text);
    join_servants(script);
    struct mixture mixture = mix(script);
    if (mixture.han > 0)
        say_han(script, &mixture, text, say, context);
    else
        say_as(script, mixture.reading, say, context);
}

void script_fold(struct script *script, struct slice text, struct text *folded)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar wide[LETTERS_MOST];
    text = slice_part(text, 0, LIMIT_NAME);
    int32_t size = unorm2_normalize(script->casefold, script->utf16, to_utf16(script, text), wide,
                                    LETTERS_MOST, &status);
    for (int32_t at = 0; U_SUCCESS(status) && at < size;) {
        UChar32 character;
        uint8_t bytes[4];
        U16_NEXT(wide, at, size, character);
        text_add(folded, slice_make(bytes, utf8_write((uint32_t)character, bytes)));
    }
}
