/* SPDX-License-Identifier: MIT */
#include "facts/alphabet.h"

#include "base/utf8.h"
#include "facts/word_table.h"

#include <string.h>

#include "spelled.def"

struct sound {
    uint32_t letter;
    const char *sound;
};

/* Tables are in the order of their letters. */
static const char *find(const struct sound *table, size_t count, uint32_t letter)
{
    size_t from = 0, to = count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (table[middle].letter == letter)
            return table[middle].sound;
        if (table[middle].letter < letter)
            from = middle + 1;
        else
            to = middle;
    }
    return NULL;
}
#define FIND(table, letter) find(table, sizeof table / sizeof *table, letter)

static bool is_one_of(uint32_t letter, const uint32_t *letters)
{
    for (; *letters; letters++)
        if (*letters == letter)
            return letter != 0;
    return false;
}

static uint32_t letter_at(const uint32_t *letters, size_t count, size_t at)
{
    return at < count ? letters[at] : 0;
}

/* Cyrillic: letters of Russian and of those who write with more of them. */
static const struct sound cyrillic[] = {
    {U'а', "a"},  {U'б', "b"},    {U'в', "v"},  {U'г', "g"},  {U'д', "d"},  {U'е', "e"},
    {U'ж', "zh"}, {U'з', "z"},    {U'и', "i"},  {U'й', "y"},  {U'к', "k"},  {U'л', "l"},
    {U'м', "m"},  {U'н', "n"},    {U'о', "o"},  {U'п', "p"},  {U'р', "r"},  {U'с', "s"},
    {U'т', "t"},  {U'у', "u"},    {U'ф', "f"},  {U'х', "kh"}, {U'ц', "ts"}, {U'ч', "ch"},
    {U'ш', "sh"}, {U'щ', "shch"}, {U'ъ', ""},   {U'ы', "y"},  {U'ь', ""},   {U'э', "e"},
    {U'ю', "yu"}, {U'я', "ya"},   {U'ѐ', "e"},  {U'ё', "e"},  {U'ђ', "dj"}, {U'ѓ', "gj"},
    {U'є', "ye"}, {U'ѕ', "dz"},   {U'і', "i"},  {U'ї', "yi"}, {U'ј', "j"},  {U'љ', "lj"},
    {U'њ', "nj"}, {U'ћ', "c"},    {U'ќ', "kj"}, {U'ѝ', "i"},  {U'ў', "u"},  {U'џ', "dz"},
    {U'ѣ', "e"},  {U'ѳ', "f"},    {U'ѵ', "i"},  {U'ґ', "g"},  {U'ғ', "gh"}, {U'җ', "j"},
    {U'ҙ', "z"},  {U'қ', "q"},    {U'ҝ', "g"},  {U'ҡ', "q"},  {U'ң', "ng"}, {U'ҥ', "ng"},
    {U'ҫ', "s"},  {U'ү', "u"},    {U'ұ', "u"},  {U'ҳ', "h"},  {U'ҷ', "j"},  {U'ҹ', "j"},
    {U'һ', "h"},  {U'Ӏ', ""},     {U'ӏ', ""},   {U'ӑ', "a"},  {U'ӓ', "a"},  {U'ӗ', "e"},
    {U'ә', "a"},  {U'ӣ', "i"},    {U'ӧ', "o"},  {U'ө', "o"},  {U'ӯ', "u"},  {U'ӱ', "u"},
    {U'ӳ', "u"},  {U'ӹ', "y"},
};

