#pragma once
#include <stddef.h>

// The bytes of a file of config/ as it was when the program was built, by its path below config/;
// NULL when there is none. `*length` receives how many bytes.
const unsigned char *default_file(const char *name, long *length);
