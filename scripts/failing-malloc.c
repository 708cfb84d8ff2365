// Lets the allocation numbered $FAIL_AT fail, for scripts/fault-sweep:
//   clang -shared -fPIC -o failing-malloc.so failing-malloc.c
//   LD_PRELOAD=./failing-malloc.so FAIL_AT=4711 pipeline run …
#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);

static atomic_long count;
static atomic_long fail_at = -1;

static int fails(void) {
  if (fail_at < 0) {
    const char *text = getenv("FAIL_AT");
    fail_at = text ? atol(text) : 0;
  }
  if (atomic_fetch_add(&count, 1) + 1 != fail_at) return 0;
  errno = ENOMEM;
  return 1;
}

void *malloc(size_t size) { return fails() ? NULL : __libc_malloc(size); }
void *calloc(size_t number, size_t size) { return fails() ? NULL : __libc_calloc(number, size); }
void *realloc(void *block, size_t size) { return fails() ? NULL : __libc_realloc(block, size); }