enum cyrillic cyrillic_language(const uint32_t *letters, size_t count)
{
    enum cyrillic language = RUSSIAN;
    for (size_t i = 0; i < count; i++) {
        if (is_one_of(letters[i], U"їєґ"))
            return UKRAINIAN;
        if (is_one_of(letters[i], U"јљњђћџѓќѕ"))
            return SERBIAN;
        if (is_one_of(letters[i], U"қғҳәңөұүһӣӯҷ"))
            return UZBEK;
        /* "Zelenskyy": the ending has a soft sign, where Russian has none. */
        bool is_soft_ending = i > 0 && is_one_of(letters[i - 1], U"сцз") && letters[i] == U'ь' &&
                              letter_at(letters, count, i + 1) == U'к' &&
                              letter_at(letters, count, i + 2) == U'и';
        if (letters[i] == U'і' || is_soft_ending)
            language = UKRAINIAN;
        /* Russian has it before vowels that begin with y only. */
        if (letters[i] == U'ъ' && !is_one_of(letter_at(letters, count, i + 1), U"еёюя"))
            language = BULGARIAN;
    }
    return language;
}

static const struct sound ukrainian[] = {{U'г', "h"}, {U'и', "y"}};
static const struct sound serbian[] = {
    {U'ж', "z"}, {U'х', "h"}, {U'ц', "c"}, {U'ч', "c"}, {U'ш', "s"}};
static const struct sound bulgarian[] = {{U'х', "h"}, {U'щ', "sht"}, {U'ъ', "a"}};
static const struct sound uzbek[] = {{U'ў', "o"}};

static const char *cyrillic_sound(enum cyrillic language, const uint32_t *letters, size_t count,
                                  size_t at)
{
    uint32_t letter = letters[at];
    uint32_t before = at > 0 ? letters[at - 1] : 0;
    const char *sound = language == UKRAINIAN   ? FIND(ukrainian, letter)
                        : language == SERBIAN   ? FIND(serbian, letter)
                        : language == BULGARIAN ? FIND(bulgarian, letter)
                        : language == UZBEK     ? FIND(uzbek, letter)
                                                : NULL;
    if (sound)
        return sound;
    if (language == RUSSIAN && letter == U'е' && (at == 0 || before == U'ъ' || before == U'ь'))
        return "ye";
    /* "Bely": the two letters are one sound to who hears them. */
    if (language == RUSSIAN && letter == U'й' && before == U'ы' && at + 1 == count)
        return "";
    /* Ukrainian passports: inside a word these lose their y. */
    if (language == UKRAINIAN && at > 0 && letter == U'є')
        return "ie";
    if (language == UKRAINIAN && at > 0 && letter == U'ї')
        return "i";
    return FIND(cyrillic, letter);
}

void cyrillic_add(enum cyrillic language, const uint32_t *letters, size_t count,
                  struct text *sounds)
{
    for (size_t at = 0; at < count; at++) {
        const char *sound = cyrillic_sound(language, letters, count, at);
        if (sound)
            text_put(sounds, sound);
    }
}

/* Greek, without its accents. */
static const struct sound greek[] = {
    {U'α', "a"},  {U'β', "v"},  {U'γ', "g"},  {U'δ', "d"}, {U'ε', "e"}, {U'ζ', "z"}, {U'η', "i"},
    {U'θ', "th"}, {U'ι', "i"},  {U'κ', "k"},  {U'λ', "l"}, {U'μ', "m"}, {U'ν', "n"}, {U'ξ', "x"},
    {U'ο', "o"},  {U'π', "p"},  {U'ρ', "r"},  {U'ς', "s"}, {U'σ', "s"}, {U'τ', "t"}, {U'υ', "y"},
    {U'φ', "f"},  {U'χ', "ch"}, {U'ψ', "ps"}, {U'ω', "o"},
};

static const struct greek_pair {
    uint32_t first, second;
    const char *at_front, *inside;
} greek_pairs[] = {
    {U'ο', U'υ', "ou", "ou"},   {U'γ', U'γ', "g", "ng"},  {U'γ', U'κ', "g", "gk"},
    {U'γ', U'χ', "nch", "nch"}, {U'γ', U'ξ', "nx", "nx"}, {U'μ', U'π', "b", "mp"},
    {U'ν', U'τ', "d", "nt"},
};

