#pragma once

// The commit that this program was built from, or "unknown".
const char *build_commit(void);
