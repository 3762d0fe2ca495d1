/* winkler NAMES ASKED - holds every asked name against every listed one by Jaro-Winkler.
 *
 * The yardstick of `make bench`: what everybody writes first. Both are files of a name a line.
 * Prints how many names were asked, and how many found something of 0.92 and more. */
/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST = 256 };

struct names {
    char **items;
    size_t *sizes;
    size_t count, capacity;
};

static void add(struct names *names, const char *text, size_t size)
{
    if (names->count == names->capacity) {
        names->capacity = names->capacity * 2 + 1024;
        names->items = realloc(names->items, names->capacity * sizeof *names->items);
        names->sizes = realloc(names->sizes, names->capacity * sizeof *names->sizes);
    }
    if (!names->items || !names->sizes)
        exit(2);
    char *copy = malloc(size + 1);
    if (!copy)
        exit(2);
    for (size_t i = 0; i < size; i++)
        copy[i] = (char)tolower((unsigned char)text[i]);
    copy[size] = '\0';
    names->items[names->count] = copy;
    names->sizes[names->count++] = size;
}

static void read_names(const char *path, struct names *names)
{
    char line[LONGEST];
    FILE *file = fopen(path, "r");
    if (!file)
        exit(2);
    while (fgets(line, sizeof line, file))
        add(names, line, strcspn(line, "\n"));
    fclose(file);
}

static double jaro(const char *a, size_t m, const char *b, size_t n)
{
    bool a_used[LONGEST] = {false}, b_used[LONGEST] = {false};
    size_t longer = m > n ? m : n, reach = longer / 2 > 0 ? longer / 2 - 1 : 0, same = 0, moved = 0;
    for (size_t i = 0; i < m; i++)
        for (size_t k = i > reach ? i - reach : 0; k < n && k <= i + reach; k++)
            if (!b_used[k] && a[i] == b[k]) {
                a_used[i] = b_used[k] = true;
                same++;
                break;
            }
    if (same == 0)
        return 0;
    for (size_t i = 0, k = 0; i < m; i++) {
        if (!a_used[i])
            continue;
        while (!b_used[k])
            k++;
        moved += a[i] != b[k++];
    }
    double share = (double)same;
    return (share / (double)m + share / (double)n + (share - (double)moved / 2) / share) / 3;
}

static double winkler(const char *a, size_t m, const char *b, size_t n)
{
    double score = jaro(a, m, b, n);
    size_t front = 0;
    while (front < 4 && front < m && front < n && a[front] == b[front])
        front++;
    return score + (double)front * 0.1 * (1 - score);
}

int main(int count, char **arguments)
{
    struct names listed = {0}, asked = {0};
    size_t found = 0;
    if (count != 3)
        return 2;
    read_names(arguments[1], &listed);
    read_names(arguments[2], &asked);
    for (size_t i = 0; i < asked.count; i++) {
        bool any = false;
        for (size_t k = 0; k < listed.count; k++)
            any |=
                winkler(asked.items[i], asked.sizes[i], listed.items[k], listed.sizes[k]) >= 0.92;
        found += any;
    }
    printf("%zu %zu\n", asked.count, found);
    return 0;
}