/* "av", "ev", "iv" before a voiced sound, else "af", "ef", "if". */
static bool greek_is_voiceless(uint32_t letter)
{
    return letter == 0 || is_one_of(letter, U"θκξπσςτφχψ");
}

static size_t greek_pair_add(const uint32_t *letters, size_t count, size_t at, struct text *sounds)
{
    uint32_t second = letter_at(letters, count, at + 1);
    for (size_t i = 0; i < sizeof greek_pairs / sizeof *greek_pairs; i++)
        if (greek_pairs[i].first == letters[at] && greek_pairs[i].second == second) {
            text_put(sounds, at == 0 ? greek_pairs[i].at_front : greek_pairs[i].inside);
            return 2;
        }
    if (second != U'υ' || !is_one_of(letters[at], U"αεη"))
        return 0;
    text_put(sounds, FIND(greek, letters[at]));
    text_put(sounds, greek_is_voiceless(letter_at(letters, count, at + 2)) ? "f" : "v");
    return 2;
}

bool greek_add(const uint32_t *letters, size_t count, struct text *sounds)
{
    for (size_t at = 0; at < count;) {
        size_t taken = greek_pair_add(letters, count, at, sounds);
        const char *sound = taken ? NULL : FIND(greek, letters[at]);
        if (sound)
            text_put(sounds, sound);
        at += taken ? taken : 1;
    }
    return true;
}

static const struct sound armenian[] = {
    {U'ա', "a"}, {U'բ', "b"},  {U'գ', "g"},  {U'դ', "d"},  {U'ե', "e"},  {U'զ', "z"},  {U'է', "e"},
    {U'ը', "y"}, {U'թ', "t"},  {U'ժ', "zh"}, {U'ի', "i"},  {U'լ', "l"},  {U'խ', "kh"}, {U'ծ', "ts"},
    {U'կ', "k"}, {U'հ', "h"},  {U'ձ', "dz"}, {U'ղ', "gh"}, {U'ճ', "ch"}, {U'մ', "m"},  {U'յ', "y"},
    {U'ն', "n"}, {U'շ', "sh"}, {U'ո', "o"},  {U'չ', "ch"}, {U'պ', "p"},  {U'ջ', "j"},  {U'ռ', "r"},
    {U'ս', "s"}, {U'վ', "v"},  {U'տ', "t"},  {U'ր', "r"},  {U'ց', "ts"}, {U'ւ', "v"},  {U'փ', "p"},
    {U'ք', "k"}, {U'օ', "o"},  {U'ֆ', "f"},  {U'և', "ev"},
};

bool armenian_add(const uint32_t *letters, size_t count, struct text *sounds)
{
    for (size_t at = 0; at < count; at++) {
        bool is_u = letters[at] == U'ո' && letter_at(letters, count, at + 1) == U'ւ';
        const char *sound = is_u                             ? "u"
                            : at == 0 && letters[at] == U'ո' ? "vo"
                            : at == 0 && letters[at] == U'ե' ? "ye"
                            : at == 0 && letters[at] == U'և' ? "yev"
                                                             : FIND(armenian, letters[at]);
        if (sound)
            text_put(sounds, sound);
        at += is_u;
    }
    return true;
}

static const struct sound georgian[] = {
    {U'ა', "a"},  {U'ბ', "b"},  {U'გ', "g"},  {U'დ', "d"},  {U'ე', "e"},  {U'ვ', "v"},
    {U'ზ', "z"},  {U'თ', "t"},  {U'ი', "i"},  {U'კ', "k"},  {U'ლ', "l"},  {U'მ', "m"},
    {U'ნ', "n"},  {U'ო', "o"},  {U'პ', "p"},  {U'ჟ', "zh"}, {U'რ', "r"},  {U'ს', "s"},
    {U'ტ', "t"},  {U'უ', "u"},  {U'ფ', "p"},  {U'ქ', "k"},  {U'ღ', "gh"}, {U'ყ', "q"},
    {U'შ', "sh"}, {U'ჩ', "ch"}, {U'ც', "ts"}, {U'ძ', "dz"}, {U'წ', "ts"}, {U'ჭ', "ch"},
    {U'ხ', "kh"}, {U'ჯ', "j"},  {U'ჰ', "h"},
};

