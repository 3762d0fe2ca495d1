/* SPDX-License-Identifier: MIT */
#include "attribution/list_load.h"

#include "base/file.h"
#include "base/file_list.h"
#include "base/json.h"
#include "base/memory.h"
#include "base/packed_file.h"
#include "model/limits.h"

#include <stdlib.h>
#include <string.h>

static const struct unpack_limits file_limits = {
    .bytes = LIMIT_LIST_FILE,
    .ratio = 200,
    .allowance = LIMIT_LIST_FILE / 4,
    .memory = LIMIT_UNPACK_MEMORY,
};

/* A file while it is read. */
struct loading {
    const char *path;
    struct slice folder;
    char *name; /* without its folder and without ".gz" */
    struct text content;
    uint8_t digest[SHA256_SIZE];
    const struct list_reader *reader;
    struct problem damage; /* of the packing: what came before it was read */
    bool is_taken;
};

static void complain(const struct list_load *load, const char *sentence)
{
    if (load->complain)
        load->complain(load->context, sentence);
}

static struct slice folder_of(struct slice path)
{
    size_t slash = slice_find_last_byte(path, '/');
    return slash == SLICE_NOWHERE ? (struct slice){0} : slice_part(path, 0, slash + 1);
}

/* "sdn.csv" of "lists/sdn.csv.gz": readers know files by their names. */
static char *name_of(struct slice path)
{
    static const char *const packings[] = {".gz", ".zst", ".xz", ".bz2", ".lz4"};
    struct slice name = slice_after(path, folder_of(path).size);
    for (size_t i = 0; i < sizeof packings / sizeof *packings; i++)
        if (slice_ends_with(name, packings[i]))
            return memory_keep(slice_part(name, 0, name.size - strlen(packings[i])));
    return memory_keep(name);
}

/* The digest that sha256sum gives of the file as it is on disk. */
static bool take_digest(struct loading *file, struct packed_file *from, struct problem *problem)
{
    const struct file_stamp *stamp = packed_file_stamp(from);
    if (packed_file_digest(from, file->digest))
        return true;
    if (stamp->is_regular && packed_file_packing(from))
        return file_digest(file->path, stamp, file->digest, problem);
    digest_sha256(text_slice(&file->content), file->digest);
    return true;
}

static bool read_content(struct loading *file, struct problem *problem)
{
    enum { PIECE = 256 * 1024 };
    struct packed_file *from = packed_file_open(file->path, &file_limits, problem);
    if (!from)
        return false;
    uint8_t *piece = memory_create(PIECE, 1);
    size_t got = 0;
    bool is_read;
    while ((is_read = packed_file_read(from, piece, PIECE, &got, &file->damage)) && got > 0 &&
           file->content.size <= LIMIT_LIST_FILE)
        text_add(&file->content, slice_make(piece, got));
    free(piece);
    bool fits = file->content.size <= LIMIT_LIST_FILE;
    if (!fits)
        problem_set(problem, "cannot read '%s': it holds more than %d bytes", file->path,
                    LIMIT_LIST_FILE);
    if (!is_read && file->content.size == 0)
        fits = problem_set(problem, "cannot read '%s': %.400s", file->path, file->damage.sentence);
    fits = fits && take_digest(file, from, problem);
    packed_file_free(from);
    return fits;
}

static void let_go(struct loading *file)
{
    text_done(&file->content);
}

/* What stands beside lists and is none. */
static bool is_beside(const struct file_list_item *item, const char *name)
{
    struct slice s = slice_from(name);
    return !item->is_named &&
           (slice_starts_with(s, ".") || slice_equal_text(s, "set.json") ||
            slice_starts_with_ignoring_case(s, "readme") ||
            slice_starts_with_ignoring_case(s, "licen") || slice_ends_with(s, ".md"));
}

