#include "brief_templates.h"

static const unsigned char area_html[] = {
#embed "../Brief/Templates/area-briefing.html.mustache"
};
static const unsigned char area_markdown[] = {
#embed "../Brief/Templates/area-briefing.md.mustache"
};
static const unsigned char area_styles[] = {
#embed "../Brief/Templates/area-briefing.css"
};

brief_template brief_area_html(void) {
  return (brief_template){area_html, sizeof area_html};
}

brief_template brief_area_markdown(void) {
  return (brief_template){area_markdown, sizeof area_markdown};
}

brief_template brief_area_styles(void) {
  return (brief_template){area_styles, sizeof area_styles};
}