bool georgian_add(const uint32_t *letters, size_t count, struct text *sounds)
{
    for (size_t at = 0; at < count; at++) {
        const char *sound = FIND(georgian, letters[at]);
        if (sound)
            text_put(sounds, sound);
    }
    return true;
}

/* Names that are known by how they are written ("محمد" is Muhammad); letters that are written
 * one for the other are one here, as in write_words.py. */
static uint32_t spelled_letter(uint32_t letter)
{
    static const uint32_t same[][2] = {{U'أ', U'ا'}, {U'إ', U'ا'}, {U'آ', U'ا'}, {U'ٱ', U'ا'},
                                       {U'ى', U'ي'}, {U'ة', U'ه'}, {U'ی', U'ي'}, {U'ک', U'ك'},
                                       {U'ە', U'ه'}, {U'ہ', U'ه'}, {U'ھ', U'ه'}};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        if (same[i][0] == letter)
            return same[i][1];
    return letter;
}

static bool spelled_add(const uint32_t *letters, size_t count, struct text *sounds)
{
    enum { LETTERS_MOST = 16 };
    uint8_t written[4 * LETTERS_MOST];
    size_t size = 0;
    if (count > LETTERS_MOST)
        return false;
    for (size_t i = 0; i < count; i++)
        size += utf8_write(spelled_letter(letters[i]), written + size);
    size_t found = word_table_find(&spelled_table, slice_make(written, size));
    if (found != WORD_NOWHERE)
        text_put(sounds, spelled_sounds[found]);
    return found != WORD_NOWHERE;
}

/* Hebrew and Arabic write consonants and some long vowels; which of the two w and y are is
 * told by where they stand. */
static const struct sound hebrew[] = {
    {U'א', "a"},  {U'ב', "b"},  {U'ג', "g"}, {U'ד', "d"}, {U'ה', "h"},  {U'ו', "v"}, {U'ז', "z"},
    {U'ח', "h"},  {U'ט', "t"},  {U'י', "y"}, {U'ך', "k"}, {U'כ', "k"},  {U'ל', "l"}, {U'ם', "m"},
    {U'מ', "m"},  {U'ן', "n"},  {U'נ', "n"}, {U'ס', "s"}, {U'ע', "a"},  {U'ף', "f"}, {U'פ', "p"},
    {U'ץ', "tz"}, {U'צ', "tz"}, {U'ק', "k"}, {U'ר', "r"}, {U'ש', "sh"}, {U'ת', "t"},
};

static const char *hebrew_sound(const uint32_t *letters, size_t count, size_t at)
{
    uint32_t letter = letters[at];
    bool is_last = at + 1 == count;
    if (letter == U'ו' && at > 0)
        return letter_at(letters, count, at + 1) == U'ו' ? "" : letters[at - 1] == U'ו' ? "v" : "o";
    if (letter == U'י' && at > 0)
        return letter_at(letters, count, at + 1) == U'י' ? "" : "i";
    if (letter == U'ה' && is_last && at > 0)
        return "a";
    return FIND(hebrew, letter);
}

bool hebrew_add(const uint32_t *letters, size_t count, struct text *sounds)
{
    if (spelled_add(letters, count, sounds))
        return true;
    for (size_t at = 0; at < count; at++) {
        const char *sound = hebrew_sound(letters, count, at);
        if (sound)
            text_put(sounds, sound);
    }
    return false;
}

