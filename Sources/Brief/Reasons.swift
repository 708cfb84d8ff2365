/// The reason codes of the release's assessments in words that follow a colon.
enum Reasons {
  static func comparison(_ code: String?) -> String {
    switch code {
    case "suppressed": "the value was withheld because numbers are small"
    case "not_published": "no value for this area"
    case "no_benchmark": "no figure to compare with is held for this period"
    case "not_comparable": "this figure is not meant to be compared"
    case "confidence_limits_missing": "no confidence interval published"
    case "value_of_larger_area": "the value is that of a larger area"
    case "no_region": "the area has no region"
    case "fewer_than_five_neighbours": "fewer than five held"
    default: words(code)
    }
  }

  static func trend(_ code: String?, _ period: Period) -> String {
    switch code {
    case "value_type_not_tested": "no test is made for this kind of figure"
    case "pooled_periods": "periods of several years overlap"
    case "fewer_than_five_points":
      period.held < 5
        ? "fewer than five periods held" : "fewer than five periods held under this area’s code"
    case "fewer_than_five_valid_points": "fewer than five complete periods held"
    case "count_equals_denominator": "everybody is counted in one of the periods"
    case "confidence_limits_missing": "confidence intervals are missing"
    case "confidence_limits_of_no_width": "a confidence interval has no width"
    case "count_of_zero": "a period has a count of nought"
    case "count_above_denominator": "counts do not fit the population they are of"
    default: words(code)
    }
  }

  static func rank(_ code: String?) -> String? {
    switch code {
    case nil: nil
    case "suppressed": "not ranked: value withheld"
    case "not_published": "not ranked: no value"
    case "value_of_larger_area": "not ranked: the value is that of a larger area"
    case "count_of_people_or_events": "not ranked: a count is larger where more people live"
    case "fewer_than_five_areas": "not ranked: fewer than five areas have a figure"
    default: "not ranked: \(words(code))"
    }
  }

  private static func words(_ code: String?) -> String {
    code?.replacing("_", with: " ") ?? "no reason recorded"
  }
}