/* Reads a file and finds who reads it; NULL reader where nobody does, which was told. */
static void look_at(const struct list_load *load, struct loading *file)
{
    struct problem problem = {{0}};
    const char *format = load->choice ? load->choice->format : NULL;
    if (read_content(file, &problem)) {
        file->reader = list_reader_find(text_slice(&file->content), file->name, format);
        if (!file->reader && load->choice && load->choice->map) /* it is a table, says the caller */
            file->reader = list_reader_find(text_slice(&file->content), file->name, "mapped_csv");
        if (!file->reader)
            problem_set(&problem, "cannot tell what list '%s' is", file->path);
    }
    if (file->reader)
        return;
    complain(load, problem.sentence);
    file->is_taken = true;
    let_go(file);
}

static bool date_of_set(struct slice folder, struct instant *date)
{
    struct text path = {0}, content = {0};
    struct json *json = NULL;
    text_add(&path, folder);
    text_put(&path, "set.json");
    if (file_read(text_string(&path), &file_limits, &content, NULL))
        json = json_parse(text_slice(&content), LIMIT_DATA_RECORD, NULL);
    struct slice published = json_member_text(json, "published");
    struct slice retrieved = json_member_text(json, "retrieved");
    bool found = instant_parse(slice_part(published.size > 0 ? published : retrieved, 0, 10), date);
    json_free(json);
    text_done(&content);
    text_done(&path);
    return found;
}

/* Digits from there on, as a number; false where there are not as many. */
static bool digits_at(struct slice path, size_t at, size_t count, uint64_t *number)
{
    struct slice digits = slice_part(path, at, at + count);
    return digits.size == count && slice_to_number(digits, 99999999, number);
}

/* "2025-12-09", "2025_12_09", "20251209", "2025-12" that begins there. */
static bool date_at(struct slice path, size_t at, struct instant *date)
{
    enum { FIRST = 1990, LAST = 2099 };
    uint64_t year, month, day;
    if (!digits_at(path, at, 4, &year) || year < FIRST || year > LAST)
        return false;
    uint8_t between = slice_byte(path, at + 4);
    size_t step = between == '-' || between == '_' || between == '.' ? 1 : 0;
    size_t month_at = at + 4 + step, day_at = month_at + 2 + step;
    if (!digits_at(path, month_at, 2, &month) || month < 1 || month > 12)
        return false;
    bool has_day = (step == 0 || slice_byte(path, day_at - 1) == between) &&
                   digits_at(path, day_at, 2, &day) && !byte_is_digit(slice_byte(path, day_at + 2));
    if (has_day)
        return instant_from_date(year, month, day, date);
    if (step == 0 || byte_is_digit(slice_byte(path, month_at + 2)))
        return false;
    struct instant next;
    if (!instant_from_date(month < 12 ? year : year + 1, month % 12 + 1, 1, &next))
        return false;
    date->ns = next.ns - 24 * 60 * 60 * NS_PER_SECOND;
    return true;
}

bool list_path_date(struct slice path, struct instant *date)
{
    for (size_t at = path.size; at-- > 0;)
        if ((at == 0 || !byte_is_digit(path.data[at - 1])) && date_at(path, at, date))
            return true;
    return false;
}

static void date_list(const struct list_load *load, const struct loading *file,
                      struct entity_list *list)
{
    if (load->choice && instant_is_known(load->choice->date))
        list->date = load->choice->date;
    if (instant_is_known(list->date) || date_of_set(file->folder, &list->date))
        return;
    if (!list_path_date(slice_from(file->path), &list->date))
        list->date = (struct instant){0};
}

/* Of one file its own; of several, of their digests in the order in which they were read. */
static void note_sources(struct loading *const *files, size_t count, struct entity_list *list)
{
    struct digest *all = digest_create();
    list->sources = arena_create(&list->arena, count * sizeof *list->sources);
    list->source_count = count;
    for (size_t i = 0; i < count; i++) {
        list->sources[i].name = arena_keep(&list->arena, slice_from(files[i]->path));
        memcpy(list->sources[i].digest, files[i]->digest, SHA256_SIZE);
        digest_add(all, slice_make(files[i]->digest, SHA256_SIZE));
    }
    digest_finish(all, list->digest);
    if (count == 1)
        memcpy(list->digest, files[0]->digest, SHA256_SIZE);
}

