/* loop - the yardstick: an empty libpcap loop over a capture. */
/* SPDX-License-Identifier: MIT */
#include <pcap/pcap.h>
#include <stdio.h>

static void count_packet(u_char *user, const struct pcap_pkthdr *header, const u_char *bytes)
{
    (void)header;
    (void)bytes;
    ++*(unsigned long long *)(void *)user;
}

int main(int count, char **arguments)
{
    char problem[PCAP_ERRBUF_SIZE];
    unsigned long long packets = 0;
    pcap_t *capture = count == 2 ? pcap_open_offline(arguments[1], problem) : NULL;
    if (!capture || pcap_loop(capture, -1, count_packet, (u_char *)&packets) != 0)
        return 2;
    pcap_close(capture);
    printf("%llu\n", packets);
    return 0;
}
