/* SPDX-License-Identifier: MIT */
#include "notice/label.h"

#include "base/text.h"

enum { LABEL_MOST = 160 /* bytes that are looked at; headings are shorter */ };

/* Words of one meaning, of two bytes and more, parted by "|". What is more particular stands
 * first. */
static const struct {
    enum label_meaning meaning;
    enum indicator_kind kind;
    const char *words;
} rows[] = {
    {LABEL_LEGITIMATE, INDICATOR_OTHER,
     "legitimate|not malicious|non-malicious|benign|clean files|false positive|goodware|whitelist|"
     "allowlist|allow list|living off the land|lolbin|lolbas|lotl|"
     "légitime|légitimes|legitim|legitime|legítimo|legítimos|легитимн|легітимн|合法|正规|正規|"
     "정상"},
    {LABEL_CITED, INDICATOR_OTHER,
     "available at|can be found at|found here|reported by|previously reported|further reading|"
     "see also|read more|for more|for background|weitere informationen|pour plus d|para más|"
     "подробнее|детальніше|更多信息|詳細は|자세한"},
    {LABEL_RULES, INDICATOR_OTHER,
     "yara|sigma rule|snort|suricata|detection rule|hunting quer|kql|splunk quer"},
    {LABEL_KIND, INDICATOR_IMPHASH, "imphash|imphash hash|import hash|import table hash|imp hash"},
    {LABEL_KIND, INDICATOR_SSDEEP, "ssdeep|fuzzy hash|ctph"},
    {LABEL_KIND, INDICATOR_JA3S, "ja3s|ja3s fingerprint|ja3s hash|ja3s digest"},
    {LABEL_KIND, INDICATOR_JA3, "ja3|ja3 fingerprint|ja3 hash|ja3 digest"},
    {LABEL_KIND, INDICATOR_JA4, "ja4|ja4 fingerprint|ja4 hash|ja4 digest"},
    {LABEL_KIND, INDICATOR_JARM, "jarm|jarm fingerprint|jarm hash|jarm digest"},
    {LABEL_KIND, INDICATOR_HASSH, "hassh|hasshserver"},
    {LABEL_KIND, INDICATOR_CERT_SERIAL,
     "serial|serial number|seriennummer|numéro de série|número de serie|"
     "серийный номер|серійний номер|序列号|シリアル番号|일련번호"},
    {LABEL_KIND, INDICATOR_CERT_SHA1,
     "thumbprint|fingerprint|certificate sha-1|certificate sha1|certificate sha256|"
     "certificate sha-256|certificate hash|cert sha1|cert hash|zertifikat|"
     "certificat|certificado|指纹|отпечаток|відбиток|証明書|인증서"},
    {LABEL_IDENTIFIER, INDICATOR_OTHER,
     "commit|guid|uuid|clsid|token|session|cookie|api key|public key|private key|aes key|rc4 key|"
     "key identifier|xor key|encryption key|decryption key|secret|nonce|iv|build "
     "id|buildid|boundary|client id|"
     "tenant id|pdb guid|bot id|botid|campaign id|victim id|app id|application id|git|password|"
     "passwort|mot de passe|contraseña|пароль"},
    {LABEL_VERSION, INDICATOR_OTHER,
     "version|versions|firmware|build|release|affected product|affected version|fixed version|"
     "patched|product version|file version|versión|versão|versione|версия|версії|версія|版本|"
     "バージョン|버전"},
    {LABEL_KIND, INDICATOR_SHA512, "sha-512|sha512|sha 512"},
    {LABEL_KIND, INDICATOR_SHA256, "sha-256|sha256|sha 256|sha2|sha-2"},
    {LABEL_KIND, INDICATOR_SHA1, "sha-1|sha1|sha 1"},
    {LABEL_KIND, INDICATOR_MD5, "md5|md-5"},
    {LABEL_FIRST_SEEN, INDICATOR_OTHER,
     "first seen|first observed|first-seen|firstseen|first date|start date|date first|"
     "first activity|erstmals|première observation|primera vez|впервые|вперше|首次|初回|최초"},
    {LABEL_LAST_SEEN, INDICATOR_OTHER,
     "last seen|last observed|last-seen|lastseen|last date|end date|date last|last activity|"
     "zuletzt|dernière observation|última vez|последн|востаннє|最后|最後|最近|최종|마지막"},
    {LABEL_KIND, INDICATOR_USER_AGENT,
     "user-agent|user agent|useragent|юзер-агент|用户代理|ユーザーエージェント"},
    {LABEL_KIND, INDICATOR_MUTEX,
     "mutex|mutant|mutexes|мьютекс|м'ютекс|互斥|ミューテックス|뮤텍스"},
    {LABEL_KIND, INDICATOR_REGISTRY_KEY,
     "registry|registry key|registry path|реестр|реєстр|注册表|レジストリ|레지스트리|registrierung|"
     "clé de registre|clave de registro"},
    {LABEL_KIND, INDICATOR_FILE_NAME,
     "file name|filename|file path|filepath|file location|full path|path on disk|dateiname|"
     "dateipfad|nom de fichier|nom du fichier|chemin|nombre de archivo|nombre del archivo|"
     "nome do arquivo|nome do ficheiro|nome file|имя файла|путь к файлу|назва файлу|ім'я файлу|"
     "шлях до файлу|文件名|文件路径|檔案名稱|ファイル名|ファイルパス|파일명|파일 이름|파일이름|"
     "파일 경로"},
    {LABEL_KIND, INDICATOR_WALLET,
     "wallet|bitcoin|btc|monero|xmr|ethereum|кошел|кошіл|кошельк|钱包|ウォレット|지갑"},
    {LABEL_KIND, INDICATOR_EMAIL,
     "e-mail|email|mail address|sender|sender address|courriel|correo|почт|пошт|邮箱|"
     "メールアドレス|메일"},
    {LABEL_KIND, INDICATOR_CVE,
     "cve|vulnerabilit|schwachstelle|vulnérabilité|vulnerabilidad|уязвимост|вразливіст|"
     "漏洞|脆弱性|취약점"},
    {LABEL_KIND, INDICATOR_TECHNIQUE, "technique|att&ck|attack id|mitre|ttp|tactic"},
    {LABEL_KIND, INDICATOR_ASN, "asn|autonomous system"},
    {LABEL_TYPE, INDICATOR_OTHER,
     "type|kind|indicator type|ioc type|typ|art|tipo|тип|类型|類型|種類|種別|유형|구분|종류"},
    {LABEL_FAMILY, INDICATOR_OTHER,
     "malware family|malware|family|malware name|detection name|detection|threat name|tool|payload "
     "name|"
     "schadsoftware|famille|maliciel|familia|família|famiglia|семейство|сімейство|家族|恶意软件|"
     "マルウェア|악성코드|악성 코드"},
    {LABEL_ACTOR, INDICATOR_OTHER,
     "actor|threat actor|group|adversary|attributed|атрибуц|攻击者|攻撃者"},
    {LABEL_CAMPAIGN, INDICATOR_OTHER,
     "campaign|operation|kampagne|campagne|campaña|кампани|кампані|行动|キャンペーン"},
    {LABEL_PLACE, INDICATOR_OTHER,
     "location|country|geo|geolocation|land|pays|país|paese|страна|країна|归属地|国家|国|地域|"
     "국가"},
    {LABEL_KIND, INDICATOR_URL, "url|uri|download link|网址|链接地址|адрес страницы"},
    {LABEL_KIND, INDICATOR_DOMAIN,
     "domain|domain name|hostname|host name|fqdn|dns|домен|доменн|域名|主机名|网域|網域|ドメイン|"
     "ホスト名|도메인|domaine|nom de domaine|dominio|domínio|domäne|domänen"},
    {LABEL_KIND, INDICATOR_ADDRESS,
     "ip|ip address|ip-address|ipv4|ipv6|ip addr|ip-адрес|ip адрес|ip-адреса|adresse "
     "ip|adresses ip|"
     "ip-adresse|ip-adressen|dirección ip|direcciones ip|endereço ip|indirizzo "
     "ip|ip地址|ip アドレス|"
     "ipアドレス|아이피|ip 주소|ip주소"},
    {LABEL_INDICATOR, INDICATOR_OTHER,
     "indicator|indicators|ioc|iocs|observable|indicators of compromise|network|infrastructure|"
     "value|artifact|artefact|c2|c&c|cnc|command and control|command-and-control|controller|"
     "hash|hashes|file hash|checksum|host|server|payload|samples|sample|download|distribution|"
     "indikator|indikatoren|kompromittierung|indicateur|indicateurs|marqueur|compromission|"
     "serveur|empreinte|indicador|indicadores|compromiso|comprometimento|servidor|indicatori|"
     "индикатор|индикаторы|компрометации|індикатор|індикатори|кіберзагроз|компрометації|"
     "мережеві|хостові|файли|сетевые|файлы|хеш|指标|威胁指标|攻陷|恶意|样本|哈希|通信先|接続先|"
     "インジケータ|ハッシュ|検体|침해지표|침해 지표|해시|유포지|명령제어"},
    {LABEL_CITED, INDICATOR_OTHER,
     "reference|further reading|read more|additional reading|source|author|credit|related|resource|"
     "more information|acknowledg|contact|disclaimer|about us|learn more|see also|footnote|"
     "bibliograph|feedback|reporting|link|press|quelle|quellen|referenz|weiterführend|kontakt|"
     "références|référence|liens|source|bibliographie|pour aller plus loin|referencia|fuente|"
     "enlace|referência|fonte|riferiment|ссылк|источник|джерел|посилан|контакт|література|参考|"
     "来源|"
     "來源|链接|連結|联系|参照|出典|関連|お問い合わせ|リンク|참고|출처|문의|링크"},
    {LABEL_ROLE, INDICATOR_OTHER,
     "role|usage|use|used for|purpose|category|tier|function|stage|type of server|verwendung|rolle|"
     "zweck|rôle|utilisation|uso|función|назначение|призначення|роль|用途|作用|役割|용도|역할"},
    {LABEL_DESCRIPTION, INDICATOR_OTHER,
     "description|comment|comments|note|notes|details|context|remark|beschreibung|bemerkung|"
     "commentaire|descripción|comentario|descrição|descrizione|описание|комментари|примеч|опис|"
     "коментар|примітк|描述|说明|備考|説明|설명|비고"},
};

