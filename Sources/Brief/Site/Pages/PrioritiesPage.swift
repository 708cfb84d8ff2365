/// Which boards promise what: every upper-tier area by every theme.
struct PrioritiesPage {
  let contents: SiteContents

  var page: SitePage {
    SitePage(
      path: "priorities/index.html", title: "Priorities of health and wellbeing boards",
      place: .priorities, template: .priorities, fields: fields)
  }

  private var fields: SitePage.Fields {
    let held = contents.upperTier.filter { !$0.briefing.strategies.isEmpty }
    let none = contents.upperTier.filter(\.briefing.strategies.isEmpty)
    let priorities = held.flatMap(\.briefing.strategies).flatMap(\.priorities).count
    return [
      "themes": contents.themes.map { theme in
        let naming = held.count { !Self.counts($0, theme.id).isEmpty }
        return [
          "title": Printable.clean(theme.title), "href": "\(Slug.of(theme.id)).html",
          "naming": naming,
        ] as SitePage.Fields
      },
      "boards": contents.upperTier.count, "held": held.count, "priorities": priorities,
      "rows": held.map(row), "hasNone": !none.isEmpty,
      "none": none.map {
        ["area": Printable.clean($0.name), "href": "../\($0.page)#board"] as SitePage.Fields
      },
      "noneCount": none.count,
    ]
  }

  private func row(_ area: SiteArea) -> SitePage.Fields {
    let strategies = area.briefing.strategies
    let years = strategies.map { strategy in
      strategy.years + (strategy.hasEnded(by: contents.day) ? ", ended" : "")
    }
    return [
      "area": Printable.clean(area.name), "href": "../\(area.page)#board",
      "years": Printable.clean(years.joined(separator: "; ")),
      "cells": contents.themes.map { Self.cell(area, $0.id) },
    ]
  }

  /// The priorities of an area that touch a theme: those of strategies in force, or, where there
  /// are none, of those that ended.
  private static func counts(_ area: SiteArea, _ themeID: String) -> [ThemePriority] {
    let all = area.briefing.themes.first { $0.id == themeID }?.priorities ?? []
    let inForce = all.filter { !$0.hasEnded }
    return inForce.isEmpty ? all : inForce
  }

  private static func cell(_ area: SiteArea, _ themeID: String) -> SitePage.Fields {
    let named = counts(area, themeID)
    let hasEnded = named.allSatisfy(\.hasEnded)
    let number = named.isEmpty ? "–" : hasEnded ? "(\(named.count))" : "\(named.count)"
    return ["text": number, "isNamed": !named.isEmpty]
  }
}

/// The boards that name a theme, with their words.
struct PriorityThemePage {
  private let contents: SiteContents
  private let theme: Theme
  private let number: Int

  init(_ contents: SiteContents, _ theme: Theme, _ number: Int) {
    (self.contents, self.theme, self.number) = (contents, theme, number)
  }

  var page: SitePage {
    SitePage(
      path: "priorities/\(Slug.of(theme.id)).html", title: "Board priorities: \(theme.title)",
      place: .priorities, template: .priorityTheme, fields: fields)
  }

  private var fields: SitePage.Fields {
    let naming = contents.upperTier.compactMap { area in
      area.briefing.themes.first { $0.id == theme.id }.flatMap { theme in
        theme.priorities.isEmpty ? nil : (area, theme.priorities)
      }
    }
    let silent = contents.upperTier.filter { area in
      !area.briefing.strategies.isEmpty && !naming.contains { $0.0.code == area.code }
    }
    return [
      "title": Printable.clean(theme.title), "themeHref": "../themes/\(Slug.of(theme.id)).html",
      "others": contents.themes.enumerated().filter { $0.offset != number }.map { _, other in
        ["title": Printable.clean(other.title), "href": "\(Slug.of(other.id)).html"]
      },
      "count": naming.count, "isNamed": !naming.isEmpty,
      "held": contents.upperTier.count { !$0.briefing.strategies.isEmpty },
      "regions": regions(naming), "hasSilent": !silent.isEmpty, "silentCount": silent.count,
      "silent": silent.map {
        ["area": Printable.clean($0.name), "href": "../\($0.page)#board"]
      },
    ]
  }

  private func regions(_ naming: [(SiteArea, [ThemePriority])]) -> [SitePage.Fields] {
    Dictionary(grouping: naming) { $0.0.regionName }.sorted { $0.key < $1.key }.map { name, areas in
      [
        "name": Printable.clean(name), "id": "region-\(Slug.of(name))",
        "areas": areas.map { area, priorities in
          [
            "area": Printable.clean(area.name), "href": "../\(area.page)#board",
            "strategies": strategies(priorities),
          ] as SitePage.Fields
        },
      ]
    }
  }

  /// The priorities under the strategy that names them, which is said once.
  private func strategies(_ priorities: [ThemePriority]) -> [SitePage.Fields] {
    var order: [String] = []
    var groups: [String: [ThemePriority]] = [:]
    for priority in priorities {
      let key = priority.strategyTitle + "\u{0}" + priority.years
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(priority)
    }
    return order.compactMap { groups[$0] }.compactMap { group in
      guard let first = group.first else { return nil }
      return [
        "title": Printable.clean(first.strategyTitle), "years": Printable.clean(first.years),
        "ended": first.hasEnded,
        "priorities": group.map { priority in
          [
            "text": Printable.clean(priority.text), "needsChecking": priority.needsChecking,
          ] as SitePage.Fields
        },
      ].merging(SiteWords.link(first.address)) { first, _ in first }
    }
  }
}
