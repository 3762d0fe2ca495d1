/* SPDX-License-Identifier: MIT */
#include "notice/mention.h"

#include "facts/domain.h"
#include "model/address.h"

#include <string.h>

enum {
    SENTENCE = 80, /* bytes before a name that may say why it is named */
};

bool indicator_kind_is_numeric(enum indicator_kind kind)
{
    return kind == INDICATOR_ADDRESS || kind == INDICATOR_CIDR || kind == INDICATOR_ENDPOINT;
}

bool indicator_kind_is_named(enum indicator_kind kind)
{
    return kind == INDICATOR_DOMAIN || kind == INDICATOR_ONION || kind == INDICATOR_URL ||
           kind == INDICATOR_EMAIL;
}

static bool holds_ignoring_case(struct slice s, const char *what)
{
    struct slice word = slice_from(what);
    for (size_t i = 0; i + word.size <= s.size; i++)
        if (byte_lower(s.data[i]) == word.data[0] &&
            slice_equal_ignoring_case(slice_part(s, i, i + word.size), word))
            return true;
    return false;
}

static bool holds_any(struct slice s, const char *words)
{
    for (struct slice rest = slice_from(words); rest.size > 0;) {
        char word[32] = {0};
        struct slice next = slice_split(&rest, '|');
        memcpy(word, next.data, next.size < sizeof word ? next.size : sizeof word - 1);
        if (holds_ignoring_case(s, word))
            return true;
    }
    return false;
}

static struct slice last_label(struct slice name)
{
    size_t dot = slice_find_last_byte(name, '.');
    return dot == SLICE_NOWHERE ? name : slice_after(name, dot + 1);
}

/* --- Whose name it is ---------------------------------------------------- */

/* Sites that reports cite, and firms that they mention. They matter only where they stand
 * plain. */