static void note_damage(const struct list_load *load, struct loading *const *files, size_t count,
                        struct entity_list *list)
{
    for (size_t i = 0; i < count && list->damage.sentence[0] == '\0'; i++)
        if (files[i]->damage.sentence[0] != '\0')
            problem_set(&list->damage, "'%s' breaks off: %.400s", files[i]->path,
                        files[i]->damage.sentence);
    if (list->damage.sentence[0] != '\0')
        complain(load, list->damage.sentence);
}

/* Reads files that are one list; says it where it was read. */
static bool read_list(const struct list_load *load, struct loading *const *files, size_t count)
{
    struct list_file *parts = memory_create(count, sizeof *parts);
    struct entity_list list;
    struct problem problem = {{0}};
    entity_list_init(&list);
    for (size_t i = 0; i < count; i++)
        parts[i] = (struct list_file){files[i]->name, text_slice(&files[i]->content)};
    const struct list_reader *reader = files[0]->reader;
    bool is_read =
        reader->read(parts, count, load->choice ? load->choice->map : NULL, &list, &problem);
    free(parts);
    if (!is_read) {
        problem_add(&problem, "cannot read '%s'", files[0]->path);
        complain(load, problem.sentence);
        entity_list_done(&list);
        return false;
    }
    list.format = reader->name;
    if (list.name.size == 0)
        list.name = arena_keep(&list.arena, slice_from(files[0]->name));
    date_list(load, files[0], &list);
    note_sources(files, count, &list);
    note_damage(load, files, count, &list);
    load->loaded(load->context, &list);
    return true;
}

/* The file, and where its format joins them all others of its folder that are of it. */
static bool read_group(const struct list_load *load, struct loading *files, size_t first,
                       size_t count)
{
    struct loading **group = memory_create(count - first, sizeof(struct loading *));
    size_t size = 0;
    group[size++] = &files[first];
    for (size_t i = first + 1; i < count && files[first].reader->joins_files; i++) {
        struct loading *other = &files[i];
        if (other->is_taken || !slice_equal(other->folder, files[first].folder))
            continue;
        if (!other->reader)
            look_at(load, other);
        if (other->reader == files[first].reader)
            group[size++] = other;
        else
            let_go(other);
    }
    bool is_read = read_list(load, group, size);
    for (size_t i = 0; i < size; i++) {
        group[i]->is_taken = true;
        let_go(group[i]);
    }
    free(group);
    return is_read;
}

static size_t prepare(const struct list_load *load, const struct file_list *list,
                      struct loading *files)
{
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++) {
        const struct file_list_item *item = &list->items[i];
        struct slice path = slice_from(item->path);
        char *name = name_of(path);
        if (item->problem.sentence[0] != '\0')
            complain(load, item->problem.sentence);
        if (item->problem.sentence[0] != '\0' || is_beside(item, name))
            free(name);
        else
            files[count++] =
                (struct loading){.path = item->path, .folder = folder_of(path), .name = name};
    }
    return count;
}

bool list_load(const char *path, const struct list_load *load)
{
    static const struct file_list_limits limits = {LIMIT_LIST_FILES, LIMIT_FACT_DEPTH};
    struct file_list list = {0};
    file_list_add(&list, path, &limits);
    struct loading *files = memory_create(list.count, sizeof *files);
    size_t count = prepare(load, &list, files), read = 0;
    for (size_t i = 0; i < count; i++) {
        if (!files[i].is_taken && !files[i].content.data)
            look_at(load, &files[i]);
        if (!files[i].is_taken)
            read += read_group(load, files, i, count);
    }
    for (size_t i = 0; i < count; i++) {
        let_go(&files[i]);
        free(files[i].name);
    }
    free(files);
    file_list_done(&list);
    return read > 0;
}
