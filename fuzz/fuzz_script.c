/* Any text as a name: every reading is words of small letters and digits, parted by single spaces;
 * words, and what is known at an end, lie in the text. */
/* SPDX-License-Identifier: MIT */
#include "facts/name_word.h"
#include "facts/script.h"
#include "model/limits.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_words(struct slice text)
{
    struct slice words[LIMIT_NAME_WORDS];
    size_t count = 0;
    while (text.size > 0 && count < LIMIT_NAME_WORDS)
        words[count++] = slice_split(&text, ' ');
    for (size_t at = 0; at < count; at++) {
        struct word_meaning meaning;
        size_t taken = word_read(words + at, count - at, &meaning);
        assert(taken <= count - at);
        assert((taken == 0) == (meaning.class == WORD_PLAIN));
        assert(given_names_equal(words[at], words[0]) == given_names_equal(words[0], words[at]));
    }
}

static void check(void *context, enum reading reading, struct slice text)
{
    unsigned *seen = context;
    assert(reading < READINGS && !(*seen & 1U << reading));
    *seen |= 1U << reading;
    uint8_t before = ' ';
    for (size_t i = 0; i < text.size; i++) {
        uint8_t byte = text.data[i];
        assert(byte == ' ' ? before != ' '
                           : byte_is_digit(byte) || (byte_is_letter(byte) && byte >= 'a'));
        before = byte;
    }
    assert(text.size == 0 || before != ' ');
    check_words(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice text = slice_make(data, size);
    struct script *script = script_create();
    struct word_meaning meaning;
    struct text folded = {0};
    unsigned seen = 0;
    script_read(script, text, check, &seen);
    assert(seen != 0);
    script_fold(script, text, &folded);
    assert(word_at_end(text, &meaning) <= text.size);
    assert(word_at_front(text, &meaning) <= text.size);
    text_done(&folded);
    script_free(script);
    return 0;
}
