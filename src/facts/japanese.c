/* SPDX-License-Identifier: MIT */
#include "facts/japanese.h"

#include "base/memory.h"

#include <mecab.h>
#include <stdlib.h>

struct japanese {
    mecab_t *mecab;
};

struct japanese *japanese_create(void)
{
    /* No settings file: what the machine's says is not ours. */
    mecab_t *mecab = mecab_new2("--rcfile=/dev/null --dicdir=" JAPANESE_FOLDER);
    if (!mecab)
        return NULL;
    struct japanese *japanese = memory_create(1, sizeof *japanese);
    japanese->mecab = mecab;
    return japanese;
}

void japanese_free(struct japanese *japanese)
{
    if (!japanese)
        return;
    mecab_destroy(japanese->mecab);
    free(japanese);
}

/* The ninth of a word's features, as ipadic writes them; empty for a word it does not have. */
static struct slice pronunciation(const mecab_node_t *node)
{
    enum { PRONUNCIATION = 8 };
    struct slice rest = slice_from(node->feature), feature = {0};
    for (int i = 0; i <= PRONUNCIATION; i++)
        feature = slice_split(&rest, ',');
    return feature;
}

static bool is_kana(struct slice word)
{
    for (size_t at = 0; at < word.size; at += 3)
        if (word.size - at < 3 || word.data[at] != 0xe3 || word.data[at + 1] < 0x81 ||
            word.data[at + 1] > 0x83)
            return false;
    return true;
}

bool japanese_add_spoken(struct japanese *japanese, struct slice text, struct text *spoken)
{
    const mecab_node_t *node =
        mecab_sparse_tonode2(japanese->mecab, (const char *)text.data, text.size);
    for (; node; node = node->next) {
        if (node->stat == MECAB_BOS_NODE || node->stat == MECAB_EOS_NODE)
            continue;
        struct slice word = slice_make(node->surface, node->length);
        struct slice said = pronunciation(node);
        if (said.size == 0 && !is_kana(word))
            return false;
        if (spoken->size > 0)
            text_add_byte(spoken, ' ');
        text_add(spoken, said.size > 0 ? said : word);
    }
    return true;
}