/* Small letters of Latin and Cyrillic; the size stays. */
static void add_folded(struct text *text, struct slice s)
{
    for (size_t i = 0; i < s.size; i++) {
        uint8_t byte = s.data[i], next = i + 1 < s.size ? s.data[i + 1] : 0;
        bool latin = byte == 0xc3 && next >= 0x80 && next <= 0x9e && next != 0x97;
        bool upper_half = byte == 0xd0 && next >= 0xa0 && next <= 0xaf; /* U+0420 to U+042F */
        bool lower_half = byte == 0xd0 && next >= 0x90 && next <= 0x9f; /* U+0410 to U+041F */
        bool early = byte == 0xd0 && next >= 0x80 && next <= 0x8f;      /* U+0400 to U+040F */
        if (latin || upper_half || lower_half || early) {
            text_add_byte(text, upper_half || early ? 0xd1 : byte);
            text_add_byte(text, (uint8_t)(upper_half ? next - 0x20
                                          : early    ? next + 0x10
                                                     : next + 0x20));
            i++;
        } else {
            text_add_byte(text, byte_lower(byte));
        }
    }
}

static bool is_letter_at(struct slice s, size_t at)
{
    return at < s.size && byte_is_letter(s.data[at]);
}

/* Whether an ASCII word, or its plural, ends here; others may go on, as grammar bends them. */
static bool ends_word(struct slice s, struct slice word, size_t end)
{
    enum { LONG = 7 };
    if (word.data[word.size - 1] >= 0x80 || word.size >= LONG)
        return true;
    if (end < s.size && s.data[end] == 's')
        end++;
    return !is_letter_at(s, end) && !(end < s.size && byte_is_digit(s.data[end]));
}

