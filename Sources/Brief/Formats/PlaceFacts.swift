/// The facts about a place as terms and their details; what is not held says so.
struct PlaceFacts {
  struct Fact {
    let term: String
    let details: [String]
  }

  /// The indicator that counts residents.
  static let populationID = 92708

  private let place: Place
  private let population: IndicatorRow?

  init(_ place: Place, population: IndicatorRow? = nil) {
    (self.place, self.population) = (place, population)
  }

  var facts: [Fact] { (bodies + justice + context).filter { !$0.details.isEmpty } }

  private var bodies: [Fact] {
    let county = place.upperTier.map { "\($0.name) (\($0.code))" }
    return [
      Fact(term: "Population", details: [residents].compactMap(\.self)),
      Fact(term: "Region", details: [place.region?.name ?? "not held in this release"]),
      Fact(term: "Upper-tier council", details: [county].compactMap(\.self)),
      Fact(term: "Districts", details: joined(place.districts.map(\.name))),
      Fact(
        term: "Combined authority", details: [place.combinedAuthority?.name ?? "none listed"]),
      Fact(term: "Integrated care board", details: held(place.integratedCareBoards.map(\.name))),
    ]
  }

  private var justice: [Fact] {
    [
      Fact(term: "Police force area", details: held(place.policeForces.map(\.name))),
      Fact(term: "Community safety partnership", details: place.safetyPartnerships),
      Fact(term: "Probation region", details: held(place.probationRegions)),
      Fact(term: "Probation delivery unit", details: held(place.deliveryUnits)),
      Fact(
        term: "Prisons in the area",
        details: place.prisons.isEmpty ? ["none listed"] : place.prisons.map(Self.prison)),
    ]
  }

  private var context: [Fact] {
    [
      Fact(
        term: "Deprivation",
        details: [place.deprivation.flatMap(Self.deprivation)].compactMap(\.self)),
      Fact(term: "Statistically similar areas", details: joined(place.similarAreas)),
      Fact(term: "Former codes", details: place.formerCodes.map(Self.former)),
      Fact(term: "Made from", details: earlier),
    ]
  }

  private var residents: String? {
    guard let population, let value = population.area.value else { return nil }
    return "\(Figures.number(value, 0)) residents (\(population.period.label))"
  }

  private func held(_ names: [String]) -> [String] {
    names.isEmpty ? ["not held in this release"] : names
  }

  private func joined(_ names: [String]) -> [String] {
    names.isEmpty ? [] : [names.joined(separator: ", ")]
  }

  private static func prison(_ prison: Prison) -> String {
    let category = prison.category.flatMap { $0.isEmpty ? nil : $0 }.map { category in
      category == "open"
        ? "open conditions" : "category \(category.replacing("|", with: " and "))"
    }
    let sex = ["male": "men", "female": "women"][prison.sex ?? ""] ?? prison.sex
    let status = prison.status == "open" ? nil : prison.status.replacing("_", with: " ")
    let details = [sex, category, prison.operator.map { "run by \($0)" }, status]
      .compactMap(\.self).filter { !$0.isEmpty }
    return details.isEmpty ? prison.name : "\(prison.name): \(details.joined(separator: ", "))"
  }

  private static func deprivation(_ deprivation: Deprivation) -> String? {
    let score = deprivation.averageScore.map { "average score \(Figures.number($0, 1))" }
    let among = deprivation.rankedAreas.map { " of \($0) authorities of its tier" } ?? ""
    let rank = deprivation.rank.map { "rank \($0)\(among), where 1 is the most deprived" }
    let decile = deprivation.decile.map { decile in
      switch decile {
      case 1: "in the most deprived tenth"
      case 10: "in the least deprived tenth"
      default: "in the \(decile.ordinal) most deprived tenth"
      }
    }
    let share = deprivation.shareMostDeprivedTenth.map {
      "\(Figures.number($0 * 100, 0))% of its neighbourhoods are among England’s most deprived tenth"
    }
    let parts = [score, rank, decile, share].compactMap(\.self)
    guard !parts.isEmpty else { return nil }
    return "Index of Multiple Deprivation \(deprivation.year): \(parts.joined(separator: "; "))"
  }

  /// The councils that the area was made from, day by day.
  private var earlier: [String] {
    var days: [CalendarDay?] = []
    for council in place.earlierCouncils where !days.contains(council.changed) {
      days.append(council.changed)
    }
    return days.map { day in
      let names = place.earlierCouncils.filter { $0.changed == day }.map { council in
        council.wasDivided
          ? "a part of \(council.area.name) (\(council.area.code)), which was divided"
          : council.area.name
      }
      return names.joined(separator: ", ") + (day.map { "; on \($0.inWords)" } ?? "")
    }
  }

  private static func former(_ code: FormerCode) -> String {
    let day = code.changed.map { " until \($0.inWords)" } ?? ""
    return
      "\(code.code) (\(code.name))\(day)\(code.isSameExtent ? "" : ", with a slightly different boundary")"
  }

  /// The kind of area in words.
  static func type(_ type: String) -> String {
    let known = [
      "unitary_authority": "Unitary authority", "county": "County council area",
      "metropolitan_district": "Metropolitan borough",
      "metropolitan_borough": "Metropolitan borough",
      "london_borough": "London borough", "district": "District council area",
      "non_metropolitan_district": "District council area", "region": "Region",
      "country": "Country",
    ]
    return known[type] ?? type.replacing("_", with: " ").uppercasedFirst
  }
}
