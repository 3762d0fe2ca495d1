/* limits - every bound on what input can make the program do, with its reason. */
/* SPDX-License-Identifier: MIT */
#pragma once

enum limits {
    /* Notices. The largest public collection of indicators has 1.7 million. */
    LIMIT_INDICATORS = 16 * 1024 * 1024,
    LIMIT_NOTICE_SIZE = 1024 * 1024 * 1024,
    /* What is kept of each notice to explain how it was read: more than anybody
     * reads, and less than the notice itself. */
    LIMIT_REJECTIONS = 65536,
    LIMIT_DEFECTS = 4096,
    LIMIT_REJECTION_TEXT = 256,
    /* Comparing notices: relatives told of one indicator; all that are remembered (80
     * bytes each); indicators under one key that are looked at, as thousands of names
     * under one registered name have nothing more to say than the first. */
    LIMIT_RECURRENCES = 32,
    LIMIT_HITS = 4 * 1024 * 1024,
    LIMIT_CHAIN = 256,
    /* Of a statement that is put together from several lines; a list of the 80 names of one
     * family has 1.3 kB. */
    LIMIT_DESCRIPTION = 4096,
    /* A parsed JSON text takes some ten times its size; the largest public bundle
     * (all of ATT&CK) has 50 MB. */
    LIMIT_JSON_SIZE = 256 * 1024 * 1024,
    /* XML: a feed of 5,000 STIX 1 indicators has 15 MB, 200,000 elements and as many
     * attributes, 20 deep; each costs some 100 bytes. */
    LIMIT_XML_SIZE = 256 * 1024 * 1024,
    LIMIT_XML_PARTS = 8 * 1024 * 1024,
    LIMIT_XML_DEPTH = 256,
    /* PDF: the longest reports have some hundred pages, 5 KB of text each, and are read in a
     * second or two. Beyond them the child that reads may take this many seconds of the
     * processor, wait so long by the clock on a busy machine, and take so much memory. */
    LIMIT_PDF_PAGES = 10000,
    LIMIT_PDF_TEXT = 16 * 1024 * 1024,
    LIMIT_PDF_SECONDS = 20,
    LIMIT_PDF_WAIT = 90,
    LIMIT_PDF_MEMORY = 1024 * 1024 * 1024,
    /* Comparisons of one STIX pattern, and its brackets inside one another; exporters
     * write some hundreds of values into one pattern, on one or two levels. */
    LIMIT_STIX_TERMS = 65536,
    LIMIT_STIX_DEPTH = 32,

    /* Sets of facts. The largest public list has a million names in 25 MB, the largest
     * file of ATT&CK 50 MB; a folder of trails has 3,000 files. */
    LIMIT_FACT_FILE = 256 * 1024 * 1024,
    LIMIT_FACT_FILES = 65536,
    LIMIT_FACT_DEPTH = 16,
    /* What is kept of the description of a group or of malware: its first sentences; the
     * longest have 8 kB. */
    LIMIT_FAMILY_DESCRIPTION = 600,
    /* A power of two. There are some 220 public lists. */
    LIMIT_WORLD_LISTS = 4096,
    /* Networks inside a CIDR that are looked at: an indicator that is so wide says little. */
    LIMIT_REMARK_NETWORKS = 1024,
    /* Of one match of one regular expression; real ones take some dozens of steps. */
    LIMIT_PATTERN_STEPS = 10000,
    LIMIT_PATTERN_MEMORY = 1024 * 1024,

    /* Captures. libpcap's own largest snap length is 256 KiB; a USB or D-Bus
     * capture may hold 128 MiB, which no IP network carries. */
    LIMIT_FRAME_SIZE = 1024 * 1024,
    LIMIT_PCAPNG_BLOCK = 16 * 1024 * 1024,
    LIMIT_PCAPNG_INTERFACES = 65536,
    LIMIT_DIRECTORY_DEPTH = 64,
    /* A year of captures, one every two minutes; each costs 1.2 KB of report. */
    LIMIT_INPUTS = 256 * 1024,