/* Arabic, with the letters that Persian, Urdu and others add. */
static const struct sound arabic[] = {
    {U'ء', ""},   {U'آ', "a"},  {U'أ', "a"}, {U'ؤ', "u"},  {U'إ', "i"},  {U'ئ', "i"},  {U'ا', "a"},
    {U'ب', "b"},  {U'ة', "a"},  {U'ت', "t"}, {U'ث', "th"}, {U'ج', "j"},  {U'ح', "h"},  {U'خ', "kh"},
    {U'د', "d"},  {U'ذ', "dh"}, {U'ر', "r"}, {U'ز', "z"},  {U'س', "s"},  {U'ش', "sh"}, {U'ص', "s"},
    {U'ض', "d"},  {U'ط', "t"},  {U'ظ', "z"}, {U'ع', "a"},  {U'غ', "gh"}, {U'ف', "f"},  {U'ق', "q"},
    {U'ك', "k"},  {U'ل', "l"},  {U'م', "m"}, {U'ن', "n"},  {U'ه', "h"},  {U'و', "w"},  {U'ى', "a"},
    {U'ي', "y"},  {U'ٱ', "a"},  {U'ٹ', "t"}, {U'ټ', "t"},  {U'پ', "p"},  {U'ځ', "dz"}, {U'څ', "ts"},
    {U'چ', "ch"}, {U'ڈ', "d"},  {U'ډ', "d"}, {U'ړ', "r"},  {U'ڑ', "r"},  {U'ږ', "zh"}, {U'ژ', "zh"},
    {U'ښ', "sh"}, {U'ڤ', "v"},  {U'ک', "k"}, {U'ګ', "g"},  {U'ڭ', "ng"}, {U'گ', "g"},  {U'ڵ', "l"},
    {U'ں', "n"},  {U'ڼ', "n"},  {U'ھ', "h"}, {U'ہ', "h"},  {U'ۀ', "e"},  {U'ۂ', "e"},  {U'ۃ', "a"},
    {U'ۆ', "o"},  {U'ۇ', "u"},  {U'ۈ', "u"}, {U'ۋ', "v"},  {U'ی', "y"},  {U'ۍ', "i"},  {U'ێ', "e"},
    {U'ې', "e"},  {U'ے', "e"},  {U'ۓ', "e"}, {U'ە', "e"},
};

static bool arabic_is_vowel(uint32_t letter)
{
    return is_one_of(letter, U"اآأإىةوييی");
}

static const char *arabic_sound(const uint32_t *letters, size_t count, size_t at)
{
    uint32_t letter = letters[at], next = letter_at(letters, count, at + 1);
    bool is_w = letter == U'و', is_y = letter == U'ي' || letter == U'ی';
    if (!is_w && !is_y)
        return FIND(arabic, letter);
    bool is_consonant = at == 0 || arabic_is_vowel(next) || letters[at - 1] == U'ا';
    return is_w ? is_consonant ? "w" : "u" : is_consonant ? "y" : "i";
}

bool arabic_add(const uint32_t *letters, size_t count, struct text *sounds)
{
    if (spelled_add(letters, count, sounds))
        return true;
    /* The article is a word, and "servant of" before it: "al asad", "abd al hayy". */
    static const struct {
        const uint32_t *letters;
        size_t count;
        const char *sound;
    } fronts[] = {{U"عبدال", 5, "abd al "}, {U"ال", 2, "al "}};
    for (size_t i = 0; i < sizeof fronts / sizeof *fronts; i++) {
        size_t size = fronts[i].count;
        if (count < size + 2 || memcmp(letters, fronts[i].letters, size * sizeof *letters) != 0)
            continue;
        text_put(sounds, fronts[i].sound);
        letters += size;
        count -= size;
        if (spelled_add(letters, count, sounds))
            return true;
    }
    for (size_t at = 0; at < count; at++) {
        const char *sound = arabic_sound(letters, count, at);
        if (sound)
            text_put(sounds, sound);
    }
    return false;
}

