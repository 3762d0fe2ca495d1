/* example_screening - a screening as the reports are told it. Everything is made up here. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "report/screening_report.h"

/* Tells the case ("found", "nobody", "before", "hostile") as "table", "row", "json", "csv", or
 * "lists". False when there is no such form or case. */
bool example_screening(struct text *text, const char *form, const char *name,
                       const struct screening_view *view);
