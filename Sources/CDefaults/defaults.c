#include "defaults.h"

#include <string.h>

// The compiler puts the files into the program: it runs anywhere and sees every edit when it is
// built again.

static const unsigned char pipeline_yaml[] = {
#embed "../../config/pipeline.yaml"
};
static const unsigned char themes_yaml[] = {
#embed "../../config/themes.yaml"
};
static const unsigned char guidance_yaml[] = {
#embed "../../config/guidance.yaml"
};
static const unsigned char responsibilities_yaml[] = {
#embed "../../config/responsibilities.yaml"
};
static const unsigned char glossary_yaml[] = {
#embed "../../config/glossary.yaml"
};
static const unsigned char priorities_csv[] = {
#embed "../../config/priorities.csv"
};
static const unsigned char areas_aliases_csv[] = {
#embed "../../config/areas/aliases.csv"
};
static const unsigned char areas_areas_csv[] = {
#embed "../../config/areas/areas.csv"
};
static const unsigned char areas_boards_csv[] = {
#embed "../../config/areas/boards.csv"
};
static const unsigned char areas_community_safety_partnerships_csv[] = {
#embed "../../config/areas/community_safety_partnerships.csv"
};
static const unsigned char areas_deprivation_csv[] = {
#embed "../../config/areas/deprivation.csv"
};
static const unsigned char areas_neighbours_csv[] = {
#embed "../../config/areas/neighbours.csv"
};
static const unsigned char areas_prisons_csv[] = {
#embed "../../config/areas/prisons.csv"
};
static const unsigned char areas_probation_delivery_units_csv[] = {
#embed "../../config/areas/probation_delivery_units.csv"
};
static const unsigned char areas_successions_csv[] = {
#embed "../../config/areas/successions.csv"
};
static const unsigned char areas_alternative_codes_csv[] = {
#embed "../../config/areas/alternative_codes.csv"
};
static const unsigned char areas_composite_areas_csv[] = {
#embed "../../config/areas/composite_areas.csv"
};
static const unsigned char areas_planned_changes_csv[] = {
#embed "../../config/areas/planned_changes.csv"
};
static const unsigned char anchors_csv[] = {
#embed "../../config/anchors.csv"
};
static const unsigned char areas_tile_grid_csv[] = {
#embed "../../config/areas/tile_grid.csv"
};
static const unsigned char council_sites_csv[] = {
#embed "../../config/council_sites.csv"
};
static const unsigned char templates_area_briefing_html_mustache[] = {
#embed "../Brief/Templates/area-briefing.html.mustache"
};
static const unsigned char templates_area_briefing_md_mustache[] = {
#embed "../Brief/Templates/area-briefing.md.mustache"
};
static const unsigned char templates_area_briefing_css[] = {
#embed "../Brief/Templates/area-briefing.css"
};
static const unsigned char templates_page_head_html_mustache[] = {
#embed "../Brief/Templates/page-head.html.mustache"
};
static const unsigned char templates_page_foot_html_mustache[] = {
#embed "../Brief/Templates/page-foot.html.mustache"
};
static const unsigned char templates_page_css[] = {
#embed "../Brief/Templates/page.css"
};
static const unsigned char templates_site_about_html_mustache[] = {
#embed "../Brief/Templates/site-about.html.mustache"
};
static const unsigned char templates_site_changes_html_mustache[] = {
#embed "../Brief/Templates/site-changes.html.mustache"
};
static const unsigned char templates_site_england_html_mustache[] = {
#embed "../Brief/Templates/site-england.html.mustache"
};
static const unsigned char templates_site_glossary_html_mustache[] = {
#embed "../Brief/Templates/site-glossary.html.mustache"
};
static const unsigned char templates_site_guidance_html_mustache[] = {
#embed "../Brief/Templates/site-guidance.html.mustache"
};
static const unsigned char templates_site_home_html_mustache[] = {
#embed "../Brief/Templates/site-home.html.mustache"
};
static const unsigned char templates_site_indicator_html_mustache[] = {
#embed "../Brief/Templates/site-indicator.html.mustache"
};
static const unsigned char templates_site_indicators_html_mustache[] = {
#embed "../Brief/Templates/site-indicators.html.mustache"
};
static const unsigned char templates_site_map_html_mustache[] = {
#embed "../Brief/Templates/site-map.html.mustache"
};
static const unsigned char templates_site_priorities_html_mustache[] = {
#embed "../Brief/Templates/site-priorities.html.mustache"
};
static const unsigned char templates_site_priority_theme_html_mustache[] = {
#embed "../Brief/Templates/site-priority-theme.html.mustache"
};
static const unsigned char templates_site_part_html_mustache[] = {
#embed "../Brief/Templates/site-part.html.mustache"
};
static const unsigned char templates_site_theme_html_mustache[] = {
#embed "../Brief/Templates/site-theme.html.mustache"
};
static const unsigned char templates_site_css[] = {
#embed "../Brief/Templates/site.css"
};
static const unsigned char templates_site_js[] = {
#embed "../Brief/Templates/site.js"
};

