// Lets the allocation numbered $FAIL_AT fail, for scripts/fault-sweep; without it, counts them and
// writes their number to $ALLOCATIONS_FILE when the program ends:
//   clang -shared -fPIC -o failing-malloc.so failing-malloc.c
//   LD_PRELOAD=./failing-malloc.so FAIL_AT=4711 pipeline run …
#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);

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
void *aligned_alloc(size_t alignment, size_t size) {
  return fails() ? NULL : __libc_memalign(alignment, size);
}
int posix_memalign(void **block, size_t alignment, size_t size) {
  *block = fails() ? NULL : __libc_memalign(alignment, size);
  return *block ? 0 : ENOMEM;
}

__attribute__((destructor)) static void tell(void) {
  const char *path = getenv("ALLOCATIONS_FILE");
  long total = count;
  FILE *file = path ? fopen(path, "w") : NULL;
  if (!file) return;
  fprintf(file, "%ld", total);
  fclose(file);
}
