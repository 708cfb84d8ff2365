#pragma once
#include <curl/curl.h>

// Swift cannot call variadic C functions: one typed wrapper for each kind of argument.
static inline CURLcode curl_set_long(CURL *handle, CURLoption option, long value) {
  return curl_easy_setopt(handle, option, value);
}
static inline CURLcode curl_set_offset(CURL *handle, CURLoption option, curl_off_t value) {
  return curl_easy_setopt(handle, option, value);
}
static inline CURLcode curl_set_string(CURL *handle, CURLoption option, const char *value) {
  return curl_easy_setopt(handle, option, value);
}
static inline CURLcode curl_set_pointer(CURL *handle, CURLoption option, void *value) {
  return curl_easy_setopt(handle, option, value);
}
static inline CURLcode curl_set_list(CURL *handle, CURLoption option, struct curl_slist *list) {
  return curl_easy_setopt(handle, option, list);
}

// The functions that a transfer calls, each with what it is to be handed back.
typedef size_t (*curl_bytes_callback)(char *bytes, size_t size, size_t count, void *owner);
static inline CURLcode curl_on_body(CURL *handle, curl_bytes_callback call, void *owner) {
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, owner);
  return curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, call);
}
static inline CURLcode curl_on_header(CURL *handle, curl_bytes_callback call, void *owner) {
  curl_easy_setopt(handle, CURLOPT_HEADERDATA, owner);
  return curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, call);
}
static inline CURLcode curl_on_socket(
    CURL *handle, curl_opensocket_callback call, void *owner) {
  curl_easy_setopt(handle, CURLOPT_OPENSOCKETDATA, owner);
  return curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, call);
}

// The address is longer than its declared type, so it is only reached through a pointer.
static inline const void *curl_socket_address(const struct curl_sockaddr *address) {
  return &address->addr;
}

static inline long curl_info_long(CURL *handle, CURLINFO info) {
  long value = 0;
  curl_easy_getinfo(handle, info, &value);
  return value;
}
static inline const char *curl_info_string(CURL *handle, CURLINFO info) {
  char *value = NULL;
  curl_easy_getinfo(handle, info, &value);
  return value;
}
static inline CURLcode curl_message_result(const CURLMsg *message) {
  return message->data.result;
}

// CURLVERSION_NOW is a macro over an enumeration, which Swift does not see.
static inline const char *curl_version_in_use(void) {
  return curl_version_info(CURLVERSION_NOW)->version;
}
