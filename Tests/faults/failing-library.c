// Stands in front of the C libraries and lets the call named by $FAILING_CALL fail each time, for
// FailingLibraryTests; every other call goes through.
//   clang -shared -fPIC -o failing-library.so failing-library.c
//   LD_PRELOAD=./failing-library.so FAILING_CALL=curl_multi_init pipeline fetch …
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// The calls take no more than six numbers or pointers, which are handed on as they came.
typedef long call(long, long, long, long, long, long);

#define FAILING(name, failure)                                      \
  long name(long a, long b, long c, long d, long e, long f) {       \
    const char *failing = getenv("FAILING_CALL");                   \
    if (failing && strcmp(failing, #name) == 0) return failure;     \
    return ((call *)dlsym(RTLD_NEXT, #name))(a, b, c, d, e, f);     \
  }

FAILING(curl_multi_init, 0)
FAILING(curl_multi_add_handle, 4) // CURLM_INTERNAL_ERROR
FAILING(EVP_MD_CTX_new, 0)
FAILING(EVP_DigestInit_ex, 0)
FAILING(inflateInit2_, -4) // Z_MEM_ERROR
FAILING(inflate, -4)
FAILING(gzdopen, 0)
FAILING(htmlNewParserCtxt, 0)

// The disk fails zlib alone.
ssize_t read(int file, void *bytes, size_t count) {
  const char *failing = getenv("FAILING_CALL");
  Dl_info caller;
  if (failing && strcmp(failing, "read") == 0 &&
      dladdr(__builtin_return_address(0), &caller) && strstr(caller.dli_fname, "libz")) {
    errno = EIO;
    return -1;
  }
  return ((ssize_t (*)(int, void *, size_t))dlsym(RTLD_NEXT, "read"))(file, bytes, count);
}
