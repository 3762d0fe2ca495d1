/* community_id - Community ID version 1: one name for a flow, the same in every tool.
 *
 * "1:" and the Base64 of a SHA-1 over seed, addresses, protocol and ports,
 * smaller side first (https://github.com/corelight/community-id-spec). ICMP
 * messages that are answered count as flows; their types stand for the ports. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "model/conversation.h"

/* Every site uses seed 0 unless it wants its identifiers to differ from all others'. */
void text_add_community_id(struct text *text, const struct conversation *who, uint16_t seed);
