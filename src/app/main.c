/* SPDX-License-Identifier: MIT */
#include "app/command.h"

int main(void)
{
    return EXIT_TROUBLE;
}
