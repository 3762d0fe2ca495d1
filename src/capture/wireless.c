/* wireless - 802.11 data frames, behind whatever the capturing driver put in front.
 *
 * Management and control frames give no packet. A protected frame is a blind
 * spot, unless its driver had decrypted it and only left the flag set. */
/* SPDX-License-Identifier: MIT */
#include "capture/headers.h"

#include "base/cursor.h"

/* What the header in front says about the frame. */
struct radio {
    bool has_checksum; /* four bytes at the end */
    bool is_padded;    /* the 802.11 header is filled up to a multiple of four */
};

/* www.radiotap.org: a bitmap tells which fields follow; only two matter here. */
static void read_radiotap(struct cursor *c, struct radio *radio)
{
    enum { FLAG_CHECKSUM = 0x10, FLAG_PADDED = 0x20, HAS_TIME = 1, HAS_FLAGS = 2 };
    struct slice start = c->rest;
    cursor_skip(c, 2);
    size_t length = cursor_u16_little(c);
    if (length < 8) {
        cursor_fail(c);
        return;
    }
    struct cursor header = cursor_over(slice_part(start, 4, length));
    uint32_t present = cursor_u32_little(&header), first = present;
    while (present & 0x80000000u)
        present = cursor_u32_little(&header);
    if (first & HAS_TIME) {
        /* Aligned to eight bytes from the start of the radiotap header. */
        size_t at = slice_part(start, 0, length).size - header.rest.size;
        cursor_skip(&header, (8 - at % 8) % 8 + 8);
    }
    uint8_t flags = first & HAS_FLAGS ? cursor_u8(&header) : 0;
    radio->has_checksum = flags & FLAG_CHECKSUM;
    radio->is_padded = flags & FLAG_PADDED;
    cursor_skip(c, length - 4);
}

static void read_avs(struct cursor *c)
{
    cursor_skip(c, 4);
    uint32_t length = cursor_u32(c);
    if (length < 8)
        cursor_fail(c);
    else
        cursor_skip(c, length - 8);
}

static void read_prism(struct cursor *c)
{
    enum { PRISM_SIZE = 144, AVS_MAGIC = 0x80211 };
    /* Some drivers send an AVS header under the link type of Prism. */
    if (c->rest.size >= 4 && big32(c->rest.data) >> 12 == AVS_MAGIC)
        read_avs(c);
    else
        cursor_skip(c, PRISM_SIZE);
}

static size_t header_size(uint8_t subtype, uint8_t flags)
{
    enum { TO_SYSTEM = 0x01, FROM_SYSTEM = 0x02, ORDER = 0x80, SUBTYPE_QOS = 0x08 };
    size_t size = 24;
    if ((flags & (TO_SYSTEM | FROM_SYSTEM)) == (TO_SYSTEM | FROM_SYSTEM))
        size += 6; /* a fourth address */
    if (subtype & SUBTYPE_QOS)
        size += flags & ORDER ? 6 : 2; /* quality of service, high throughput control */
    return size;
}

static bool begins_with_snap(struct slice bytes)
{
    static const uint8_t snap[] = {0xaa, 0xaa, 0x03, 0, 0, 0};
    return bytes.size >= sizeof snap && memcmp(bytes.data, snap, sizeof snap) == 0;
}

/* Inside CAPWAP many controllers write frame and sequence control high byte
 * first. A data frame shows its type in one of the two bytes; in the other that
 * pattern would mean a retry without direction, which no controller forwards. */
static bool is_swapped(struct slice frame)
{
    enum { VERSION_AND_TYPE = 0x0f, DATA = 0x08 };
    return (frame.data[0] & VERSION_AND_TYPE) != DATA && (frame.data[1] & VERSION_AND_TYPE) == DATA;
}

/* IEEE 802.11, 9.2 and 9.3.2. */
static bool read_data_frame(struct packet_reader *reader, struct layer *layer, struct slice frame,
                            bool is_padded)
{
    enum { TYPE_DATA = 2, SUBTYPE_QOS = 0x08, SUBTYPE_NO_DATA = 0x04, PROTECTED = 0x40 };
    if (frame.size < 2)
        return reader_blind_at_end(reader);
    bool swapped = layer->type == LAYER_CAPWAP_WIRELESS && is_swapped(frame);
    uint8_t control = frame.data[swapped], flags = frame.data[!swapped];
    uint8_t version = control & 3, type = control >> 2 & 3, subtype = control >> 4;
    if (version != 0 || type != TYPE_DATA || subtype & SUBTYPE_NO_DATA)
        return false;
    size_t size = header_size(subtype, flags);
    size_t filled = is_padded ? (size + 3) & ~(size_t)3 : size;
    if (frame.size < filled)
        return reader_blind_at_end(reader);
    struct slice body = slice_after(frame, filled);
    if (flags & PROTECTED && !begins_with_snap(body))
        return reader_blind(reader, BLIND_WIRELESS_ENCRYPTED);
    if (frame.data[22 + swapped] & 0x0f) /* not the first fragment: no IP header in it */
        return reader_blind(reader, BLIND_FRAGMENTS_INCOMPLETE);
    /* The quality of service field ends the header, before high throughput control. */
    bool is_amsdu = subtype & SUBTYPE_QOS && frame.data[header_size(subtype, flags & 3) - 2] & 0x80;
    *layer = (struct layer){is_amsdu ? LAYER_AMSDU : LAYER_LLC, body};
    return true;
}

static void read_capture_header(struct cursor *c, uint16_t link, struct radio *radio)
{
    if (link == LINK_WIRELESS_RADIOTAP)
        read_radiotap(c, radio);
    else if (link == LINK_WIRELESS_AVS)
        read_avs(c);
    else if (link == LINK_WIRELESS_PRISM)
        read_prism(c);
}

bool wireless_read(struct packet_reader *reader, struct layer *layer)
{
    struct cursor c = cursor_over(layer->bytes);
    struct radio radio = {0};
    read_capture_header(&c, layer->type, &radio);
    if (c.failed)
        return reader_blind_at_end(reader);
    struct slice frame = c.rest;
    if (radio.has_checksum && frame.size >= 4 && !reader_is_cut(reader))
        frame.size -= 4;
    return read_data_frame(reader, layer, frame, radio.is_padded);
}

/* Two addresses, a length, LLC; the next begins at a multiple of four. */
bool wireless_read_amsdu(struct packet_reader *reader, struct layer *layer)
{
    struct cursor c = cursor_over(layer->bytes);
    cursor_skip(&c, 12);
    size_t length = cursor_u16(&c);
    if (c.failed)
        return reader_blind_at_end(reader);
    reader->siblings = slice_after(c.rest, (length + 14 + 3) / 4 * 4 - 14);
    *layer = (struct layer){LAYER_LLC, slice_part(c.rest, 0, length)};
    return true;
}