static const char cited[] =
    "virustotal.com mitre.org nist.gov cisa.gov us-cert.gov ic3.gov fbi.gov nsa.gov twitter.com "
    "x.com "
    "linkedin.com facebook.com youtube.com instagram.com reddit.com medium.com any.run tria.ge "
    "abuse.ch hybrid-analysis.com joesandbox.com joesecurity.org urlscan.io wikipedia.org "
    "shodan.io censys.io censys.com greynoise.io fofa.info zoomeye.org spamhaus.org "
    "welivesecurity.com eset.com w3.org bleepingcomputer.com thehackernews.com zdnet.com "
    "therecord.media darkreading.com krebsonsecurity.com arstechnica.com wired.com reuters.com "
    "theregister.com techcrunch.com cyberscoop.com helpnetsecurity.com threatpost.com "
    "securelist.com microsoft.com talosintelligence.com cisco.com paloaltonetworks.com "
    "mandiant.com "
    "google.com googleblog.com withgoogle.com crowdstrike.com symantec.com broadcom.com "
    "trendmicro.com fireeye.com trellix.com mcafee.com fortinet.com fortiguard.com ivanti.com "
    "citrix.com vmware.com oracle.com redhat.com debian.org ubuntu.com kernel.org apple.com "
    "proofpoint.com volexity.com citizenlab.ca citizenlab.org securityaffairs.com hackread.com "
    "malpedia.io fraunhofer.de alienvault.com ietf.org iana.org icann.org schema.org mozilla.org "
    "gnu.org apache.org creativecommons.org openssl.org python.org nodejs.org first.org cve.org "
    "sentinelone.com sentinellabs.com zscaler.com recordedfuture.com kaspersky.com sophos.com "
    "malwarebytes.com group-ib.com cybereason.com elastic.co huntress.com rapid7.com tenable.com "
    "checkpoint.com avast.com avg.com bitdefender.com f-secure.com withsecure.com drweb.com "
    "ptsecurity.com bi.zone solar.ru qianxin.com 360.cn 360.com rising.com.cn antiy.com antiy.cn "
    "ahnlab.com asec.ahnlab.com jpcert.or.jp ipa.go.jp lac.co.jp nicter.jp trendmicro.co.jp "
    "kisa.or.kr krcert.or.kr boho.or.kr estsecurity.com nshc.net s2w.inc certfa.com "
    "intezer.com intrinsec.com sekoia.io harfanglab.io cybereason.net cert.pl cert.at "
    "circl.lu misp-project.org opencti.io threatminer.org otx.alienvault.com exploit-db.com "
    "packetstormsecurity.com github.com githubusercontent.com gitlab.com github.io "
    "stackoverflow.com "
    "sans.edu sans.org isc.sans.edu secureworks.com dragos.com nccgroup.com bishopfox.com "
    "horizon3.ai watchtowr.com assetnote.io attackerkb.com vulncheck.com zerodayinitiative.com "
    "lumen.com centurylink.com akamai.com cloudflare.com netscout.com imperva.com qualys.com "
    "deepinstinct.com uptycs.com aquasec.com sysdig.com wiz.io lookout.com zimperium.com "
    "bund.de bsi.bund.de ssi.gouv.fr gouv.fr cert.gov.ua gov.uk ncsc.gov.uk cyber.gc.ca "
    "sectigo.com digicert.com verisign.com letsencrypt.org globalsign.com comodoca.com "
    "usertrust.com "
    "ipify.org ipinfo.io ip-api.com ifconfig.me ifconfig.co icanhazip.com dyndns.org "
    "whatismyip.com whatismyipaddress.com ipecho.net myexternalip.com wtfismyip.com freegeoip.app "
    "telegram.org t.me discord.com discordapp.com pastebin.com dropbox.com mega.nz mega.io "
    "bing.com "
    "yahoo.com office.com office365.com microsoftonline.com live.com outlook.com windows.com "
    "windowsupdate.com amazon.com wordpress.org wordpress.com jquery.com npmjs.com "
    "pypi.org crates.io docker.com k8s.io kubernetes.io nomoreransom.org qq.com baidu.com habr.com "
    "freebuf.com "
    "wikimedia.org archive.org sourceforge.net chocolatey.org nuget.org maven.org golang.org "
    "rust-lang.org php.net perl.org ruby-lang.org java.com mysql.com postgresql.org openvpn.net "
    "wireguard.com softether.org torproject.org signal.org whatsapp.com slack.com zoom.us "
    "adobe.com sap.com ibm.com intel.com amd.com nvidia.com dell.com hp.com lenovo.com "
    "sonicwall.com juniper.net f5.com zyxel.com dlink.com netgear.com tp-link.com qnap.com "
    "synology.com mikrotik.com ubnt.com ui.com barracuda.com watchguard.com progress.com "
    "connectwise.com solarwinds.com atlassian.com jetbrains.com veeam.com teamviewer.com "
    "anydesk.com rustdesk.com heise.de golem.de spiegel.de lemonde.fr zdnet.fr nikkei.com "
    "asp.net vb.net ado.net";

/* "_ _ _name.com": the underscores stand for letters. */
static bool is_blanked(const struct mention *m)
{
    size_t at = m->candidate->from, blanks = 0;
    bool touches = at > 0 && m->text.data[at - 1] == '_';
    for (; at > 0 && (m->text.data[at - 1] == '_' || m->text.data[at - 1] == ' '); at--)
        blanks += m->text.data[at - 1] == '_';
    return touches && blanks > 1;
}

/* "soc.example.gov": authorities write; who attacks them has other names. */
static bool is_authority(struct slice host)
{
    struct slice root = last_label(host);
    return slice_is_one_of(root, "gov mil int edu", ' ') || slice_ends_with(host, ".gov.ua") ||
           slice_ends_with(host, ".gov.uk") || slice_ends_with(host, ".gov.cn") ||
           slice_ends_with(host, ".go.jp") || slice_ends_with(host, ".go.kr") ||
           slice_ends_with(host, ".gouv.fr") || slice_ends_with(host, ".gov.au") ||
           slice_ends_with(host, ".gc.ca") || slice_ends_with(host, ".europa.eu");
}

