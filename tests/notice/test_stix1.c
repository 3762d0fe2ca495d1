/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "told.h"

extern const struct notice_reader stix1_reader;

#define PACKAGE(content)                                                                           \
    "<stix:STIX_Package xmlns:stix=\"http://stix.mitre.org/stix-1\" xmlns:=\"urn:wrong\" "         \
    "id=\"p\" version=\"1.1.1\">\n" content "</stix:STIX_Package>"
#define INDICATOR(content) "<stix:Indicator id=\":i\">" content "</stix:Indicator>\n"
#define OBSERVABLE(object) "<indicator:Observable>" object "</indicator:Observable>"
#define OBJECT_WITH(type, attributes, content)                                                     \
    "<cybox:Object><cybox:Properties xsi:type=\"" type "\" " attributes ">" content                \
    "</cybox:Properties></cybox:Object>"
#define OBJECT(type, content) OBJECT_WITH(type, "", content)
#define OBSERVED(type, content) INDICATOR(OBSERVABLE(OBJECT(type, content)))
#define DOMAIN(name) OBJECT("DomainNameObj:DomainNameObjectType", "<D:Value>" name "</D:Value>")
#define ADDRESS(text)                                                                              \
    OBJECT_WITH("AddressObj:AddressObjectType", "category=\"ipv4-addr\"",                          \
                "<A:Address_Value>" text "</A:Address_Value>")
#define PORT(number) OBJECT("PortObj:PortObjectType", "<P:Port_Value>" number "</P:Port_Value>")
#define HASH(type, value)                                                                          \
    "<C:Hash><C:Type>" type "</C:Type><C:Simple_Hash_Value condition=\"Equals\">" value            \
    "</C:Simple_Hash_Value></C:Hash>"

static struct notice read_notice(const char *content)
{
    struct notice notice;
    struct problem problem = {{0}};
    notice_init(&notice, "made-up");
    assert_true(stix1_reader.read(slice_from(content), &notice, &problem));
    return notice;
}

static void network_objects_are_hosts(void **state)
{
    (void)state;
    assert_read(
        &stix1_reader,
        PACKAGE(INDICATOR(OBSERVABLE(DOMAIN("Evil.example"))) INDICATOR(OBSERVABLE(ADDRESS(
            "198.51.100[.]7"))) OBSERVED("HostnameObj:HostnameObjectType",
                                         "<H:Hostname_Value>a.evil.example</H:Hostname_Value>")
                    OBSERVED("URIObj:URIObjectType", "<U:Value>http://evil.example/a</U:Value>")
                        OBSERVED("LinkObj:LinkObjectType", "<U:Value>ab12</U:Value>")
                            OBSERVED("ASObj:ASObjectType", "<S:Handle>AS64496</S:Handle>")),
        "2 domain evil.example\n"
        "3 address 198.51.100.7\n"
        "4 domain a.evil.example\n"
        "5 url evil.example/a\n"
        "6 other uri: ab12\n"
        "7 asn AS64496\n");
}

static void the_category_says_what_an_address_is(void **state)
{
    (void)state;
    static const char text[] = PACKAGE(
        INDICATOR(OBSERVABLE(OBJECT_WITH("AddressObj:AddressObjectType", "category=\"cidr\"",
                                         "<A:Address_Value>198.51.100.0/24</A:Address_Value>")))
            INDICATOR(
                OBSERVABLE(OBJECT_WITH("AddressObj:AddressObjectType", "category=\"e-mail\"",
                                       "<A:Address_Value>Bad@evil.example</A:Address_Value>")))
                INDICATOR(OBSERVABLE(OBJECT_WITH("AddressObj:AddressObjectType", "",
                                                 "<A:Address_Value>2001:DB8::7</A:Address_Value>")))
                    INDICATOR(
                        OBSERVABLE(OBJECT_WITH("AddressObj:AddressObjectType", "category=\"mac\"",
                                               "<A:Address_Value>00:00:5e:00:53:01"
                                               "</A:Address_Value>"))));
    assert_read(&stix1_reader, text,
                "2 cidr 198.51.100.0/24\n"
                "3 email bad@evil.example\n"
                "4 address 2001:db8::7\n"
                "5 other mac-address: 00:00:5e:00:53:01\n");
}

