#pragma once
#include <sqlite3.h>

// The destructor constants are casts, which Swift does not import.
static inline int sqlite_bind_text_copied(sqlite3_stmt *s, int i, const char *text, int bytes) {
  return sqlite3_bind_text(s, i, text, bytes, SQLITE_TRANSIENT);
}
static inline int sqlite_bind_text_static(sqlite3_stmt *s, int i, const char *text, int bytes) {
  return sqlite3_bind_text(s, i, text, bytes, SQLITE_STATIC);
}
