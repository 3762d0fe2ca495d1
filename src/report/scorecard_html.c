/* SPDX-License-Identifier: MIT */
#include "base/digest.h"
#include "base/human.h"
#include "report/scorecard_report.h"

/* The page needs nothing else: no script, no font, no picture, no other host. */
static const char style_sheet[] =
    ":root{color-scheme:light dark;--line:#8884;--dim:#8a8f98;--card:#f6f7f9;--block:#b3261e;"
    "--care:#9a6700;--sinkhole:#6639ba;--hosts:#57606a;--none:#57606a}"
    "@media(prefers-color-scheme:dark){:root{--card:#1b1f24;--block:#ff7b72;--care:#d9a441;"
    "--sinkhole:#b392f0;--hosts:#9aa4af;--none:#9aa4af}}"
    "body{font:15px/1.5 system-ui,sans-serif;max-width:76rem;margin:2rem auto;padding:0 1.2rem}"
    "h1{font-size:1.5rem;line-height:1.25;margin:0 0 .6rem}article+article{margin-top:3.5rem}"
    "dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1rem;margin:1rem 0}"
    "dt{color:var(--dim)}dd{margin:0;overflow-wrap:anywhere}"
    ".tiles{display:flex;flex-wrap:wrap;gap:.6rem;margin:1rem 0;padding:0;list-style:none}"
    ".tiles li{background:var(--card);border-left:4px solid;border-radius:6px;padding:.5rem .9rem}"
    ".tiles b{display:block;font-size:1.5rem;line-height:1.2}"
    "table{border-collapse:collapse;width:100%}th{text-align:left;color:var(--dim);"
    "font-weight:500;border-bottom:1px solid var(--line);padding:.3rem .6rem .3rem 0}"
    "td{vertical-align:top;border-bottom:1px solid var(--line);padding:.45rem .6rem .45rem 0;"
    "overflow-wrap:anywhere}td.n{color:var(--dim);text-align:right}td.k{white-space:nowrap}"
    "code{font:13px/1.5 ui-monospace,monospace}.why{color:inherit;opacity:.85;margin:.1rem 0 0}"
    ".why+.why{margin-top:0}.block{color:var(--block)}.care{color:var(--care)}"
    ".sinkhole{color:var(--sinkhole)}.hosts,.note{color:var(--hosts)}.none{color:var(--none)}"
    "summary{cursor:pointer;color:var(--dim);margin:1rem 0 .4rem}"
    "@media(max-width:44rem){dl{grid-template-columns:1fr}dt{margin-top:.5rem}"
    "td,th{display:block;border:0;padding:.1rem 0;text-align:left}thead{display:none}"
    "tr{display:block;border-bottom:1px solid var(--line);padding:.5rem 0}}";

/* What came from outside: printable, and nothing in it is markup. */
static void add_outside(struct text *text, struct slice value)
{
    struct text printable = {0};
    text_add_printable(&printable, value);
    for (size_t i = 0; i < printable.size; i++) {
        switch (printable.data[i]) {
        case '<':
            text_put(text, "&lt;");
            break;
        case '>':
            text_put(text, "&gt;");
            break;
        case '&':
            text_put(text, "&amp;");
            break;
        case '"':
            text_put(text, "&quot;");
            break;
        default:
            text_add_byte(text, (uint8_t)printable.data[i]);
        }
    }
    text_done(&printable);
}

void scorecard_begin_html(struct text *text)
{
    text_put(text, "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                   "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
                   "<meta http-equiv=\"Content-Security-Policy\" "
                   "content=\"default-src 'none'; style-src 'unsafe-inline'\">"
                   "<title>Scorecard</title><style>");
    text_put(text, style_sheet);
    text_put(text, "</style></head><body>\n");
}

void scorecard_end_html(struct text *text)
{
    text_put(text, "</body></html>\n");
}

/* --- Head ------------------------------------------------------------------- */

static void add_term(struct text *text, const char *term, struct slice value)
{
    if (value.size == 0)
        return;
    text_print(text, "<dt>%s</dt><dd>", term);
    add_outside(text, value);
    text_put(text, "</dd>\n");
}

static void add_tiles(struct text *text, const struct scorecard *card)
{
    text_put(text, "<ul class=\"tiles\">");
    for (int advice = 0; advice < ADVICES; advice++)
        if (card->advised[advice] > 0) {
            text_print(text, "<li class=\"%s\"><b>", advice_key((enum advice)advice));
            text_add_count(text, card->advised[advice]);
            text_print(text, "</b>%s</li>", advice_words((enum advice)advice));
        }
    text_put(text, "</ul>\n");
}

