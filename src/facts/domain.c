/* SPDX-License-Identifier: MIT */
#include "facts/domain.h"

#include <idn2.h>
#include <libpsl.h>
#include <string.h>

enum {
    NAME_MOST = 253, /* RFC 1035 allows 255 bytes on the wire, which are 253 as text */
    LABEL_MOST = 63,
    /* A label of 63 bytes can stand for some fifty characters of four bytes. */
    INTERNATIONAL_MOST = 1024,
};

/* Every byte of a host name, as it stands in its canonical form; 0 for bytes
 * that no host name has. */
static const char canonical[256] = {
    ['-'] = '-', ['.'] = '.', ['_'] = '_', ['0'] = '0', ['1'] = '1', ['2'] = '2', ['3'] = '3',
    ['4'] = '4', ['5'] = '5', ['6'] = '6', ['7'] = '7', ['8'] = '8', ['9'] = '9', ['a'] = 'a',
    ['b'] = 'b', ['c'] = 'c', ['d'] = 'd', ['e'] = 'e', ['f'] = 'f', ['g'] = 'g', ['h'] = 'h',
    ['i'] = 'i', ['j'] = 'j', ['k'] = 'k', ['l'] = 'l', ['m'] = 'm', ['n'] = 'n', ['o'] = 'o',
    ['p'] = 'p', ['q'] = 'q', ['r'] = 'r', ['s'] = 's', ['t'] = 't', ['u'] = 'u', ['v'] = 'v',
    ['w'] = 'w', ['x'] = 'x', ['y'] = 'y', ['z'] = 'z', ['A'] = 'a', ['B'] = 'b', ['C'] = 'c',
    ['D'] = 'd', ['E'] = 'e', ['F'] = 'f', ['G'] = 'g', ['H'] = 'h', ['I'] = 'i', ['J'] = 'j',
    ['K'] = 'k', ['L'] = 'l', ['M'] = 'm', ['N'] = 'n', ['O'] = 'o', ['P'] = 'p', ['Q'] = 'q',
    ['R'] = 'r', ['S'] = 's', ['T'] = 't', ['U'] = 'u', ['V'] = 'v', ['W'] = 'w', ['X'] = 'x',
    ['Y'] = 'y', ['Z'] = 'z',
};

/* A name whose last label is a number is an address, or was meant as one. */
static bool ends_in_number(struct slice name)
{
    size_t dot = slice_find_last_byte(name, '.');
    struct slice last = dot == SLICE_NOWHERE ? name : slice_after(name, dot + 1);
    for (size_t i = 0; i < last.size; i++)
        if (!byte_is_digit(last.data[i]))
            return false;
    return true;
}

/* The fast path: a million names of a list pass here, one table look-up a byte. */
static bool add_ascii(struct text *text, struct slice name)
{
    char form[NAME_MOST];
    size_t label = 0;
    if (name.size == 0 || name.size > NAME_MOST)
        return false;
    for (size_t i = 0; i < name.size; i++) {
        form[i] = canonical[name.data[i]];
        if (form[i] == 0)
            return false;
        if (form[i] != '.') {
            if (++label > LABEL_MOST)
                return false;
        } else {
            if (label == 0)
                return false;
            label = 0;
        }
    }
    if (label == 0 || ends_in_number(name))
        return false;
    text_add(text, slice_make(form, name.size));
    return true;
}

static struct slice without_frame(struct slice name)
{
    if (slice_starts_with(name, "*."))
        name = slice_after(name, 2);
    if (name.size > 0 && name.data[name.size - 1] == '.')
        name.size--;
    return name;
}

/* libidn2 also knows the dots of East Asian scripts. */
static bool add_international(struct text *text, struct slice name)
{
    char input[INTERNATIONAL_MOST + 1];
    char *output = NULL;
    if (name.size > INTERNATIONAL_MOST || slice_find_byte(name, '\0') != SLICE_NOWHERE)
        return false;
    memcpy(input, name.data, name.size);
    input[name.size] = '\0';
    bool added = idn2_to_ascii_8z(input, &output, IDN2_NONTRANSITIONAL | IDN2_NFC_INPUT) == 0 &&
                 add_ascii(text, without_frame(slice_from(output)));
    idn2_free(output);
    return added;
}

bool text_add_domain(struct text *text, struct slice name)
{
    name = without_frame(name);
    for (size_t i = 0; i < name.size; i++)
        if (name.data[i] >= 0x80)
            return add_international(text, name);
    return add_ascii(text, name);
}

/* libpsl wants strings. Its built-in list is read-only, so threads may share it. */
static bool to_string(struct slice name, char string[NAME_MOST + 1])
{
    if (name.size == 0 || name.size > NAME_MOST || slice_find_byte(name, '\0') != SLICE_NOWHERE)
        return false;
    memcpy(string, name.data, name.size);
    string[name.size] = '\0';
    return true;
}

bool domain_has_public_root(struct slice name)
{
    char string[NAME_MOST + 1];
    size_t dot = slice_find_last_byte(name, '.');
    if (dot != SLICE_NOWHERE)
        name = slice_after(name, dot + 1);
    /* More than half of all names, and cheaper than the list. */
    if (slice_equal_text(name, "com") || slice_equal_text(name, "net"))
        return true;
    return to_string(name, string) &&
           psl_is_public_suffix2(psl_builtin(), string, PSL_TYPE_ICANN | PSL_TYPE_NO_STAR_RULE);
}

bool domain_is_public_suffix(struct slice name)
{
    char string[NAME_MOST + 1];
    return to_string(name, string) &&
           psl_is_public_suffix2(psl_builtin(), string, PSL_TYPE_ANY | PSL_TYPE_NO_STAR_RULE);
}

struct slice domain_registrable(struct slice name)
{
    char string[NAME_MOST + 1];
    if (!to_string(name, string))
        return (struct slice){0};
    const char *part = psl_registrable_domain(psl_builtin(), string);
    return part ? slice_after(name, (size_t)(part - string)) : (struct slice){0};
}

struct slice domain_private_suffix(struct slice name)
{
    char string[NAME_MOST + 1];
    struct slice registrable = domain_registrable(name);
    size_t dot = slice_find_byte(registrable, '.');
    struct slice suffix = dot == SLICE_NOWHERE ? name : slice_after(registrable, dot + 1);
    /* Registries have the top level to themselves: most names end here. */
    if (slice_find_byte(suffix, '.') == SLICE_NOWHERE || !to_string(suffix, string))
        return (struct slice){0};
    bool is_private =
        psl_is_public_suffix2(psl_builtin(), string, PSL_TYPE_PRIVATE | PSL_TYPE_NO_STAR_RULE);
    return is_private ? suffix : (struct slice){0};
}
