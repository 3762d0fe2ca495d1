/* SPDX-License-Identifier: MIT */
#include "facts/han.h"

struct han {
    uint16_t mandarin; /* of syllables[] */
    uint16_t korean;   /* a Hangul syllable, or 0 */
};
#include "han_readings.def"

/* A word whose characters are not read as they are alone; longest first where two begin
 * alike. In this order: family names, which stand at the front only; then words anywhere. */
struct special {
    const uint32_t *characters;
    size_t count;
    const char *sounds;
};
#define SPECIAL(text, sounds)                                                                      \
    {                                                                                              \
        (const uint32_t *)(U##text), sizeof(U##text) / sizeof(uint32_t) - 1, sounds                \
    }

static const struct special families[] = {
    SPECIAL("尉迟", "yu chi"),  SPECIAL("尉遲", "yu chi"),    SPECIAL("万俟", "mo qi"),
    SPECIAL("萬俟", "mo qi"),   SPECIAL("长孙", "zhang sun"), SPECIAL("長孫", "zhang sun"),
    SPECIAL("单于", "chan yu"), SPECIAL("單于", "chan yu"),   SPECIAL("澹台", "tan tai"),
    SPECIAL("令狐", "ling hu"), SPECIAL("宰父", "zai fu"),    SPECIAL("单", "shan"),
    SPECIAL("單", "shan"),      SPECIAL("查", "zha"),         SPECIAL("曾", "zeng"),
    SPECIAL("仇", "qiu"),       SPECIAL("解", "xie"),         SPECIAL("区", "ou"),
    SPECIAL("區", "ou"),        SPECIAL("任", "ren"),         SPECIAL("朴", "piao"),
    SPECIAL("翟", "zhai"),      SPECIAL("乐", "yue"),         SPECIAL("樂", "yue"),
    SPECIAL("种", "chong"),     SPECIAL("缪", "miao"),        SPECIAL("繆", "miao"),
    SPECIAL("员", "yun"),       SPECIAL("員", "yun"),         SPECIAL("黑", "he"),
    SPECIAL("折", "she"),       SPECIAL("冼", "xian"),        SPECIAL("洗", "xian"),
    SPECIAL("盖", "ge"),        SPECIAL("蓋", "ge"),          SPECIAL("宓", "mi"),
    SPECIAL("秘", "bi"),        SPECIAL("祕", "bi"),          SPECIAL("覃", "qin"),
    SPECIAL("逄", "pang"),      SPECIAL("句", "gou"),         SPECIAL("隗", "kui"),
    SPECIAL("燕", "yan"),       SPECIAL("应", "ying"),        SPECIAL("應", "ying"),
    SPECIAL("华", "hua"),       SPECIAL("華", "hua"),         SPECIAL("葛", "ge"),
    SPECIAL("晁", "chao"),      SPECIAL("贾", "jia"),         SPECIAL("賈", "jia"),
    SPECIAL("卜", "bu"),        SPECIAL("召", "shao"),        SPECIAL("那", "na"),
    SPECIAL("沈", "shen"),      SPECIAL("石", "shi"),         SPECIAL("尹", "yin"),
    SPECIAL("柏", "bai"),       SPECIAL("车", "che"),         SPECIAL("車", "che"),
    SPECIAL("宁", "ning"),      SPECIAL("万", "wan"),         SPECIAL("甄", "zhen"),
};

static const struct special words[] = {
    SPECIAL("银行", "yin hang"),
    SPECIAL("銀行", "yin hang"),
    SPECIAL("支行", "zhi hang"),
    SPECIAL("分行", "fen hang"),
    SPECIAL("商行", "shang hang"),
    SPECIAL("行业", "hang ye"),
    SPECIAL("重庆", "chong qing"),
    SPECIAL("重慶", "chong qing"),
    SPECIAL("厦门", "xia men"),
    SPECIAL("廈門", "xia men"),
    SPECIAL("西藏", "xi zang"),
    SPECIAL("会计", "kuai ji"),
    SPECIAL("會計", "kuai ji"),
    SPECIAL("音乐", "yin yue"),
    SPECIAL("音樂", "yin yue"),
    SPECIAL("调查", "diao cha"),
    SPECIAL("調查", "diao cha"),
    SPECIAL("朝阳", "chao yang"),
    SPECIAL("朝陽", "chao yang"),
    SPECIAL("朝鲜", "chao xian"),
    SPECIAL("朝鮮", "chao xian"),
    SPECIAL("董事长", "dong shi zhang"),
    SPECIAL("董事長", "dong shi zhang"),
    SPECIAL("校长", "xiao zhang"),
    SPECIAL("校長", "xiao zhang"),
    SPECIAL("市长", "shi zhang"),
    SPECIAL("部长", "bu zhang"),
    SPECIAL("部長", "bu zhang"),
    SPECIAL("成长", "cheng zhang"),
    SPECIAL("增长", "zeng zhang"),
    SPECIAL("重工", "zhong gong"),
    SPECIAL("大厦", "da sha"),
    SPECIAL("大廈", "da sha"),
    SPECIAL("番禺", "pan yu"),
    SPECIAL("六安", "lu an"),
    SPECIAL("蚌埠", "beng bu"),
    SPECIAL("台州", "tai zhou"),
    SPECIAL("丽水", "li shui"),
    SPECIAL("长", "chang"),
    SPECIAL("長", "chang"),
    SPECIAL("都", "du"),
    SPECIAL("乐", "le"),
    SPECIAL("樂", "le"),
    SPECIAL("藏", "zang"),
    SPECIAL("车", "che"),
    SPECIAL("車", "che"),
    SPECIAL("朝", "chao"),
};

static bool begins(const uint32_t *characters, size_t count, const struct special *special)
{
    if (special->count > count)
        return false;
    for (size_t i = 0; i < special->count; i++)
        if (characters[i] != special->characters[i])
            return false;
    return true;
}

static const struct special *find(const struct special *table, size_t rows,
                                  const uint32_t *characters, size_t count)
{
    for (size_t i = 0; i < rows; i++)
        if (begins(characters, count, &table[i]))
            return &table[i];
    return NULL;
}

static const struct special *find_special(const uint32_t *characters, size_t count, bool at_front)
{
    const struct special *found = NULL;
    /* A long text is no person's name. */
    if (at_front && count <= 4)
        found = find(families, sizeof families / sizeof *families, characters, count);
    return found ? found : find(words, sizeof words / sizeof *words, characters, count);
}

static const struct han *read_one(uint32_t character)
{
    static const struct han none = {0};
    return character >= HAN_FIRST && character <= HAN_LAST ? &readings[character - HAN_FIRST]
                                                           : &none;
}

static void add_syllable(const char *syllable, size_t start, struct text *sounds)
{
    if (*syllable != '\0' && sounds->size > start)
        text_add_byte(sounds, ' ');
    text_put(sounds, syllable);
}

bool han_add_mandarin(const uint32_t *characters, size_t count, struct text *sounds)
{
    size_t start = sounds->size;
    for (size_t at = 0; at < count;) {
        const struct special *special = find_special(characters + at, count - at, at == 0);
        const char *syllable =
            special ? special->sounds : syllables[read_one(characters[at])->mandarin];
        add_syllable(syllable, start, sounds);
        at += special ? special->count : 1;
    }
    return true;
}

/* What a family name is where the character has another reading else. */
static uint32_t family_hangul(uint32_t character)
{
    static const uint32_t table[][2] = {
        {U'金', U'김'}, {U'李', U'이'}, {U'柳', U'유'}, {U'劉', U'유'}, {U'刘', U'유'},
        {U'梁', U'양'}, {U'林', U'임'}, {U'盧', U'노'}, {U'卢', U'노'}, {U'羅', U'나'},
        {U'罗', U'나'}, {U'呂', U'여'}, {U'吕', U'여'}, {U'車', U'차'}, {U'车', U'차'},
        {U'沈', U'심'}, {U'單', U'선'}, {U'葉', U'엽'}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (table[i][0] == character)
            return table[i][1];
    return 0;
}

void han_to_hangul(const uint32_t *characters, size_t count, uint32_t *hangul)
{
    for (size_t i = 0; i < count; i++) {
        uint32_t family = i == 0 && count <= 4 ? family_hangul(characters[i]) : 0;
        hangul[i] = family ? family : read_one(characters[i])->korean;
    }
}

bool han_is_korean_family(uint32_t character)
{
    static const uint32_t names[] =
        U"金李朴崔鄭姜趙尹張林吳韓申徐權黃安宋柳洪全高文孫梁裵裴白曺許南沈劉盧河俞丁成郭車禹具"
        U"辛任羅田閔池陳嚴元蔡千方康玄咸卞廉楊邊呂秋都愼石蘇薛宣周吉馬魏表明王奇房潘玉琴陸孟"
        U"印卓鞠魚殷片龍郑赵张吴韩权黄孙许刘卢俞车罗闵陈严杨吕苏马陆鱼龙";
    for (size_t i = 0; names[i]; i++)
        if (names[i] == character)
            return true;
    return false;
}
