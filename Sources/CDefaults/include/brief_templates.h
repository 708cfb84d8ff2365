#pragma once
#include <stddef.h>

// A file of Sources/Brief/Templates as it was when the program was built.
typedef struct {
  const unsigned char *bytes;
  size_t count;
} brief_template;

brief_template brief_area_html(void);
brief_template brief_area_markdown(void);
brief_template brief_area_styles(void);