/* The place behind the last standing of a word, or 0. */
static size_t find_word_end(struct slice s, struct slice word)
{
    size_t found = 0;
    for (size_t at = 0; at + word.size <= s.size;) {
        size_t next = slice_find(slice_after(s, at), word);
        if (next == SLICE_NOWHERE)
            break;
        at += next;
        bool begins = word.data[0] >= 0x80 || at == 0 || !is_letter_at(s, at - 1);
        if (begins && ends_word(s, word, at + word.size))
            found = at + word.size;
        at += word.size;
    }
    return found;
}

/* Which pairs of neighbouring bytes a text has, as a filter: nearly every word is answered by
 * it without being looked for. */
struct pairs {
    uint64_t bits[64];
};

static unsigned pair_bit(const uint8_t *at)
{
    return (at[0] * 61U + at[1]) % 4096;
}

static void pairs_read(struct pairs *pairs, struct slice s)
{
    *pairs = (struct pairs){{0}};
    for (size_t i = 0; i + 1 < s.size; i++) {
        unsigned bit = pair_bit(s.data + i);
        pairs->bits[bit / 64] |= UINT64_C(1) << (bit % 64);
    }
}

static bool pairs_have(const struct pairs *pairs, const uint8_t *at)
{
    unsigned bit = pair_bit(at);
    return pairs->bits[bit / 64] >> (bit % 64) & 1;
}