static bool is_publisher(const struct manner *manner, struct slice host)
{
    struct slice owner = domain_registrable(host);
    for (size_t i = 0; owner.size > 0 && i < manner->site_count; i++)
        if (slice_equal(owner, manner->sites[i]))
            return true;
    return false;
}

/* Where anybody may put a file: a whole URL in a list of such is meant all the same. */
static const char hosting[] =
    "github.com githubusercontent.com gitlab.com github.io google.com googleapis.com medium.com "
    "youtube.com reddit.com twitter.com x.com facebook.com microsoft.com live.com sharepoint.com "
    "discordapp.com discord.com dropbox.com pastebin.com telegram.org t.me mega.nz qq.com "
    "archive.org sourceforge.net amazonaws.com";

/* Where files are kept and nothing is written that a report would cite. */
static const char storage[] =
    "live.com discordapp.com dropbox.com googleapis.com sharepoint.com 1drv.com mega.nz "
    "pastebin.com";

/* Services that tell a machine its address, which malware asks as well. */
static const char lookups[] =
    "ipify.org ipinfo.io ip-api.com ifconfig.me ifconfig.co icanhazip.com dyndns.org "
    "whatismyip.com whatismyipaddress.com ipecho.net myexternalip.com wtfismyip.com freegeoip.app";

static const char mailboxes[] = "yahoo.com live.com outlook.com qq.com google.com";

/* What is listed alone is meant, though many use it: lists change the advice, no reading. */
static bool is_listed_service(const struct mention *m, struct slice owner)
{
    enum indicator_kind kind = m->candidate->kind;
    if (!m->alone)
        return false;
    if (kind == INDICATOR_EMAIL)
        return slice_is_one_of(owner, mailboxes, ' ');
    return kind == INDICATOR_DOMAIN && !m->candidate->has_scheme &&
           (slice_is_one_of(owner, hosting, ' ') || slice_is_one_of(owner, storage, ' ') ||
            slice_is_one_of(owner, lookups, ' '));
}

static bool is_cited(const struct mention *m, struct slice host)
{
    struct slice owner = domain_registrable(host);
    if (is_listed_service(m, owner))
        return false;
    bool listed = m->section.meaning == LABEL_INDICATOR || m->section.meaning == LABEL_KIND ||
                  m->label.meaning == LABEL_INDICATOR || m->label.meaning == LABEL_KIND;
    bool url = m->candidate->kind == INDICATOR_URL && m->alone;
    if (url &&
        ((listed && slice_is_one_of(owner, hosting, ' ')) || slice_is_one_of(owner, storage, ' ')))
        return false;
    return owner.size > 0 &&
           (slice_is_one_of(owner, cited, ' ') || slice_is_one_of(host, cited, ' '));
}

/* RFC 2606, RFC 6761, RFC 6762, RFC 8375 */
static bool is_example(struct slice host)
{
    struct slice owner = domain_registrable(host);
    return slice_is_one_of(last_label(host), "example test invalid localhost tld", ' ') ||
           slice_is_one_of(owner, "example.com example.net example.org example.edu", ' ');
}

static bool is_documentation(struct slice text)
{
    static const char *const ranges[] = {"192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24",
                                         "2001:db8::/32"};
    struct address address;
    struct endpoint endpoint;
    struct prefix prefix;
    if (!address_parse(text, &address)) {
        if (endpoint_parse(text, &endpoint))
            address = endpoint.address;
        else if (prefix_parse(text, &prefix))
            address = prefix.address;
        else
            return false;
    }
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (prefix_parse(slice_from(ranges[i]), &prefix) && prefix_holds(&prefix, &address))
            return true;
    return false;
}

