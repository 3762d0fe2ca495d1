/* SPDX-License-Identifier: MIT */
#include "app/hunt_manual.h"

#include "model/vocabulary.h"
#include "notice/reader.h"

static void list_formats(struct text *text)
{
    for (const struct notice_reader *const *reader = notice_readers; *reader; reader++)
        text_print(text, " %-8s %s\n", (*reader)->name, (*reader)->title);
}

static void list_blind_spots(struct text *text)
{
    for (int spot = 0; spot < BLIND_SPOTS; spot++)
        text_print(text, " %s\n", blind_spot_text((enum blind_spot)spot));
}

const struct manual_section hunt_manual[] = {
    {.heading = "MATCHING",
     .text = "What a notice names is looked for in these places:\n"
             "\n"
             " address       either side of every flow, whatever the protocol, the TCP flags\n"
             "               or the port; addresses in DNS answers; a host that is written\n"
             "               as an address\n"
             " CIDR          the same, for every address in the range\n"
             " address:port  that side of a TCP or UDP flow\n"
             " domain        the name itself and every name below it, never its parent: DNS\n"
             "               questions of every type, names and targets in DNS answers\n"
             "               (CNAME, NS, MX, SRV, PTR, HTTPS ...), TLS server names, HTTP\n"
             "               Host, CONNECT and absolute URLs, names in certificates\n"
             " URL           host and path prefix, after percent-decoding and removal of dot\n"
             "               segments; the prefix ends at a border (/ ? & ; or the end)\n"
             " path          any host; only where the notice gives nothing else\n"
             " onion         as a domain: somebody asked for it without Tor\n"
             " certificate   SHA-1, SHA-256 or serial number of a certificate that a TLS server\n"
             "               sent\n"
             " user agent    of an HTTP request, exactly; those of browsers (\"Mozilla/...\") are\n"
             "               everybody's and are kept, not hunted\n"
             "\n"
             "Letter case, a trailing dot, the two forms of international names and the spellings "
             "of an IPv6 address do not matter. Protocols are recognised by their content, on any "
             "port. A thing that two notices name is one finding that names both.\n"
             "\n"
             "The machine of a finding is the one that asked: the client of the conversation, or, "
             "where the listed address is one side of the conversation itself, the other side. "
             "Bytes are those of all conversations in which the thing was seen."},
    {.heading = "FORMATS OF NOTICES",
     .text = "The format is found by content, also of text in a PDF document. An indicator keeps "
             "the line where it stood and "
             "what the notice says of it. These formats are read:",
     .list = list_formats},
    {.heading = "WHAT IS NOT LOOKED INTO",
     .text = "The summary counts what was there and could not be looked into, so that \"nothing "
             "found\" says how much was seen:",
     .list = list_blind_spots},
    {.heading = "WHO STANDS BEHIND IT",
     .text =
         "With --attribute each finding tells of what was found, and of the other side of its "
         "conversations (not of resolvers), what 'stormcone who' tells: networks and places by "
         "set, names that went with it in this traffic, who lists it and whose they say it is, "
         "graded, organisations held against lists of sanctions, and what else it could be, with "
         "how it was met (by name or by address, once or again and again) taken into account. One "
         "thing is told once. 'stormcone who --help' has the rules. Without it nothing of this is "
         "read or kept."},
    {.heading = "DAMAGE AND LIMITS",
     .text =
         "Damage never stops a run: what stands before and after it is read, and the summary "
         "says what was lost. Memory is bounded: half a million conversations at once, an "
         "eighth of them of a single packet (the ones idle for longest are given up for new ones, "
         "and their addresses are compared again when they come back), 8 MiB of fragments, 256 KiB "
         "of out-of-order data a stream. Unpacking "
         "ends with an error where a file grows more than 500 times past its first gigabyte. "
         "While captures are read the program has no rights but to read them and the public facts: "
         "no network, no "
         "other files, no new programs, where the kernel has Landlock and seccomp."},
    {.heading = "SPEED",
     .text =
         "'make bench' measures it beside an empty libpcap loop, tcpdump and a bare walk over the "
         "records. What bounds a run: bulk TLS is bounded by copying the file out of the page "
         "cache, as a conversation whose handshake was read costs its counters only; mixed "
         "traffic by the copy and by cache misses, one for the conversation of a packet and one "
         "for each new address or name in the index's filter; DNS by instructions, about 3,000 a "
         "packet for reading names, saying what was observed and hashing each label; a scan of "
         "single packets by the cache misses of making and giving up a conversation for each. "
         "The number of indicators matters little: a filter of 12 bits each answers nearly every "
         "question, and networks in which nothing is listed are answered from 8 KiB. Findings "
         "add the SHA-256 of the captures that hold evidence, which are read once more for it (not "
         "after an interrupt)."},
    {.heading = "INTERRUPTING",
     .text = "Ctrl-C ends the reading and reports what was found so far; a second one ends the "
             "program at once."},
    {0},
};