static void files_have_hashes_and_names(void **state)
{
    (void)state;
    assert_read(
        &stix1_reader,
        PACKAGE(OBSERVED(
            "WinExecutableFileObj:WindowsExecutableFileObjectType",
            "<F:File_Name>evil.exe</F:File_Name><F:Hashes>"                                     //
            HASH("MD5", "D41D8CD98F00B204E9800998ECF8427E")                                     //
            HASH("SHA1", "da39a3ee5e6b4b0d3255bfef95601890afd80709")                            //
            HASH("IMPHASH", "0123456789abcdef0123456789abcdef")                                 //
            "<C:Hash><C:Type>SSDEEP</C:Type><C:Fuzzy_Hash_Value>3:abC:dEf</C:Fuzzy_Hash_Value>" //
            "</C:Hash></F:Hashes><F:Full_Path>C:\\Temp\\evil.exe</F:Full_Path>"
            "<F:Size_In_Bytes>7</F:Size_In_Bytes>")),
        "2 file-name evil.exe\n"
        "2 md5 d41d8cd98f00b204e9800998ecf8427e\n"
        "2 sha1 da39a3ee5e6b4b0d3255bfef95601890afd80709\n"
        "2 imphash 0123456789abcdef0123456789abcdef\n"
        "2 ssdeep 3:abC:dEf\n"
        "2 file-name C:\\Temp\\evil.exe\n");
}

static void other_objects_are_kept(void **state)
{
    (void)state;
    assert_read(
        &stix1_reader,
        PACKAGE(OBSERVED("MutexObj:MutexObjectType", "<M:Name>Global\\m</M:Name>") OBSERVED(
            "WinRegistryKeyObj:WindowsRegistryKeyObjectType",
            "<W:Key>Software\\Evil</W:Key><W:Hive>HKEY_CURRENT_USER</W:Hive>")
                    OBSERVED("EmailMessageObj:EmailMessageObjectType",
                             "<E:Header><E:Subject>Pay now</E:Subject><E:From category=\"e-mail\">"
                             "<A:Address_Value>bad@evil.example</A:Address_Value></E:From>"
                             "</E:Header>")
                        OBSERVED("HTTPSessionObj:HTTPSessionObjectType",
                                 "<h:HTTP_Request_Line><h:Value>/gate.php</h:Value>"
                                 "</h:HTTP_Request_Line><h:Parsed_Header><h:User_Agent>Evil/1.0"
                                 "</h:User_Agent><h:Host><h:Domain_Name><U:Value>evil.example"
                                 "</U:Value></h:Domain_Name></h:Host></h:Parsed_Header>")
                            OBSERVED("X509CertificateObj:X509CertificateObjectType",
                                     "<x:Certificate><x:Serial_Number>00:AB:01</x:Serial_Number>"
                                     "</x:Certificate><x:Certificate_Signature><x:Signature>"
                                     "da39a3ee5e6b4b0d3255bfef95601890afd80709</x:Signature>"
                                     "</x:Certificate_Signature>")),
        "2 mutex Global\\m\n"
        "3 registry-key HKEY_CURRENT_USER\\Software\\Evil\n"
        "4 other email-subject: Pay now\n"
        "4 email bad@evil.example\n"
        "5 path /gate.php\n"
        "5 user-agent Evil/1.0\n"
        "5 domain evil.example\n"
        "6 certificate-serial ab01\n"
        "6 certificate-sha1 da39a3ee5e6b4b0d3255bfef95601890afd80709\n");
}

static void an_address_and_its_port_are_one(void **state)
{
    (void)state;
    assert_read(
        &stix1_reader,
        PACKAGE(OBSERVED("SocketAddressObj:SocketAddressObjectType",
                         "<s:IP_Address><A:Address_Value>198.51.100.7</A:Address_Value>"
                         "</s:IP_Address><s:Port><P:Port_Value>8080</P:Port_Value></s:Port>")
                    INDICATOR(OBSERVABLE(
                        "<cybox:Observable_Composition operator=\"AND\">"
                        "<cybox:Observable>" ADDRESS("198.51.100.8") "</cybox:Observable>"
                                                                     "<cybox:Observable>" PORT(
                                                                         "81") "</cybox:Observable>"
                                                                               "</cybox:Observable_"
                                                                               "Composition>"))
                        INDICATOR(OBSERVABLE("<cybox:Observable_Composition operator=\"OR\">"
                                             "<cybox:Observable>" ADDRESS(
                                                 "198.51.100.9") "</cybox:Observable>"
                                                                 "<cybox:Observable>" PORT(
                                                                     "82") "</cybox:Observable>"
                                                                           "</cybox:Observable_"
                                                                           "Composition>"))),
        "2 address:port 198.51.100.7:8080\n"
        "3 address:port 198.51.100.8:81\n"
        "4 address 198.51.100.9\n");
}