/* Hangul: a syllable is a number made of its three parts (Unicode, chapter 3.12). */
enum { HANGUL_FIRST = 0xac00, HANGUL_LAST = 0xd7a3, VOWELS = 21, ENDS = 28 };

static const char *const hangul_fronts[] = {"g",  "kk", "n", "d",  "tt", "r", "m", "b", "pp", "s",
                                            "ss", "",   "j", "jj", "ch", "k", "t", "p", "h"};
static const char *const hangul_vowels[VOWELS] = {"a",  "ae", "ya", "yae", "eo", "e",  "yeo",
                                                  "ye", "o",  "wa", "wae", "oe", "yo", "u",
                                                  "wo", "we", "wi", "yu",  "eu", "ui", "i"};
static const char *const hangul_ends[ENDS] = {"",  "k",  "k", "k", "n", "n", "n", "t", "l", "k",
                                              "m", "l",  "l", "l", "p", "l", "m", "p", "p", "t",
                                              "t", "ng", "t", "t", "k", "t", "p", "t"};

static const struct sound korean_families[] = {
    {U'강', "kang"}, {U'고', "ko"},    {U'곽', "kwak"}, {U'구', "koo"},  {U'국', "kook"},
    {U'권', "kwon"}, {U'길', "kil"},   {U'김', "kim"},  {U'노', "noh"},  {U'도', "do"},
    {U'동', "dong"}, {U'류', "ryu"},   {U'리', "ri"},   {U'문', "moon"}, {U'박', "park"},
    {U'반', "ban"},  {U'방', "bang"},  {U'배', "bae"},  {U'백', "baek"}, {U'변', "byun"},
    {U'부', "boo"},  {U'서', "seo"},   {U'선', "sun"},  {U'성', "sung"}, {U'신', "shin"},
    {U'심', "shim"}, {U'안', "ahn"},   {U'엄', "um"},   {U'오', "oh"},   {U'우', "woo"},
    {U'유', "yoo"},  {U'윤', "yoon"},  {U'이', "lee"},  {U'임', "lim"},  {U'장', "jang"},
    {U'전', "jeon"}, {U'정', "jeong"}, {U'조', "cho"},  {U'주', "joo"},  {U'최', "choi"},
};

static void hangul_add_one(uint32_t syllable, struct text *sounds)
{
    uint32_t number = syllable - HANGUL_FIRST;
    text_put(sounds, hangul_fronts[number / (VOWELS * ENDS)]);
    text_put(sounds, hangul_vowels[number / ENDS % VOWELS]);
    text_put(sounds, hangul_ends[number % ENDS]);
}

bool hangul_add(const uint32_t *syllables, size_t count, struct text *sounds)
{
    size_t start = sounds->size;
    for (size_t at = 0; at < count; at++) {
        if (syllables[at] < HANGUL_FIRST || syllables[at] > HANGUL_LAST)
            continue;
        if (sounds->size > start)
            text_add_byte(sounds, ' ');
        bool may_be_family = at == 0 && count >= 2 && count <= 4;
        const char *family = may_be_family ? FIND(korean_families, syllables[0]) : NULL;
        if (family)
            text_put(sounds, family);
        else
            hangul_add_one(syllables[at], sounds);
    }
    return true;
}