    /* Headers. Real stacks stay below 8; a chain of empty extension headers in
     * one packet is an attack on the reader. */
    LIMIT_LINK_HEADERS = 32,
    LIMIT_EXTENSION_HEADERS = 64,
    LIMIT_TUNNEL_DEPTH = 8,

    /* Fragments: datagrams being put together at once, and their bytes. Linux
     * gives 4 MiB to the whole machine (net.ipv4.ipfrag_high_thresh). */
    LIMIT_DEFRAG_DATAGRAMS = 4096,
    LIMIT_DEFRAG_BYTES = 8 * 1024 * 1024,
    /* Pieces of one datagram: 64 KiB in pieces of the smallest MTU that IPv4
     * allows (68 bytes) are 1366. */
    LIMIT_DEFRAG_PIECES = 1400,

    /* Flows. 64 shards, so that the answer is the same for any number of
     * workers; 8192 flows in each is half a million at once, below 100 MB. */
    LIMIT_SHARDS = 64,
    LIMIT_FLOWS_PER_SHARD = 8192,

    /* Streams: out-of-order bytes that wait for a gap to close, per direction of
     * a flow and per shard; one full window without scaling is 64 KiB. */
    LIMIT_STREAM_WAITING = 256 * 1024,
    LIMIT_STREAM_WAITING_SHARD = 2 * 1024 * 1024,

    /* Messages: bytes of an unfinished message kept per direction. A TLS
     * handshake with a long chain takes 20 KiB, a legal handshake message is up
     * to 16 MiB, and HTTP servers refuse header sections over 8 to 32 KiB. */
    LIMIT_MESSAGE = 128 * 1024,
    LIMIT_MESSAGES_SHARD = 4 * 1024 * 1024,
    /* Bytes looked at before a stream is called unknown. */
    LIMIT_RECOGNISE = 4096,

    /* DNS: a name is at most 255 bytes (RFC 1035); a message of 64 KiB holds
     * no more than 5461 records of 12 bytes. */
    LIMIT_DNS_RECORDS = 1024,
    LIMIT_DNS_POINTERS = 128,
    /* Text of a message's names for each of its bytes. Pointers could make 90 of
     * one; real messages stay below 4. */
    LIMIT_DNS_TEXT_RATIO = 8,
    /* HTTP: what is kept of the requests of one conversation that wait for their
     * answers, for outputs that tell both together. Browsers pipelined 8 at most;
     * a request is some 500 bytes. Over it they are told without an answer. */
    LIMIT_HTTP_WAITING = 16,
    LIMIT_HTTP_WAITING_BYTES = 16 * 1024,
    /* One line of a chunked body: a size and extensions that nobody uses. */
    LIMIT_HTTP_CHUNK_LINE = 4096,
    /* TLS: a handshake message that is read, which leaves room for its records'
     * headers in LIMIT_MESSAGE (OpenSSL takes chains up to 100 KiB); and what a
     * session's record remembers of each hello: names are at most 255 bytes. */
    LIMIT_HANDSHAKE = 100 * 1024,
    LIMIT_HELLO_KEPT = 1024,
    LIMIT_HELLO_FIELDS = 32,
    /* Certificates of one chain; browsers send errors above 10. */
    LIMIT_CERTIFICATES = 16,
    LIMIT_CERTIFICATE_NAMES = 1000,

    /* Evidence: packets remembered for each finding and field; the count goes on. */
    LIMIT_EVIDENCE_PACKETS = 16,
    /* Values told apart in a finding: a bot that makes up names under one listed
     * domain would otherwise fill memory; sightings beyond are counted. */
    LIMIT_TRACES = 64,
    LIMIT_FINDINGS = 1024 * 1024,
    /* Who is behind what: packets named for each name that goes with an address; names told of
     * one address, as a host of many sites has thousands; pairs of name and address that each
     * shard remembers (130 bytes each, so some 60 MB in all), twice, so that those of what is
     * hunted have room of their own. */
    LIMIT_SEEN_PACKETS = 4,
    LIMIT_SEEN_NAMES = 32,
    LIMIT_NAMES_PER_SHARD = 8192,
    /* Notices told of one thing; notices whose overlaps are looked up; things that one hunt
     * asks about (some 5 KB each). */
    LIMIT_LISTINGS = 32,
    LIMIT_OVERLAP_NOTICES = 8,
    LIMIT_DOSSIERS = 4096,
    /* A set's claims of one name: there are ten sets. */
    LIMIT_QUOTED_THINGS = 16,