static void lists_and_conditions_are_understood(void **state)
{
    (void)state;
    static const char text[] =
        PACKAGE(OBSERVED("D:DomainNameObjectType", "<D:Value condition=\"Equals\" "
                                                   "apply_condition=\"ANY\">a.example##comma##"
                                                   "b.example</D:Value>")
                    OBSERVED("D:DomainNameObjectType",
                             "<D:Value delimiter=\";\">c.example;d.example</D:Value>")
                        OBSERVED("D:DomainNameObjectType",
                                 "<D:Value condition=\"DoesNotEqual\">e.example</D:Value>")
                            OBSERVED("D:DomainNameObjectType",
                                     "<D:Value condition=\"FitsPattern\">f.*</D:Value>")
                                OBSERVED("D:DomainNameObjectType",
                                         "<D:Value condition=\"Contains\">word</D:Value>")
                                    INDICATOR("<i:Observable negate=\"true\">" DOMAIN(
                                        "g.example") "</i:Observable>"));
    assert_read(&stix1_reader, text,
                "2 domain a.example\n2 domain b.example\n3 domain c.example\n3 domain d.example\n");
    struct notice notice = read_notice(text);
    assert_int_equal(notice.rejection_count, 4);
    assert_int_equal(notice.rejections[0].reason, REJECTED_NEGATED);
    assert_int_equal(notice.rejections[1].reason, REJECTED_EXPRESSION);
    assert_int_equal(notice.rejections[2].reason, REJECTED_EXPRESSION);
    assert_int_equal(notice.rejections[3].reason, REJECTED_NEGATED);
    notice_done(&notice);
}

static void what_an_indicator_says_goes_with_its_values(void **state)
{
    (void)state;
    struct notice notice = read_notice(PACKAGE("<stix:Indicators>" INDICATOR(
        "<i:Title>Gate</i:Title><i:Type>C2</i:Type><i:Type>Domain Watchlist</i:Type>"
        "<i:Description>First stage</i:Description>"
        "<i:Valid_Time_Position><i:Start_Time>2020-01-02T00:00:00Z</i:Start_Time>"
        "<i:End_Time>2020-02-02T00:00:00Z</i:End_Time></i:Valid_Time_Position>"
        "<i:Observable idref=\"o1\"/><i:Indicated_TTP><c:TTP idref=\"t1\"/></i:Indicated_TTP>"
        "<i:Confidence><c:Value>Medium</c:Value></i:Confidence>"
        "<i:Related_Campaigns><i:Related_Campaign><c:Campaign idref=\"c1\"/>"
        "</i:Related_Campaign></i:Related_Campaigns>") "</stix:Indicators>"
                                                       "<stix:Observables><cybox:Observable "
                                                       "id=\"o1\">" DOMAIN(
                                                           "evil.example") "</cybox:Observable></"
                                                                           "stix:Observables>"
                                                                           "<stix:TTPs><stix:TTP "
                                                                           "id=\"t1\"><t:Behavior><"
                                                                           "t:Malware><t:Malware_"
                                                                           "Instance>"
                                                                           "<t:Name>StormRAT</"
                                                                           "t:Name></"
                                                                           "t:Malware_Instance></"
                                                                           "t:Malware></"
                                                                           "t:Behavior></stix:TTP>"
                                                                           "</"
                                                                           "stix:TTPs><stix:"
                                                                           "Campaigns><stix:"
                                                                           "Campaign "
                                                                           "id=\"c1\"><k:Title>"
                                                                           "Gale</k:Title>"
                                                                           "<k:Attribution><k:"
                                                                           "Attributed_Threat_"
                                                                           "Actor><c:Threat_Actor><"
                                                                           "a:Title>Squall</"
                                                                           "a:Title>"
                                                                           "</c:Threat_Actor></"
                                                                           "k:Attributed_Threat_"
                                                                           "Actor></"
                                                                           "k:Attribution></"
                                                                           "stix:Campaign>"
                                                                           "</stix:Campaigns>"));
    struct text told = {0};
    tell_notice(&told, &notice);
    assert_text(&told, "3 domain evil.example label=Gate family=StormRAT "
                       "threat=C2, Domain Watchlist campaign=Gale actor=Squall "
                       "description=First stage confidence=50 "
                       "from=2020-01-02T00:00:00Z until=2020-02-02T00:00:00Z\n");
    assert_slice(notice.statements[notice.indicators[0].statement].campaign, "Gale");
    assert_slice(notice.statements[notice.indicators[0].statement].actor, "Squall");
    text_done(&told);
    notice_done(&notice);
}