static const struct {
  const char *name;
  const unsigned char *bytes;
  long length;
} files[] = {
    {"pipeline.yaml", pipeline_yaml, sizeof pipeline_yaml},
    {"themes.yaml", themes_yaml, sizeof themes_yaml},
    {"guidance.yaml", guidance_yaml, sizeof guidance_yaml},
    {"responsibilities.yaml", responsibilities_yaml, sizeof responsibilities_yaml},
    {"glossary.yaml", glossary_yaml, sizeof glossary_yaml},
    {"priorities.csv", priorities_csv, sizeof priorities_csv},
    {"areas/aliases.csv", areas_aliases_csv, sizeof areas_aliases_csv},
    {"areas/areas.csv", areas_areas_csv, sizeof areas_areas_csv},
    {"areas/boards.csv", areas_boards_csv, sizeof areas_boards_csv},
    {"areas/community_safety_partnerships.csv", areas_community_safety_partnerships_csv, sizeof areas_community_safety_partnerships_csv},
    {"areas/deprivation.csv", areas_deprivation_csv, sizeof areas_deprivation_csv},
    {"areas/neighbours.csv", areas_neighbours_csv, sizeof areas_neighbours_csv},
    {"areas/prisons.csv", areas_prisons_csv, sizeof areas_prisons_csv},
    {"areas/probation_delivery_units.csv", areas_probation_delivery_units_csv, sizeof areas_probation_delivery_units_csv},
    {"areas/successions.csv", areas_successions_csv, sizeof areas_successions_csv},
    {"areas/alternative_codes.csv", areas_alternative_codes_csv, sizeof areas_alternative_codes_csv},
    {"areas/composite_areas.csv", areas_composite_areas_csv, sizeof areas_composite_areas_csv},
    {"areas/planned_changes.csv", areas_planned_changes_csv, sizeof areas_planned_changes_csv},
    {"anchors.csv", anchors_csv, sizeof anchors_csv},
    {"areas/tile_grid.csv", areas_tile_grid_csv, sizeof areas_tile_grid_csv},
    {"council_sites.csv", council_sites_csv, sizeof council_sites_csv},
    {"templates/area-briefing.html.mustache", templates_area_briefing_html_mustache, sizeof templates_area_briefing_html_mustache},
    {"templates/area-briefing.md.mustache", templates_area_briefing_md_mustache, sizeof templates_area_briefing_md_mustache},
    {"templates/area-briefing.css", templates_area_briefing_css, sizeof templates_area_briefing_css},
    {"templates/page-head.html.mustache", templates_page_head_html_mustache, sizeof templates_page_head_html_mustache},
    {"templates/page-foot.html.mustache", templates_page_foot_html_mustache, sizeof templates_page_foot_html_mustache},
    {"templates/page.css", templates_page_css, sizeof templates_page_css},
    {"templates/site-about.html.mustache", templates_site_about_html_mustache, sizeof templates_site_about_html_mustache},
    {"templates/site-changes.html.mustache", templates_site_changes_html_mustache, sizeof templates_site_changes_html_mustache},
    {"templates/site-england.html.mustache", templates_site_england_html_mustache, sizeof templates_site_england_html_mustache},
    {"templates/site-glossary.html.mustache", templates_site_glossary_html_mustache, sizeof templates_site_glossary_html_mustache},
    {"templates/site-guidance.html.mustache", templates_site_guidance_html_mustache, sizeof templates_site_guidance_html_mustache},
    {"templates/site-home.html.mustache", templates_site_home_html_mustache, sizeof templates_site_home_html_mustache},
    {"templates/site-indicator.html.mustache", templates_site_indicator_html_mustache, sizeof templates_site_indicator_html_mustache},
    {"templates/site-indicators.html.mustache", templates_site_indicators_html_mustache, sizeof templates_site_indicators_html_mustache},
    {"templates/site-map.html.mustache", templates_site_map_html_mustache, sizeof templates_site_map_html_mustache},
    {"templates/site-priorities.html.mustache", templates_site_priorities_html_mustache, sizeof templates_site_priorities_html_mustache},
    {"templates/site-priority-theme.html.mustache", templates_site_priority_theme_html_mustache, sizeof templates_site_priority_theme_html_mustache},
    {"templates/site-part.html.mustache", templates_site_part_html_mustache, sizeof templates_site_part_html_mustache},
    {"templates/site-theme.html.mustache", templates_site_theme_html_mustache, sizeof templates_site_theme_html_mustache},
    {"templates/site.css", templates_site_css, sizeof templates_site_css},
    {"templates/site.js", templates_site_js, sizeof templates_site_js},
};

const char *default_file_name(long index) {
  return index < (long)(sizeof files / sizeof files[0]) ? files[index].name : NULL;
}

const unsigned char *default_file(const char *name, long *length) {
  for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
    if (strcmp(files[i].name, name) == 0) {
      *length = files[i].length;
      return files[i].bytes;
    }
  }
  return NULL;
}
