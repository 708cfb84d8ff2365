#pragma once
// Debian builds libxml2 with ICU, whose headers collide with Foundation's own.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/HTMLtree.h>
#include <libxml/xpath.h>

// The version at run time, such as "20914", whatever kind of variable it is in this version.
static inline const char *xml_version(void) { return xmlParserVersion; }
