#pragma once
#include <zlib.h>

// inflateInit2 is a macro over the library's version and structure size.
static inline int zlib_inflate_init(z_stream *stream, int windowBits) {
  return inflateInit2(stream, windowBits);
}