/* Resolvers that everybody asks, malware that tries its connection among them. */
static bool is_public_resolver(struct slice address)
{
    return slice_is_one_of(address,
                           "8.8.8.8 8.8.4.4 1.1.1.1 1.0.0.1 9.9.9.9 208.67.222.222 "
                           "208.67.220.220 114.114.114.114 223.5.5.5 223.6.6.6 77.88.8.8 "
                           "4.2.2.1 4.2.2.2",
                           ' ');
}

/* --- How it is written --------------------------------------------------- */

static struct slice written(const struct mention *m)
{
    return slice_part(m->text, m->candidate->from, m->candidate->to);
}

static struct slice sentence_before(const struct mention *m)
{
    size_t from = m->candidate->from;
    return slice_part(m->text, from > SENTENCE ? from - SENTENCE : 0, from);
}

/* "WScript.Shell" and "console.log" are code; hosts are written in one case. */
static bool is_written_as_host(struct slice written)
{
    size_t lower = 0, upper = 0, dots = 0;
    for (size_t i = 0; i < written.size; i++) {
        lower += written.data[i] >= 'a' && written.data[i] <= 'z';
        upper += written.data[i] >= 'A' && written.data[i] <= 'Z';
        dots += written.data[i] == '.';
    }
    return lower == 0 || upper == 0 || dots > 1;
}

/* "com.android.vending": a package of Java, whose name is turned round. */
static bool is_package(struct slice host)
{
    struct slice rest = host, first = slice_split(&rest, '.');
    return slice_find_byte(rest, '.') != SLICE_NOWHERE &&
           slice_is_one_of(first, "com org net io edu gov android java javax kotlin androidx", ' ');
}

static bool is_program_word(struct slice host)
{
    struct slice rest = host, first = slice_split(&rest, '.');
    return slice_find_byte(rest, '.') == SLICE_NOWHERE &&
           slice_is_one_of(first,
                           "console document window wscript objshell system this self socket node "
                           "next vue process string math array json request response params args "
                           "user data file event options config settings module",
                           ' ');
}

static bool has_foreign_letters(struct slice text)
{
    size_t foreign = 0;
    for (size_t i = 0; i < text.size; i++)
        foreign += text.data[i] >= 0x80;
    return foreign * 4 > text.size;
}

static bool says_malice(struct slice text)
{
    return holds_any(text, "c2|c&c|command|control|payload|beacon|malicious|malware|phish|exfil|"
                           "connect|communicat|contact|download|redirect|request|loads|calls|"
                           "fetch|hosted|hosting|server|domain|resolve|post |get |drop|infrastr|"
                           "attacker|implant|botnet|stag|curl|wget|indicator|ioc");
}

static bool says_see(struct slice text)
{
    return holds_any(text, "see |visit|refer to|available at|available from|available here|read |"
                           "report to|reported by|published|blog|article|documentation|advisory|"
                           "more information|details at|guidance|website at|write-up|writeup|"
                           "analysis by|according to|learn more|check out|e.g.|for example|"
                           "official|source:|siehe|voir |véase|ver |"
                           "см. |див. |参照|详见|参见|참조|参考");
}

/* The number of a version says so, or stands behind a product's name. */
static bool reads_as_version(const struct mention *m)
{
    const struct candidate *c = m->candidate;
    if (c->looks_like_version || m->label.meaning == LABEL_VERSION)
        return true;
    if (m->alone || m->item || m->code || c->kind != INDICATOR_ADDRESS)
        return false;
    struct slice before = sentence_before(m);
    if (before.size < 2 || holds_any(before, "ip|address|server|host|c2|from|port|адрес|http"))
        return false;
    /* "SoftEther VPN 4.38.9760.1", "PAN-OS 9.1.16.2" */
    before = slice_trim(before);
    size_t word = before.size;
    while (word > 0 && before.data[word - 1] > ' ')
        word--;
    struct slice last = slice_after(before, word);
    bool product = last.size > 1 && last.data[0] >= 'A' && last.data[0] <= 'Z';
    struct slice address = text_slice(&c->pattern);
    uint64_t first = 255;
    slice_to_number(slice_part(address, 0, slice_find_byte(address, '.')), 255, &first);
    return product && first < 30;
}