static void observables_alone_are_context_beside_indicators(void **state)
{
    (void)state;
    static const char alone[] =
        "<stix:Observables><cybox:Observable>" DOMAIN("alone.example") "</cybox:Observable>"
                                                                       "</stix:Observables>";
    struct text both = {0};
    text_put(&both, "<STIX_Package>");
    text_put(&both, INDICATOR(OBSERVABLE(DOMAIN("evil.example"))));
    text_put(&both, alone);
    text_put(&both, "</STIX_Package>");
    struct notice notice = read_notice(text_string(&both));
    assert_int_equal(notice.indicator_count, 2);
    assert_false(notice.indicators[0].context);
    assert_true(notice.indicators[1].context);
    notice_done(&notice);
    notice = read_notice(alone);
    assert_int_equal(notice.indicator_count, 1);
    assert_false(notice.indicators[0].context);
    notice_done(&notice);
    text_done(&both);
}

static void observables_that_refer_in_a_circle_end(void **state)
{
    (void)state;
    assert_read(
        &stix1_reader,
        PACKAGE(INDICATOR(
            "<i:Observable idref=\"a\"/>") "<O><cybox:Observable id=\"a\"><cybox:Observable "
                                           "idref=\"b\"/>"
                                           "</cybox:Observable><cybox:Observable id=\"b\">" DOMAIN(
                                               "evil.example") "<cybox:Observable "
                                                               "idref=\"a\"/></cybox:Observable></"
                                                               "O>"),
        "3 domain evil.example\n");
}

static void the_flag_of_misp_is_no_confidence(void **state)
{
    (void)state;
    struct notice notice = read_notice(PACKAGE(
        INDICATOR(OBSERVABLE(DOMAIN("a.example")) "<i:Confidence><c:Value>None</c:Value>"
                                                  "<c:Description>from MISP's IDS flag"
                                                  "</c:Description></i:Confidence>")
            INDICATOR(OBSERVABLE(DOMAIN("b.example")) "<i:Confidence><c:Value>High</c:Value>"
                                                      "<c:Description>from MISP's IDS flag"
                                                      "</c:Description></i:Confidence>")));
    assert_true(notice.indicators[0].context);
    assert_false(notice.indicators[1].context);
    assert_int_equal(notice.indicators[1].confidence, 0);
    notice_done(&notice);
}

static void what_misp_could_not_export_is_found_where_it_put_it(void **state)
{
    (void)state;
    struct notice notice = read_notice(
        PACKAGE(INDICATOR("<i:Title>Attribution: bad@evil.example (MISP Attribute #7)</i:Title>")
                    INDICATOR("<i:Title>Payload: Plan.doc (MISP Attribute #8)</i:Title>")
                        INDICATOR("<i:Title>Attribution: Squall (MISP Attribute "
                                  "#9)</i:Title>") "<n:Journal_Entry>!Not implemented "
                                                   "attribute category/type combination "
                                                   "caught! "
                                                   "attribute[Attribution][whois-registrant-"
                                                   "email]: who@evil.example"
                                                   "</n:Journal_Entry><n:Journal_Entry>!Not "
                                                   "implemented attribute category/type "
                                                   "combination caught! attribute[Artifacts "
                                                   "dropped][yara]: rule a"
                                                   "</n:Journal_Entry>"));
    struct text told = {0};
    tell_notice(&told, &notice);
    assert_text(&told, "2 email bad@evil.example\n"
                       "3 file-name Plan.doc\n"
                       "5 email who@evil.example context\n");
    assert_int_equal(notice.rejection_count, 2);
    assert_slice(notice.rejections[0].text, "Squall");
    assert_int_equal(notice.rejections[1].reason, REJECTED_OTHER_LANGUAGE);
    text_done(&told);
    notice_done(&notice);
}

