/* walk - the yardstick: a bare walk over the record headers of a capture. */
/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int main(int count, char **arguments)
{
    static uint8_t buffer[256 * 1024];
    int file = count == 2 ? open(arguments[1], O_RDONLY) : -1;
    size_t have = 0, skip = 24;
    unsigned long long packets = 0;
    ssize_t got;
    while ((got = read(file, buffer + have, sizeof buffer - have)) > 0) {
        size_t at = 0;
        have += (size_t)got;
        for (;;) {
            size_t step = skip < have - at ? skip : have - at;
            at += step;
            skip -= step;
            if (skip > 0 || have - at < 16)
                break;
            uint32_t size;
            memcpy(&size, buffer + at + 8, 4);
            skip = 16 + (size_t)size;
            packets++;
        }
        memmove(buffer, buffer + at, have - at);
        have -= at;
    }
    printf("%llu\n", packets);
    return got < 0;
}