    /* Public data sets. The largest, Maltrail's repository, has 5,000 files of which
     * 3,000 are wanted; a mirror sends a reader on once or twice; names are paths. */
    LIMIT_DATA_FILES = 100000,
    LIMIT_DATA_ENTRIES = 1000000,
    LIMIT_DATA_NAME = 1024,
    LIMIT_REDIRECTS = 5,
    /* A set.json takes 700 bytes; a header line that is kept of an answer, 100. */
    LIMIT_DATA_RECORD = 64 * 1024,
    /* Processor time to unpack and look at one set; the largest takes two seconds. */
    LIMIT_CONFINED_SECONDS = 300,
    LIMIT_HTTP_HEADER_KEPT = 1024,
    /* Versions of a list of sanctions that are kept, and are read when dates matter: 32 of the
     * largest, of 120 MB, take what one set may take on disk. */
    LIMIT_LIST_VERSIONS = 32,

    /* Lists of sanctions. All lists of the world together have some 300,000 entities; the
     * largest single file, OFAC's SDN_ADVANCED.XML, has 120 MB, the longest entry some 200 kB
     * and 150 names, an entry of a bank's owners 400 links. */
    LIMIT_LIST_FILE = 1024 * 1024 * 1024,
    LIMIT_LIST_FILES = 4096,
    LIMIT_LIST_KEPT = 1024 * 1024 * 1024, /* bytes in memory; SDN_ADVANCED.XML takes 30 MB */
    LIMIT_LIST_ENTRY = 16 * 1024 * 1024,  /* bytes of texts, and elements, of one entry */
    LIMIT_LIST_ENTRY_PARTS = 256 * 1024,
    LIMIT_LIST_ROWS = 4 * 1024 * 1024, /* of all files of a list; OFAC's have 65,000 */
    LIMIT_ENTITIES = 4 * 1024 * 1024,
    LIMIT_ENTITY_PARTS = 4096, /* of one kind: names, addresses, links ... of one entity */
    LIMIT_ENTITY_TEXT = 64 * 1024,
    /* Names: the longest on any list has 490 bytes and 41 words. */
    LIMIT_NAME = 1024,
    LIMIT_NAME_WORDS = 64,
    /* What a thread remembers of words that it asked before: words alike, eight bytes each.
     * 100,000 different words have some ten each. */
    LIMIT_WORDS_REMEMBERED = 1024 * 1024,
};

/* Unpacking: how many bytes one compressed input may give, and how much larger
 * than its packed form it may be once past a first allowance. Real captures
 * pack 2 to 30 times, logs up to 100; a bomb packs 1,000 times and more. */
#define LIMIT_UNPACKED_BYTES (UINT64_C(1) << 46)
#define LIMIT_UNPACKED_RATIO UINT64_C(500)
#define LIMIT_UNPACKED_ALLOWANCE (UINT64_C(1) << 30)
/* What a decoder may take for its window: zstd --ultra -22 wants 128 MiB and xz
 * -9 wants 65; more is asked for by hand, or by an attacker. */
#define LIMIT_UNPACK_MEMORY (UINT64_C(160) << 20)
/* What is fetched for one data set, and what is kept of it on disk; the largest today
 * are 60 MB packed and 150 MB unpacked. */
#define LIMIT_DATA_FETCHED (UINT64_C(1) << 30)
#define LIMIT_DATA_STORED (UINT64_C(4) << 30)
