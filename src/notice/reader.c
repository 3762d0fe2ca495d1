/* SPDX-License-Identifier: MIT */
#include "notice/reader.h"

#include "base/charset.h"
#include "base/digest.h"
#include "base/text.h"
#include "model/limits.h"
#include "notice/pdf_text.h"

#define PLUGIN(name) extern const struct notice_reader name##_reader;
#include "notice_readers.def"
#undef PLUGIN

const struct notice_reader *const notice_readers[] = {
#define PLUGIN(name) &name##_reader,
#include "notice_readers.def"
#undef PLUGIN
    NULL,
};

enum { CERTAIN = 100 };

static const struct notice_reader *find_reader(struct slice content, const char *file_name,
                                               const char *format)
{
    const struct notice_reader *surest = NULL;
    int most = 0;
    for (size_t i = 0; notice_readers[i]; i++) {
        const struct notice_reader *reader = notice_readers[i];
        if (format && slice_equal_text(slice_from(format), reader->name))
            return reader;
        int sure = format || most >= CERTAIN ? 0 : reader->recognise(content, file_name);
        if (sure > most) {
            most = sure;
            surest = reader;
        }
    }
    return surest;
}

/* A PDF document is what its text is. Gives the text: a part of *plain, or the content. */
static bool read_pdf(struct slice *content, struct text *plain, struct notice *notice,
                     struct problem *problem)
{
    unsigned lost_pages;
    if (!pdf_text_recognise(*content))
        return true;
    if (!pdf_text_read(*content, plain, &lost_pages, problem))
        return false;
    *content = text_slice(plain);
    if (lost_pages > 0)
        notice_note_defect(notice, DEFECT_DAMAGED, slice_from("pages that cannot be read"), 0);
    return true;
}

static bool read_text(struct slice content, const char *file_name, const char *format,
                      struct notice *notice, struct problem *problem)
{
    struct text converted = {0};
    bool read = false;
    content = charset_to_utf8(content, &converted);
    const struct notice_reader *reader = find_reader(content, file_name, format);
    if (reader) {
        notice->format = reader->name;
        read = reader->read(content, notice, problem);
    } else if (format) {
        problem_set(problem, "there is no notice format '%s'", format);
    } else {
        problem_set(problem, "it is no notice in a format that is known");
    }
    text_done(&converted);
    return read;
}

/* Whether the bytes carry a signature: OpenPGP (RFC 9580), PKCS #7 or CMS (RFC 7468), XML
 * (W3C), PDF (ISO 32000). They stand at the front or near the end. Nobody checks them here. */
static bool carries_signature(struct slice content)
{
    enum { LOOKED_AT = 64 * 1024 };
    static const char *const marks[] = {
        "-----BEGIN PGP SIGNATURE-----",
        "-----BEGIN PGP SIGNED MESSAGE-----",
        "-----BEGIN PKCS7-----",
        "-----BEGIN CMS-----",
        "http://www.w3.org/2000/09/xmldsig#",
        "/adbe.pkcs7.",
        "/ETSI.CAdES.",
    };
    size_t tail = content.size > LOOKED_AT ? content.size - LOOKED_AT : 0;
    struct slice ends[] = {slice_part(content, 0, LOOKED_AT), slice_after(content, tail)};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        for (size_t k = 0; k < (tail > 0 ? 2 : 1); k++)
            if (slice_find(ends[k], slice_from(marks[i])) != SLICE_NOWHERE)
                return true;
    return false;
}

bool notice_read(struct slice content, const char *file_name, const char *format,
                 struct notice *notice, struct problem *problem)
{
    struct text plain = {0};
    notice_init(notice, file_name ? file_name : "");
    if (content.size > LIMIT_NOTICE_SIZE)
        return problem_set(problem, "it is larger than %d MiB", LIMIT_NOTICE_SIZE >> 20);
    digest_sha256(content, notice->digest);
    notice->has_signature = carries_signature(content);
    bool read = read_pdf(&content, &plain, notice, problem) &&
                read_text(content, file_name, format, notice, problem);
    text_done(&plain);
    return read;
}
