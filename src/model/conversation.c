/* SPDX-License-Identifier: MIT */
#include "model/conversation.h"

const char *ip_protocol_name(uint8_t protocol)
{
    static const char *const names[256] = {
        [IP_HOP_BY_HOP] = "HOPOPT",
        [IP_ICMP] = "ICMP",
        [IP_IGMP] = "IGMP",
        [IP_IP4] = "IPIP",
        [IP_TCP] = "TCP",
        [IP_UDP] = "UDP",
        [IP_IP6] = "IPv6",
        [IP_ROUTING] = "IPv6-Route",
        [IP_FRAGMENT] = "IPv6-Frag",
        [IP_GRE] = "GRE",
        [IP_ESP] = "ESP",
        [IP_AH] = "AH",
        [IP_ICMP6] = "IPv6-ICMP",
        [IP_NO_NEXT] = "IPv6-NoNxt",
        [IP_DESTINATION] = "IPv6-Opts",
        [88] = "EIGRP",
        [89] = "OSPFIGP",
        [103] = "PIM",
        [112] = "VRRP",
        [115] = "L2TP",
        [IP_SCTP] = "SCTP",
        [IP_MOBILITY] = "Mobility Header",
        [IP_UDPLITE] = "UDPLite",
        [IP_HIP] = "HIP",
        [IP_SHIM6] = "Shim6",
    };
    return names[protocol];
}