static void add_lacks(struct text *text, const struct scorecard *card)
{
    struct text lacks = {0};
    for (int lack = 0; lack < LACKS; lack++)
        if (card->lacks[lack]) {
            text_put(&lacks, lacks.size > 0 ? "; " : "");
            text_put(&lacks, lack_words((enum lack)lack));
        }
    add_term(text, "It does not say", text_slice(&lacks));
    text_done(&lacks);
}

static void add_asked(struct text *text, const struct scorecard *card)
{
    struct text asked = {0};
    for (size_t i = 0; i < card->asked_count; i++) {
        text_put(&asked, i > 0 ? ", " : "");
        text_add(&asked, card->asked[i].name);
        text_put(&asked, card->asked[i].date.size > 0 ? " of " : "");
        text_add(&asked, card->asked[i].date);
        text_put(&asked, card->asked[i].problem ? " (could not be read)" : "");
    }
    add_term(text, "Asked", asked.size > 0 ? text_slice(&asked) : slice_from("no public facts"));
    text_done(&asked);
}

static void add_agreement(struct text *text, const char *term, const size_t counts[3])
{
    if (counts[AGREEMENT_YES] + counts[AGREEMENT_NO] == 0)
        return;
    text_print(text, "<dt>%s</dt><dd>other sources agree with %zu and contradict %zu</dd>\n", term,
               counts[AGREEMENT_YES], counts[AGREEMENT_NO]);
}

static void add_overlaps(struct text *text, const struct scorecard *card)
{
    for (size_t i = 0; i < card->overlap_count; i++) {
        const struct overlap *overlap = &card->overlaps[i];
        text_print(text, "<dt>%s</dt><dd>", i == 0 ? "Overlaps" : "");
        add_outside(text, card->sources[overlap->source].name);
        text_print(text, ": %zu of its %zu stand here too, %zu more are related", overlap->same,
                   card->sources[overlap->source].indicators, overlap->near);
        if (overlap->same > 0)
            text_print(text, "; so many by chance: 1 in 10<sup>%.1f</sup>", -overlap->log10_chance);
        text_put(text, "</dd>\n");
    }
}

static void add_defects(struct text *text, const struct notice *notice)
{
    for (size_t i = 0; i < notice->defect_count; i++) {
        const struct defect *defect = &notice->defects[i];
        text_print(text, "<dt>%s</dt><dd>line %u: %s", i == 0 ? "Printing errors" : "",
                   defect->line, defect_text(defect->kind));
        text_put(text, defect->text.size > 0 ? ": " : "");
        add_outside(text, defect->text);
        text_put(text, "</dd>\n");
    }
}

static void add_head(struct text *text, const struct scorecard *card)
{
    const struct notice *notice = card->notice;
    struct text value = {0};
    text_put(text, "<h1>");
    add_outside(text, notice->title.size > 0 ? notice->title : notice->name);
    text_put(text, "</h1>\n");
    add_tiles(text, card);
    text_put(text, "<dl>\n");
    add_term(text, "Published by", notice->publisher);
    add_term(text, "Dated", notice->date);
    add_term(text, "Number", notice->number);
    add_term(text, "Marked", slice_from(tlp_name(notice->marking)));
    add_term(text, "File", notice->name);
    add_term(text, "Read as", slice_from(notice->format));
    text_add_hex(&value, slice_make(notice->digest, SHA256_SIZE));
    add_term(text, "SHA-256", text_slice(&value));
    text_clear(&value);
    text_add_day(&value, card->at);
    add_term(text, "Judged on", text_slice(&value));
    text_done(&value);
    add_lacks(text, card);
    add_asked(text, card);
    add_agreement(text, "Printed places", card->places);
    add_agreement(text, "Printed families", card->families);
    add_overlaps(text, card);
    add_defects(text, notice);
    text_put(text, "</dl>\n");
}

/* --- Rows ------------------------------------------------------------------- */

static void begin_why(struct text *text, const char *label)
{
    text_print(text, "<p class=\"why\">%s", label);
}

static void end_why(struct text *text)
{
    text_put(text, "</p>");
}