/* The place behind the last of the words that stands in s, or 0. */
static size_t find_any_end(struct slice s, const struct pairs *pairs, const char *words)
{
    size_t found = 0;
    for (struct slice rest = slice_from(words); rest.size > 0;) {
        struct slice word = slice_split(&rest, '|');
        bool may = word.size <= s.size && pairs_have(pairs, word.data) &&
                   pairs_have(pairs, word.data + word.size - 2);
        size_t end = may ? find_word_end(s, word) : 0;
        found = end > found ? end : found;
    }
    return found;
}

struct label label_read(struct slice heading)
{
    struct label label = {.meaning = LABEL_NONE};
    struct text folded = {0};
    struct pairs pairs;
    add_folded(&folded, slice_part(heading, 0, LABEL_MOST));
    pairs_read(&pairs, text_slice(&folded));
    for (size_t i = 0; i < sizeof rows / sizeof *rows && label.meaning == LABEL_NONE; i++) {
        size_t end = find_any_end(text_slice(&folded), &pairs, rows[i].words);
        if (end > 0)
            label = (struct label){rows[i].meaning, rows[i].kind, end};
    }
    text_done(&folded);
    return label;
}

struct label label_before(struct slice text)
{
    enum { NEAR = 48 };
    struct label label = {.meaning = LABEL_NONE};
    struct text folded = {0};
    struct pairs pairs;
    size_t skipped = text.size > NEAR ? text.size - NEAR : 0;
    add_folded(&folded, slice_after(text, skipped));
    pairs_read(&pairs, text_slice(&folded));
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t end = find_any_end(text_slice(&folded), &pairs, rows[i].words);
        if (end > label.end)
            label = (struct label){rows[i].meaning, rows[i].kind, end};
    }
    label.end += label.meaning == LABEL_NONE ? 0 : skipped;
    text_done(&folded);
    return label;
}
