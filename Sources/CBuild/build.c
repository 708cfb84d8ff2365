#include "build.h"

// Given by Package.swift from PIPELINE_COMMIT, which `make` and the scripts set.
#ifndef PIPELINE_COMMIT
#define PIPELINE_COMMIT "unknown"
#endif

const char *build_commit(void) { return PIPELINE_COMMIT; }