static void add_said(struct text *text, const struct statement *said)
{
    struct slice parts[] = {said->family, said->threat, said->role, said->place};
    for (size_t i = 0, told = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i].size > 0) {
            text_put(text, told++ > 0 ? ", " : "");
            add_outside(text, parts[i]);
        }
}

static void add_places(struct text *text, const struct assessment *assessment)
{
    for (size_t i = 0; i < assessment->place_count; i++) {
        const struct place_told *place = &assessment->places[i];
        if (place->agrees != AGREEMENT_NO)
            continue;
        begin_why(text, "Place contradicted: ");
        text_print(text, "%s ", place->basis);
        add_outside(text, place->name);
        text_put(text, " (");
        add_outside(text, place->set);
        text_put(text, place->date.size > 0 ? " of " : "");
        add_outside(text, place->date);
        text_put(text, ")");
        end_why(text);
    }
}

static void add_elsewhere(struct text *text, const struct scorecard *card,
                          const struct assessment *assessment)
{
    for (size_t i = 0; i < assessment->recurrence_count; i++) {
        const struct recurrence *recurrence = &assessment->recurrences[i];
        begin_why(text, "");
        text_print(text, "%s <code>", relation_words(recurrence->relation));
        add_outside(text, recurrence->pattern);
        text_put(text, "</code>");
        if (recurrence->more > 0)
            text_print(text, " and %zu more", recurrence->more);
        text_put(text, " of ");
        add_outside(text, card->sources[recurrence->source].name);
        text_put(text, recurrence->family.size > 0 ? ", there " : "");
        add_outside(text, recurrence->family);
        if (recurrence->family_agrees == AGREEMENT_NO)
            text_put(text, " (contradicts the family printed here)");
        end_why(text);
    }
}

static void add_remarks(struct text *text, const struct assessment *assessment)
{
    for (size_t i = 0; i < assessment->remark_count; i++) {
        const struct remark_told *remark = &assessment->remarks[i];
        begin_why(text, "It is ");
        text_put(text, remark->meaning);
        text_put(text, " (");
        add_outside(text, remark->set);
        text_put(text, " ");
        add_outside(text, remark->list);
        text_put(text, " ");
        add_outside(text, remark->entry);
        text_put(text, " ");
        add_outside(text, remark->date);
        text_put(text, ")");
        end_why(text);
    }
}

static void add_row(struct text *text, const struct scorecard *card,
                    const struct assessment *assessment, bool explain)
{
    const struct indicator *indicator = assessment->indicator;
    text_print(text, "<tr><td class=\"n\">%u</td><td><code>", indicator->line);
    add_outside(text, indicator->pattern);
    text_print(text, "</code></td><td class=\"k\">%s</td><td>",
               indicator_kind_name(indicator->kind));
    add_said(text, &card->notice->statements[indicator->statement]);
    text_print(text, "</td><td><b class=\"%s\">%s</b>", advice_key(assessment->advice),
               advice_words(assessment->advice));
    begin_why(text, "");
    add_outside(text, assessment->why);
    end_why(text);
    add_places(text, assessment);
    add_elsewhere(text, card, assessment);
    if (explain)
        add_remarks(text, assessment);
    text_put(text, "</td></tr>\n");
}

static void add_rejections(struct text *text, const struct notice *notice)
{
    text_print(text, "<details><summary>%zu only looked like an indicator</summary><table><tbody>",
               notice->rejected);
    for (size_t i = 0; i < notice->rejection_count; i++) {
        const struct rejection *rejection = &notice->rejections[i];
        text_print(text, "<tr><td class=\"n\">%u</td><td><code>", rejection->line);
        add_outside(text, rejection->text);
        text_print(text, "</code></td><td>%s</td></tr>\n", rejection_text(rejection->reason));
    }
    text_put(text, "</tbody></table></details>\n");
}

void scorecard_add_html(struct text *text, const struct scorecard *card, bool explain)
{
    const struct notice *notice = card->notice;
    text_put(text, "<article>\n");
    add_head(text, card);
    text_put(text, "<table><thead><tr><th>line</th><th>indicator</th><th>kind</th>"
                   "<th>what the notice says</th><th>verdict</th></tr></thead><tbody>\n");
    for (size_t i = 0; i < notice->indicator_count; i++)
        add_row(text, card, &card->assessments[i], explain);
    text_put(text, "</tbody></table>\n");
    if (notice->rejected > 0)
        add_rejections(text, notice);
    text_put(text, "</article>\n");
}
