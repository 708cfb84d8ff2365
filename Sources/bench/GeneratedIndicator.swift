import Transform

/// What a made-up indicator is called, for whom and for which periods it is given.
struct GeneratedIndicator {
  /// Indicator id and name as they stand in a row, with the comma after them.
  let columns: [UInt8]
  let periods: [Period]
  let strata: [[UInt8]]
  let categories: [[UInt8]]
  /// Digits before the point of a value.
  let wholeDigits: Int
  let isForDistricts: Bool
  /// Whether it is given for the authorities of both tiers.
  let isForAll: Bool

  /// A time period: its label, and its sortable key and range as the row's last columns.
  struct Period {
    let label: [UInt8]
    let ending: [UInt8]
  }

  /// Ids are none of the publisher's, so that no gate takes a made-up value for a percentage.
  init(number: Int) {
    let name = "\(Self.names[number % Self.names.count]) (made up, no. \(number + 1))"
    columns = Array("\(80_001 + number),\(GeneratedPlaces.quoted(name)),".utf8)
    periods = (0..<12).map { Self.period(2010 + $0, form: number % 3) }
    let age = Self.ages[number % Self.ages.count]
    strata = Self.sexes.map { Array("\($0),\(age),,,".utf8) }
    categories = (0..<10).map {
      Array("Persons,\(age),\(Self.deprivation),\(Self.deciles[$0]),".utf8)
    }
    wholeDigits = 1 + number % 4
    isForDistricts = number % 4 == 3
    isForAll = false
  }

  /// An indicator of the themes for the sex and age that they ask for, with values below ten.
  init(_ configured: ConfiguredIndicator, _ number: Int) {
    columns = Array("\(configured.id),\(GeneratedPlaces.quoted(configured.name)),".utf8)
    periods = (0..<28).map { Self.period(1995 + $0, form: number % 3) }
    let age = GeneratedPlaces.quoted(configured.age ?? "All ages")
    let wanted = configured.sex.map { [$0] } ?? []
    let sexes = wanted + Self.sexes.filter { !wanted.contains($0) }
    strata = sexes.prefix(3).map { Array("\($0),\(age),,,".utf8) }
    categories = (0..<10).map {
      Array("Persons,\(age),\(Self.deprivation),\(Self.deciles[$0]),".utf8)
    }
    (wholeDigits, isForDistricts, isForAll) = (1, false, true)
  }

  private static func period(_ year: Int, form: Int) -> Period {
    func short(_ year: Int) -> String { String("\(100 + year % 100)".dropFirst()) }
    let label =
      switch form {
      case 0: "\(year)"
      case 1: "\(year)/\(short(year + 1))"
      default: "\(year) - \(short(year + 2))"
      }
    return Period(
      label: Array("\(label),".utf8), ending: Array(",\(year)0000,,,\(form == 2 ? 3 : 1)y\r\n".utf8)
    )
  }

  private static let names = [
    "Life expectancy at birth",
    "Under 75 mortality rate from cardiovascular diseases considered preventable",
    "Emergency hospital admissions for intentional self-harm",
    "Percentage of adults (aged 18 plus) classified as overweight or obese",
    "Successful completion of drug treatment, opiate users",
    "Smoking prevalence in adults (aged 18 and over), current smokers",
    "First time offenders, per 100,000 population",
    "Suicide rate",
    "Homelessness: households owed a duty under the Homelessness Reduction Act",
    "Admission episodes for alcohol-related conditions (Narrow)",
    "Children in relative low income families, under 16 years",
  ]
  private static let ages = ["All ages", "18+ yrs", "<75 yrs", "10+ yrs", "16-64 yrs"]
  private static let sexes = ["Persons", "Male", "Female"]
  private static let deprivation =
    "\"District & UA deprivation deciles in England (IMD2019, 4/23 geography)\""
  private static let deciles =
    ["Most deprived decile (IMD2019)", "Second most deprived decile (IMD2019)"]
    + (3...8).map { "\($0)th decile (IMD2019)" }
    + ["Second least deprived decile (IMD2019)", "Least deprived decile (IMD2019)"]
}
