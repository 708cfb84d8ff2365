#pragma once
#include <stddef.h>

// The bytes of a file as it was when the program was built: one of config/ by its path below it, or
// a template as templates/NAME. NULL when there is none. `*length` receives how many bytes.
const unsigned char *default_file(const char *name, long *length);

// The names of those files, counted from 0; NULL behind the last.
const char *default_file_name(long index);