/* Kana, as Hiragana; Katakana stands 0x60 higher. */
static const struct sound kana[] = {
    {U'ぁ', "a"},  {U'あ', "a"},  {U'ぃ', "i"},   {U'い', "i"},  {U'ぅ', "u"},   {U'う', "u"},
    {U'ぇ', "e"},  {U'え', "e"},  {U'ぉ', "o"},   {U'お', "o"},  {U'か', "ka"},  {U'が', "ga"},
    {U'き', "ki"}, {U'ぎ', "gi"}, {U'く', "ku"},  {U'ぐ', "gu"}, {U'け', "ke"},  {U'げ', "ge"},
    {U'こ', "ko"}, {U'ご', "go"}, {U'さ', "sa"},  {U'ざ', "za"}, {U'し', "shi"}, {U'じ', "ji"},
    {U'す', "su"}, {U'ず', "zu"}, {U'せ', "se"},  {U'ぜ', "ze"}, {U'そ', "so"},  {U'ぞ', "zo"},
    {U'た', "ta"}, {U'だ', "da"}, {U'ち', "chi"}, {U'ぢ', "ji"}, {U'っ', ""},    {U'つ', "tsu"},
    {U'づ', "zu"}, {U'て', "te"}, {U'で', "de"},  {U'と', "to"}, {U'ど', "do"},  {U'な', "na"},
    {U'に', "ni"}, {U'ぬ', "nu"}, {U'ね', "ne"},  {U'の', "no"}, {U'は', "ha"},  {U'ば', "ba"},
    {U'ぱ', "pa"}, {U'ひ', "hi"}, {U'び', "bi"},  {U'ぴ', "pi"}, {U'ふ', "fu"},  {U'ぶ', "bu"},
    {U'ぷ', "pu"}, {U'へ', "he"}, {U'べ', "be"},  {U'ぺ', "pe"}, {U'ほ', "ho"},  {U'ぼ', "bo"},
    {U'ぽ', "po"}, {U'ま', "ma"}, {U'み', "mi"},  {U'む', "mu"}, {U'め', "me"},  {U'も', "mo"},
    {U'ゃ', "ya"}, {U'や', "ya"}, {U'ゅ', "yu"},  {U'ゆ', "yu"}, {U'ょ', "yo"},  {U'よ', "yo"},
    {U'ら', "ra"}, {U'り', "ri"}, {U'る', "ru"},  {U'れ', "re"}, {U'ろ', "ro"},  {U'ゎ', "wa"},
    {U'わ', "wa"}, {U'ゐ', "i"},  {U'ゑ', "e"},   {U'を', "o"},  {U'ん', "n"},   {U'ゔ', "vu"},
    {U'ゕ', "ka"}, {U'ゖ', "ke"},
};

static uint32_t hiragana(uint32_t letter)
{
    return letter >= 0x30a1 && letter <= 0x30f6 ? letter - 0x60 : letter;
}

/* A small letter behind makes one syllable of two: "ki" and small "ya" are "kya", "shi" and it
 * "sha", "fu" and small "o" "fo". */
static size_t kana_add_one(const uint32_t *letters, size_t count, size_t at, struct text *sounds)
{
    const char *first = FIND(kana, hiragana(letters[at]));
    uint32_t next = hiragana(letter_at(letters, count, at + 1));
    bool is_small = is_one_of(next, U"ゃゅょぁぃぅぇぉ");
    if (!first || *first == '\0' || !is_small || is_one_of(hiragana(letters[at]), U"あいえおん")) {
        text_put(sounds, first ? first : "");
        return 1;
    }
    const char *second = FIND(kana, next);
    size_t length = strlen(first);
    text_add(sounds, slice_make(first, length - 1));
    bool hisses = length == 3 || (length == 2 && first[0] == 'j');
    if (hisses && *second == 'y')
        second++;
    text_put(sounds, second);
    return 2;
}

bool kana_add(const uint32_t *letters, size_t count, struct text *sounds)
{
    for (size_t at = 0; at < count;) {
        bool is_double = hiragana(letters[at]) == U'っ' && at + 1 < count;
        size_t start = sounds->size;
        at += is_double;
        at += kana_add_one(letters, count, at, sounds);
        /* "ippei", "botchan" */
        if (is_double && sounds->size > start) {
            char first = sounds->data[start] == 'c' ? 't' : sounds->data[start];
            text_add_byte(sounds, 0);
            memmove(sounds->data + start + 1, sounds->data + start, sounds->size - start - 1);
            sounds->data[start] = first;
        }
    }
    return true;
}