/* --- What counts --------------------------------------------------------- */

static bool because(enum rejection_reason why, enum rejection_reason *reason)
{
    *reason = why;
    return false;
}

/* The words above or beside it say that what stands here is meant. */
static bool is_listed(const struct mention *m)
{
    bool labelled = m->label.meaning == LABEL_INDICATOR || m->label.meaning == LABEL_KIND;
    bool in_list = m->section.meaning == LABEL_INDICATOR || m->section.meaning == LABEL_KIND;
    return (labelled && (m->alone || m->begins)) ||
           (in_list && (m->alone || (m->item && m->begins)));
}

static bool names_hosts(const struct label *label)
{
    return label->meaning == LABEL_KIND &&
           (label->kind == INDICATOR_DOMAIN || label->kind == INDICATOR_URL ||
            label->kind == INDICATOR_ADDRESS);
}

static bool plain_address_counts(const struct manner *manner, const struct mention *m,
                                 enum rejection_reason *reason)
{
    if (reads_as_version(m))
        return because(REJECTED_VERSION, reason);
    if (is_public_resolver(text_slice(&m->candidate->pattern)) || m->section.meaning == LABEL_CITED)
        return because(REJECTED_CITED, reason);
    if (m->alone || m->begins || is_listed(m) || !manner->defangs_addresses)
        return true;
    return because(REJECTED_PLAIN, reason);
}

static bool plain_email_counts(const struct mention *m, struct slice host,
                               enum rejection_reason *reason)
{
    bool labelled = m->label.meaning == LABEL_KIND && m->label.kind == INDICATOR_EMAIL;
    if ((m->alone || (labelled && m->begins)) && !is_cited(m, host))
        return true;
    return because(REJECTED_CITED, reason);
}

/* "a.download = x", "[System.IO.Directory]::". */
static bool is_used_as_code(const struct mention *m)
{
    struct slice after = slice_after(m->text, m->candidate->to);
    return !m->candidate->has_scheme &&
           (slice_starts_with(after, " = ") || slice_starts_with(after, "]::"));
}

static bool is_code(const struct mention *m, struct slice host)
{
    bool loose = !m->alone && !m->candidate->has_scheme;
    return is_package(host) || is_program_word(host) || is_used_as_code(m) ||
           (loose && (m->code || m->program || !is_written_as_host(written(m)))) ||
           (m->section.meaning == LABEL_RULES && !m->alone);
}

/* Names whose document defangs none. */
static bool free_name_counts(const struct manner *manner, const struct mention *m,
                             enum rejection_reason *reason)
{
    if (m->alone || m->begins || is_listed(m))
        return true;
    if (manner->defangs_addresses)
        return because(REJECTED_PLAIN, reason);
    if (says_see(sentence_before(m)))
        return because(REJECTED_CITED, reason);
    if (m->candidate->has_scheme && !m->item && !says_malice(m->text) &&
        !has_foreign_letters(m->text))
        return because(REJECTED_CITED, reason);
    return true;
}

