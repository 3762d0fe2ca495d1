/* SPDX-License-Identifier: MIT */
#include "facts/family_form.h"

#include <string.h>

/* What detection names put before a family. */
static const char *const platforms[] = {
    "android", "androidos", "apk",   "elf", "html",  "ios",        "java", "js",    "linux",
    "macos",   "msil",      "o97m",  "osx", "php",   "powershell", "ps",   "py",    "python",
    "script",  "unix",      "vba",   "vbs", "w32",   "w64",        "win",  "win32", "win64",
    "w97m",    "x97m",      "multi", "asp", "shell", "bat",        "aix",  "jar",   "symbian",
};

/* What they call its kind. */
static const char *const kinds[] = {
    "adware",
    "backdoor",
    "banker",
    "bot",
    "botnet",
    "coinminer",
    "ddos",
    "downloader",
    "dropper",
    "exploit",
    "generic",
    "gen",
    "hacktool",
    "heur",
    "infostealer",
    "joke",
    "malware",
    "net-worm",
    "packed",
    "pua",
    "pup",
    "pws",
    "ransom",
    "ransomware",
    "riskware",
    "rootkit",
    "spyware",
    "trojan",
    "trojan-banker",
    "trojan-ddos",
    "trojan-downloader",
    "trojan-dropper",
    "trojan-psw",
    "trojan-ransom",
    "trojan-spy",
    "trojandownloader",
    "trojandropper",
    "trojanspy",
    "troj",
    "virus",
    "worm",
    "email-worm",
    "p2p-worm",
    "variant",
    "suspicious",
    "not-a-virus",
};

/* Words that are no family, beside the kinds and platforms. */
static const char *const generic[] = {
    "agent",    "apt",       "attack",   "c2",      "cnc",      "crypter",   "exe",
    "injector", "keylogger", "loader",   "mal",     "miner",    "none",      "obfuscated",
    "other",    "phish",     "phishing", "rat",     "rats",     "shellcode", "spy",
    "stealer",  "tool",      "trojans",  "unknown", "webshell", "windows",
};

/* The last words that some write and some do not. Not "loader" or "miner": what loads a
 * family is another one. */
static const char *const endings[] = {"rat",        "stealer", "botnet", "bot",
                                      "ransomware", "malware", "trojan", "android",
                                      "linux",      "macos",   "windows"};

/* Names that are shorter than this are not cut: what is left would mean anything. */
enum { LEAST = 3 };

static bool is_one_of(struct slice word, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (slice_equal_ignoring_case(word, slice_from(words[i])))
            return true;
    return false;
}

static bool is_platform(struct slice word)
{
    return is_one_of(word, platforms, sizeof platforms / sizeof *platforms);
}

static bool is_kind(struct slice word)
{
    return is_one_of(word, kinds, sizeof kinds / sizeof *kinds);
}

/* The word at the front, up to one of the marks that part detection names. */
static struct slice take_word(struct slice *rest)
{
    static const char marks[] = "./:!_ @";
    size_t size = 0;
    while (size < rest->size && !memchr(marks, rest->data[size], sizeof marks - 1))
        size++;
    struct slice word = slice_part(*rest, 0, size);
    *rest = slice_after(*rest, size + 1);
    return word;
}

/* "Trojan:Win32/Farfli.BT!MTB", "HEUR:Backdoor.Linux.Mirai.b", "ELF:Mirai-ABC [Trj]",
 * "Win.Trojan.Zegost-7086512-0", "elf.mirai", "elf_mirai": words of platform and kind in
 * front, then the family. Empty when it is no such name. */
static struct slice detected_family(struct slice name)
{
    struct slice rest = name;
    bool has_front = false;
    while (rest.size > 0) {
        struct slice before = rest;
        struct slice word = take_word(&rest);
        if (rest.size > 0 && (is_platform(word) || is_kind(word))) {
            has_front = true;
            continue;
        }
        if (!has_front)
            return (struct slice){0};
        /* With an underscore the family may go on: "elf_b1txor20", "android_joker_spy". */
        uint8_t mark = before.data > name.data ? before.data[-1] : 0;
        if (mark == '_')
            return before;
        size_t dash = slice_find_byte(word, '-');
        bool is_variant = dash != SLICE_NOWHERE && dash >= LEAST && mark != ' ';
        return is_variant ? slice_part(word, 0, dash) : mark == ' ' ? before : word;
    }
    return (struct slice){0};
}

/* "Mirai (ELF)", "Deep Panda - G0009": what a list adds to tell its entries apart. */
static struct slice without_addition(struct slice name)
{
    size_t open = slice_find_last_byte(name, '(');
    if (open != SLICE_NOWHERE && open >= LEAST && slice_ends_with(name, ")"))
        name = slice_trim(slice_part(name, 0, open));
    size_t dash = slice_find(name, slice_from(" - G"));
    if (dash != SLICE_NOWHERE && dash >= LEAST && name.size == dash + 8)
        name = slice_part(name, 0, dash);
    return name;
}

static void add_folded(struct text *text, struct slice name)
{
    for (size_t i = 0; i < name.size; i++) {
        uint8_t byte = byte_lower(name.data[i]);
        if (byte_is_letter(byte) || byte_is_digit(byte) || byte >= 0x80)
            text_add_byte(text, byte);
    }
}

void text_add_family_form(struct text *text, struct slice name)
{
    name = without_addition(slice_trim(name));
    struct slice family = detected_family(name);
    if (slice_starts_with_ignoring_case(name, "apt_"))
        family = slice_after(name, 4);
    add_folded(text, family.size >= LEAST ? family : name);
}

bool family_form_is_generic(struct slice form)
{
    return form.size == 0 || is_kind(form) || is_platform(form) ||
           is_one_of(form, generic, sizeof generic / sizeof *generic);
}

static size_t ending_of(struct slice form)
{
    enum { LEFT = 4 };
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t size = strlen(endings[i]);
        if (form.size >= size + LEFT && slice_ends_with(form, endings[i]))
            return size;
    }
    return 0;
}

bool text_add_short_family_form(struct text *text, struct slice form)
{
    struct slice shorter = form;
    for (size_t ending = ending_of(shorter); ending > 0; ending = ending_of(shorter))
        shorter.size -= ending;
    if (shorter.size == form.size)
        return false;
    text_add(text, shorter);
    return true;
}

struct slice family_without_part(struct slice name)
{
    size_t dash = slice_find_last_byte(name, '-');
    uint64_t number;
    bool is_part = dash != SLICE_NOWHERE && dash > LEAST &&
                   slice_to_number(slice_after(name, dash + 1), 99, &number);
    return is_part ? slice_part(name, 0, dash) : name;
}
