/* SPDX-License-Identifier: MIT */
#include "app/who_manual.h"

#include "model/dossier.h"

static void list_layers(struct text *text)
{
    static const char *const meanings[LAYERS] = {
        [LAYER_ITSELF] = "what it is, without any set: special space, a registered name",
        [LAYER_PREFIX] = "the network that a set has it in",
        [LAYER_NETWORK] = "the autonomous system that announces it",
        [LAYER_ORGANISATION] = "who runs the network, by each set's name",
        [LAYER_DELEGATION] = "the country for which a registry gave the network out",
        [LAYER_REGISTRATION] = "the country in which the network is registered",
        [LAYER_GEOLOCATION] = "country, region and city by databases of places",
        [LAYER_HOSTING] = "cloud, CDN, VPN, TOR exit, residential, sinkhole, parking ...",
        [LAYER_SEEN] = "names and addresses that go together in the captures",
        [LAYER_NOTICES] = "notices that list it, its host, a name above or a network",
        [LAYER_OVERLAP] = "relatives in other notices and families; what notices share",
        [LAYER_CAMPAIGN] = "actors, campaigns, families: quoted, with what sets know",
        [LAYER_SCREENING] = "the organisations, held against lists of sanctions",
    };
    for (enum layer layer = 0; layer < LAYERS; layer++)
        text_print(text, " %-13s %s\n", layer_title(layer), meanings[layer]);
}

static void list_grades(struct text *text)
{
    for (const char *letter = "ABCDEF"; *letter; letter++)
        text_print(text, " %c  %s:\n    %s\n", *letter, reliability_words(*letter),
                   reliability_rule(*letter));
    text_put(text, "\n");
    for (const char *number = "123456"; *number; number++)
        text_print(text, " %c  %s:\n    %s\n", *number, credibility_words(*number),
                   credibility_rule(*number));
}

static void list_likelihoods(struct text *text)
{
    for (enum likelihood i = 0; i < LIKELIHOODS; i++) {
        unsigned from, to;
        likelihood_range(i, &from, &to);
        text_print(text, " %-20s %2u to %2u %%\n", likelihood_words(i), from, to);
    }
}

static void list_explanations(struct text *text)
{
    for (enum explanation i = 0; i < EXPLANATIONS; i++)
        text_print(text, "\n %s\n", explanation_words(i));
}

const struct manual_section who_manual[] = {
    {.heading = "LAYERS",
     .text = "Each layer is asked by itself, of every set that can answer, and each answer names "
             "its set and the set's date. Where sets disagree, both stand there; nothing is merged "
             "and nobody decides. The country of an address is not its attacker.",
     .list = list_layers},
    {.heading = "WHOSE IT IS",
     .text = "Attribution is quoted from notices (\"attributed by X on D to Y, also called Z\"), "
             "with what MISP galaxy and ATT&CK know under the name; countries are those sets' "
             "claims. The program itself names no actor. Each quote is graded by the Admiralty "
             "scale (NATO AJP-2.1, STANAG 2511): a letter for the source, a number for what it "
             "says. The grade comes from these rules alone, the same for every publisher. A notice "
             "that holds nearly the same as an earlier one is a copy and counts once, and so does "
             "all that one publisher says. What holds half of a notice "
             "or more took it over, and confirms nothing. A list that took over less cannot be "
             "told from an independent one.",
     .list = list_grades},
    {.heading = "LIKELIHOOD AND CONFIDENCE",
     .text = "How likely it is that the thing still is what notices say, in the words of "
             "Intelligence Community Directive 203. It is the publisher's own confidence, halved "
             "by age (AGE under 'stormcone check'); where no publisher gives one, age alone says "
             "what it is no more than, and a fresh thing gets no likelihood. What a list calls a "
             "sinkhole is almost certainly no controller any more. Confidence is said apart, by "
             "the best grade: high from B1, moderate from credibility 2 or from B3, else low.",
     .list = list_likelihoods},
    {.heading = "WHAT ELSE IT COULD BE",
     .text = "Explanations are weighed by a table: each known fact (a list, the age, the kind of "
             "match, the number of independent sources, how it was met in traffic) is a point for "
             "or against some of them. They are ordered by the points that are left; no point "
             "weighs more than another and nothing is proved. Each comes with what would tell it "
             "from the others.",
     .list = list_explanations},
    {.heading = "WHAT COUNTS AS FOUND",
     .text = "The exit status is 1 where a notice or a list of a family names something that was "
             "asked, or where an organisation's name is a match (90 % and more) of a listed one; 0 "
             "where nothing does; 2 where nothing does and something could not be read."},
    {0},
};