static bool plain_name_counts(const struct manner *manner, const struct mention *m,
                              enum rejection_reason *reason)
{
    const struct candidate *c = m->candidate;
    struct slice host = candidate_host(c);
    if (is_publisher(manner, host))
        return because(REJECTED_PUBLISHER, reason);
    if (is_blanked(m))
        return because(REJECTED_EXAMPLE, reason);
    if (!c->rooted && !c->looks_like_file)
        return because(REJECTED_NO_ROOT, reason);
    bool host_meant = c->rooted && m->alone && (names_hosts(&m->label) || names_hosts(&m->section));
    if (c->looks_like_file && !host_meant)
        return because(REJECTED_FILE_NAME, reason);
    if (m->section.meaning == LABEL_CITED || m->label.meaning == LABEL_CITED || is_cited(m, host) ||
        (is_authority(host) && !m->alone))
        return because(REJECTED_CITED, reason);
    if (c->kind == INDICATOR_EMAIL)
        return plain_email_counts(m, host, reason);
    if (is_code(m, host))
        return because(REJECTED_CODE, reason);
    if (!manner->defangs_names)
        return free_name_counts(manner, m, reason);
    /* "host:80:/path" stands alone though only its host was read. */
    uint8_t after = c->to < m->text.size ? m->text.data[c->to] : ' ';
    bool alone =
        m->alone || (is_listed(m) && m->item && m->begins && (after == ':' || after == '/'));
    if (alone && (!c->has_scheme || (m->labelled && is_listed(m))))
        return true;
    return because(REJECTED_PLAIN, reason);
}

/* "^evil\\.name$" is an expression that something is compared with. */
static bool is_pattern(const struct mention *m)
{
    size_t from = m->candidate->from, to = m->candidate->to;
    uint8_t before = from > 0 ? m->text.data[from - 1] : 0;
    uint8_t after = to < m->text.size ? m->text.data[to] : 0;
    return (before != 0 && strchr("^\\*+?]", before)) || (after != 0 && strchr("$\\*+?[", after));
}

static bool defanged_counts(const struct mention *m, enum rejection_reason *reason)
{
    const struct candidate *c = m->candidate;
    if (c->escaped && indicator_kind_is_named(c->kind) && (!c->rooted || is_pattern(m)))
        return because(REJECTED_CODE, reason);
    if (c->looks_like_file && (!c->rooted || c->escaped))
        return because(REJECTED_FILE_NAME, reason);
    return true;
}

/* YARA's "$s1 = "..."" is text to look for, not a digest of a file. */
static bool is_string_of_rule(const struct mention *m)
{
    enum { NAME_MOST = 32 };
    size_t from = m->candidate->from, at = from > NAME_MOST ? from - NAME_MOST : 0;
    struct slice before = slice_part(m->text, at, from);
    size_t dollar = slice_find_last_byte(before, '$');
    size_t equals = slice_find_last_byte(before, '=');
    return m->program && dollar != SLICE_NOWHERE && equals != SLICE_NOWHERE && dollar < equals;
}

bool mention_counts(const struct manner *manner, const struct mention *m,
                    enum rejection_reason *reason)
{
    const struct candidate *c = m->candidate;
    struct slice host = candidate_host(c);
    if (c->looks_like_key || (indicator_kind_is_digest(c->kind) && is_string_of_rule(m)))
        return because(REJECTED_CODE, reason);
    if (!indicator_kind_is_numeric(c->kind) && !indicator_kind_is_named(c->kind))
        return true;
    if (m->front)
        return because(REJECTED_PUBLISHER, reason);
    if (is_documentation(host.size > 0 ? host : text_slice(&c->pattern)) || is_example(host))
        return because(REJECTED_DOCUMENTATION, reason);
    if (c->special)
        return because(c->looks_like_version ? REJECTED_VERSION : REJECTED_PRIVATE, reason);
    /* "workers.dev" belongs to all its customers; naming it says nothing. */
    if (c->kind == INDICATOR_DOMAIN && domain_is_public_suffix(host))
        return because(REJECTED_PUBLIC_SUFFIX, reason);
    if (c->defanged)
        return defanged_counts(m, reason);
    return indicator_kind_is_numeric(c->kind) ? plain_address_counts(manner, m, reason)
                                              : plain_name_counts(manner, m, reason);
}

bool mention_is_harmless(const struct mention *m)
{
    if (m->section.meaning == LABEL_LEGITIMATE || m->label.meaning == LABEL_LEGITIMATE)
        return true;
    return holds_any(m->text, "not malicious|false positive|do not block|non-malicious|"
                              "is benign|are benign|(benign)|not block");
}