static void a_package_says_who_when_and_to_whom(void **state)
{
    (void)state;
    struct notice notice = read_notice(
        "<STIX_Package timestamp=\"2021-01-01T00:00:00Z\"><STIX_Header>"
        "<Title>Export from MISP</Title></STIX_Header><Related_Packages><Package><STIX_Header>"
        "<Title>Storm over sea (MISP Event #7)</Title><Handling><Marking>"
        "<Marking_Structure color=\"GREEN\"/></Marking></Handling><Information_Source><Identity>"
        "<Name>Observatory</Name></Identity><Time><Produced_Time>2020-12-31</Produced_Time></Time>"
        "<References><Reference>https://observatory.example/7</Reference></References>"
        "</Information_Source></STIX_Header><Indicators><Indicator><Handling><Marking>"
        "<Marking_Structure color=\"AMBER\"/></Marking></Handling></Indicator></Indicators>"
        "</Package></Related_Packages></STIX_Package>");
    assert_slice(notice.title, "Storm over sea");
    assert_slice(notice.publisher, "Observatory");
    assert_slice(notice.date, "2020-12-31");
    assert_slice(notice.reference, "https://observatory.example/7");
    assert_int_equal(notice.marking, TLP_GREEN);
    notice_done(&notice);
}

static void vulnerabilities_are_kept_and_rules_are_not(void **state)
{
    (void)state;
    struct notice notice = read_notice(PACKAGE(INDICATOR(OBSERVABLE(DOMAIN(
        "evil.example")) "<i:Test_Mechanisms><i:Test_Mechanism xsi:type=\"snortTM:"
                         "SnortTestMechanismType\"/></i:Test_Mechanisms>") "<e:Vulnerability><e:"
                                                                           "CVE_ID>CVE-2012-0158</"
                                                                           "e:CVE_ID></"
                                                                           "e:Vulnerability>"));
    struct text told = {0};
    tell_notice(&told, &notice);
    assert_text(&told, "2 domain evil.example\n3 cve CVE-2012-0158 context\n");
    assert_slice(notice.rejections[0].text, "SnortTestMechanismType");
    text_done(&told);
    notice_done(&notice);
}

static void a_damaged_package_is_read_up_to_the_damage(void **state)
{
    (void)state;
    struct notice notice = read_notice(
        "<STIX_Package>\n" INDICATOR(OBSERVABLE(DOMAIN("evil.example"))) "<Indicator></Wrong>");
    assert_int_equal(notice.indicator_count, 1);
    assert_int_equal(notice.defects[0].kind, DEFECT_DAMAGED);
    assert_slice(notice.defects[0].text, "line 3: mismatched tag");
    notice_done(&notice);
}

static void other_documents_are_not_recognised(void **state)
{
    (void)state;
    assert_int_equal(stix1_reader.recognise(slice_from(PACKAGE("")), NULL), 95);
    assert_int_equal(stix1_reader.recognise(slice_from("<html>STIX_Package"), NULL), 0);
    assert_refused(&stix1_reader, "<html/>", "line 1: it is no STIX package");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(network_objects_are_hosts),
        cmocka_unit_test(the_category_says_what_an_address_is),
        cmocka_unit_test(files_have_hashes_and_names),
        cmocka_unit_test(other_objects_are_kept),
        cmocka_unit_test(an_address_and_its_port_are_one),
        cmocka_unit_test(lists_and_conditions_are_understood),
        cmocka_unit_test(what_an_indicator_says_goes_with_its_values),
        cmocka_unit_test(observables_alone_are_context_beside_indicators),
        cmocka_unit_test(observables_that_refer_in_a_circle_end),
        cmocka_unit_test(the_flag_of_misp_is_no_confidence),
        cmocka_unit_test(what_misp_could_not_export_is_found_where_it_put_it),
        cmocka_unit_test(a_package_says_who_when_and_to_whom),
        cmocka_unit_test(vulnerabilities_are_kept_and_rules_are_not),
        cmocka_unit_test(a_damaged_package_is_read_up_to_the_damage),
        cmocka_unit_test(other_documents_are_not_recognised),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
