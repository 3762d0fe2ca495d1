/* eve - pieces of Suricata's Extensible Event Format (EVE), version 8.
 *
 * Each writes one member of a record that eve.c has begun; every record is valid
 * under Suricata's etc/schema.json. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/json_write.h"
#include "model/observation.h"

/* Under which name a DNS message is told. */
enum eve_dns { EVE_DNS, EVE_MDNS, EVE_LLMNR };

enum eve_dns eve_dns_kind(const struct conversation *who);
const char *eve_dns_name(enum eve_dns kind);
void eve_write_dns(struct json_writer *json, const struct observation *observation);

void eve_write_tls(struct json_writer *json, const struct observation *observation);

/* Bytes from the wire as a string. Where they are not UTF-8, every byte that is
 * not ASCII is written \xNN, so that nothing is lost. */
void eve_write_bytes(struct json_writer *json, const char *key, struct slice bytes);

/* All sixteen or four bytes, as EVE writes addresses: 2001:0db8:0000:... */
void text_add_eve_address(struct text *text, const struct address *address);
