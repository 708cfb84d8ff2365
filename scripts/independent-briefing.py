"""Recomputes every number of whole briefings from the database, by other code and other queries.

Usage: independent-briefing.py DATABASE FOLDER CODE...
The folder holds CODE.html and CODE.json of each area. Values come from the view of the latest
observations; comparisons, medians, ranks, fifths, quartiles and roundings
are made again here, and so are differences within the area, facts about the place and changes.
Ends with status 1 when a number on a page is not the one recomputed.
"""

import glob
import json
import re
import sqlite3
import sys
from decimal import ROUND_HALF_UP, Decimal
from html.parser import HTMLParser

UPPER = ("county", "unitary_authority", "metropolitan_district", "london_borough")
LOWER = ("district", "unitary_authority", "metropolitan_district", "london_borough")


class Page(HTMLParser):
    """The texts of a page: messages, tally, facts, and the cells of each table row."""

    def __init__(self, text):
        super().__init__()
        self.rows, self.items, self.path, self.row = [], [], [], None
        self.section, self.text, self.tally = "", None, ""
        self.table = ""
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "section":
            self.section = given.get("aria-labelledby", "")
        if tag == "table":
            self.table = given.get("class", "")
        if tag == "tr":
            self.row = []
            self.rows.append((self.section, self.table, self.row))
        if tag in ("td", "th") and self.row is not None:
            self.row.append("")
        if tag in ("li", "dd", "dt", "p", "h2", "h3", "div"):
            self.items.append([self.section, tag, ""])
        if tag in ("small", "svg", "desc", "title", "br"):
            self.handle_data(" | ")
        if tag == "a" and self.row is None and self.items:
            self.handle_data("\u00a0")

    def handle_endtag(self, tag):
        if tag == "table":
            self.row = None

    def handle_data(self, data):
        if self.row is not None and self.row:
            self.row[-1] += data
        elif self.items:
            self.items[-1][2] += data


def rounded(value, places):
    exact = Decimal(repr(value))
    if exact:
        digits = exact.adjusted() + 1
        exact = exact.quantize(Decimal(1).scaleb(digits - 15), ROUND_HALF_UP)
    return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def printed(value, value_type, largest):
    kind = (value_type or "").lower()
    if kind == "count":
        places = 0
    elif kind == "proportion":
        if largest >= 10 and value >= 99.95:
            return "100"
        places = 3 if largest < 1 else 2 if largest < 10 else 1
    else:
        places = 0 if largest > 1000 else 1 if largest > 10 else 3 if largest < 1 else 2
    text = f"{rounded(value, places):,f}"
    if text.startswith("-"):
        text = text[1:] if not re.search("[1-9]", text) else "\u2212" + text[1:]
    return text


def percentile(fraction, values):
    ordered = sorted(values)
    place = round((len(ordered) - 1) * fraction, 10)
    low = int(place)
    if low + 1 >= len(ordered):
        return ordered[-1]
    return ordered[low] + (place - low) * (ordered[low + 1] - ordered[low])


def numbers(text):
    return re.findall(r"\u2212?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?", text)


class Reading:
    def __init__(self, database):
        self.database = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
        self.types = dict(self.database.execute("SELECT area_code, area_type FROM area"))
        self.latest = {}
        query = ("SELECT indicator_id, area_code, sex, age, period, value, lower_ci95, upper_ci95,"
                 " value_note, source_line, snapshot_sha256 FROM latest_observations"
                 " WHERE category_type IS NULL")
        for row in self.database.execute(query):
            self.latest.setdefault((row[0], row[2], row[3], row[4]), {})[row[1]] = row[5:]
        self.neighbours = {}
        for code, model, other in self.database.execute(
                "SELECT area_code, model, neighbour_code FROM neighbour ORDER BY rank"):
            self.neighbours.setdefault(code, {}).setdefault(model, []).append(other)
        # How the numbers of a row are printed, by area and row.
        self.shows = {}
        self.checked = 0
        self.changes = 0
        self.wrong = []

    def observation(self, indicator, code, sex, age, period):
        return self.database.execute(
            "SELECT value, lower_ci95, upper_ci95, source_line, snapshot_sha256 FROM observations"
            " WHERE indicator_id = ? AND area_code = ? AND sex = ? AND age = ? AND period = ?"
            " AND category_type IS NULL", (indicator, code, sex, age, period)).fetchone()

    def expect(self, where, found, wanted):
        self.checked += max(1, len(numbers(str(wanted))))
        if found != wanted:
            self.wrong.append(f"{where}: the page has {found!r}, recomputed {wanted!r}")

    def expect_numbers(self, where, text, wanted):
        wanted = [token for part in wanted for token in numbers(part)]
        self.checked += len(wanted)
        if numbers(text) != wanted:
            self.wrong.append(f"{where}: the page has {numbers(text)}, recomputed {wanted}")

    def league(self, key, code):
        tier = UPPER if self.types[code] in UPPER else LOWER
        members = {}
        for other, row in self.latest.get(key, {}).items():
            note = (row[3] or "").lower()
            shared = "police force area" in note or "applied to" in note
            if self.types.get(other) in tier and row[0] is not None and not shared:
                members[other] = row[0]
        return members


def compare(row, benchmark, polarity):
    value, lower, upper = row
    if value is None or benchmark is None or lower is None or upper is None:
        return None
    if polarity == "not_applicable":
        return None
    if lower <= benchmark <= upper:
        return "similar"
    above = lower > benchmark
    if polarity == "high":
        return "better" if above else "worse"
    if polarity == "low":
        return "worse" if above else "better"
    return "higher" if above else "lower"


def figure(reading, page_row, item, code, region):
    indicator = item["indicator"]["id"]
    held = item["area"]["code"]
    key = (indicator, item["sex"], item["age"], item["period"])
    where = f"{code} [{item['number']}]"
    value_type, polarity, unit = reading.database.execute(
        "SELECT value_type, polarity, unit FROM indicator WHERE indicator_id = ?",
        (indicator,)).fetchone()
    own = reading.observation(indicator, held, *key[1:])
    england = reading.observation(indicator, "E92000001", *key[1:])
    area_region = reading.observation(indicator, region, *key[1:])
    members = reading.league(key, held)
    ranked = len(members) >= 5
    highest = [max(members.values())] if ranked and held in members else []
    known = [x for x in (own[0], england and england[0], area_region and area_region[0],
                         *highest) if x is not None]
    largest = max((abs(x) for x in known), default=0)

    def show(value):
        return printed(value, value_type, largest)

    cells = page_row[1:]
    if own[0] is None:
        reading.expect_numbers(where + " value", cells[0], [item["area"]["value_note"] or "",
                                                            item["period"]])
        return None
    percent = "%" if unit == "%" else ""
    interval = f"{show(own[1])} to {show(own[2])}" if None not in own[1:3] else ""
    value = show(own[0])
    bare = ("", "-", "ratio", "count", "score", "category")
    suffix = percent or ("" if (unit or "").lower() in bare else f" {unit}")
    reading.expect_numbers(where + " value", cells[0], [value + suffix, interval, item["period"]])
    for cell, other, name in ((cells[1], england, "England"), (cells[2], area_region, "region")):
        wanted = show(other[0]) if other and other[0] is not None else ""
        reading.expect_numbers(f"{where} {name}", cell, [wanted])
    models = reading.neighbours.get(code) or reading.neighbours.get(held) or {}
    near = models.get("ons_global") or [x for m in models.values() for x in m]
    near = [members[x] for x in near if x in members]
    shared = held not in members
    median = percentile(0.5, near) if len(near) >= 5 and not shared else None
    reading.expect_numbers(where + " neighbours", cells[3],
                           [show(median) if median is not None else ""])
    is_count = (value_type or "").lower() == "count"
    finding = None if is_count else compare(own[:3], england and england[0], polarity)
    if finding:
        reading.expect(where + " finding", cells[-2].split("|")[0].strip(), finding.capitalize())
        reading.expect(where + " basis", item["comparisons"]["england"]["basis"], "interval")
    if shared or len(members) < 5 or is_count:
        reading.expect_numbers(where + " no rank", cells[-2], [])
    else:
        standing(reading, where, cells[-2], members, polarity, show, own, england)
    reading.shows[(code, item["number"])] = show
    spark(reading, where, cells[-1], item, show)
    return value + suffix, interval, show(england[0]) + percent if england else None, finding


def standing(reading, where, cell, members, polarity, show, own, england):
    best_first = sorted(members.values(), reverse=polarity == "high")
    rank = best_first.index(own[0]) + 1
    count = len(best_first)
    from_top = -((count + 1 - rank) * -5 // count)
    fifth = max(1, 6 - from_top)
    wanted = []
    if england and england[0] is not None:
        bounds = [percentile(x, best_first) for x in (0, 1, .25, .75)]
        wanted = [show(x) for x in bounds]
    reading.expect_numbers(where + " standing", cell,
                           wanted + [f"{rank} of {count}; fifth {fifth} of 5"])


def earlier(reading, item, point):
    """A period of the series; the rate of former councils together from their counts."""
    parts = [reading.database.execute(
        "SELECT value, count, denominator, source_line FROM observations WHERE indicator_id = ?"
        " AND area_code = ? AND sex = ? AND age = ? AND period = ? AND category_type IS NULL",
        (item["indicator"]["id"], code, item["sex"], item["age"], point["period"])).fetchone()
        for code in point["code"].split("|")]
    if len(parts) == 1:
        return parts[0][0], parts[0][3]
    held = reading.database.execute(
        "SELECT value FROM chained_observations WHERE indicator_id = ? AND area_code = ?"
        " AND sex = ? AND age = ? AND period = ? AND basis = 'sum_of_predecessors'",
        (item["indicator"]["id"], item["area"]["code"], item["sex"], item["age"],
         point["period"])).fetchone()
    return held[0], None


def spark(reading, where, cell, item, show):
    points = []
    for point in item["history"]:
        value, line = earlier(reading, item, point)
        reading.expect(f"{where} {point['period']}", repr(point["value"]), repr(value))
        reading.expect(f"{where} {point['period']} line", point["line"], line)
        points.append((point, value))
    valued = [(point, value) for point, value in points[-10:] if value is not None]
    wanted = []
    if len(valued) > 1:
        joins = [a["code"] for (a, _), (b, _) in zip(points[-10:], points[-9:])
                 if a["code"] != b["code"]]
        before = [a["period"] for (a, _), (b, _) in zip(points[-10:], points[-9:])
                  if a["code"] != b["code"]]
        (first, first_value), (last, last_value) = valued[0], valued[-1]
        wanted = [show(first_value), first["period"],
                  show(last_value), last["period"]]
        for period, code in zip(before, joins):
            wanted += [period] + ([] if "|" in code else [code])
    reading.expect_numbers(where + " trend", cell, wanted)


def proof(reading, where, cells, item, files, region):
    rows = [(item["area"]["code"], cells[2]), ("E92000001", cells[3]), (region, cells[4])]
    reading.expect(where + " indicator", cells[1].split()[0], str(item["indicator"]["id"]))
    for code, cell in rows:
        row = reading.observation(item["indicator"]["id"], code, item["sex"], item["age"],
                                  item["period"])
        wanted = "\u2013" if row is None else f"{files[row[4]]}:{row[3]}"
        reading.expect(f"{where} proof of {code}", cell.strip(), wanted)


def briefing(reading, folder, code):
    texts = []
    for part in sorted(glob.glob(f"{folder}/{code}.html") + glob.glob(f"{folder}/{code}-[0-9].html")):
        with open(part, encoding="utf-8") as file:
            texts.append(file.read())
    # The first page sorts last: a hyphen comes before a full stop.
    page = Page("".join(texts[-1:] + texts[:-1]))
    with open(f"{folder}/{code}.json", encoding="utf-8") as file:
        document = json.load(file)
    figures = {item["number"]: item for item in document["figures"]}
    files = {item["sha256"]: item["mark"] for item in document["files"]}
    region = document["area"]["region"]["code"]
    said, findings, seen = {}, {}, set()
    for _, table, row in page.rows:
        if table == "figures" and len(row) > 4 and "[" in row[0]:
            number = int(re.search(r"\[(\d+)\]", row[0])[1])
            seen.add(number)
            said[number] = figure(reading, row, figures[number], code, region)
            findings[number] = figures[number]["comparisons"]["england"]["finding"]
        if table == "proof" and row and row[0].strip().isdigit():
            item = figures[int(row[0])]
            proof(reading, f"{code} [{row[0].strip()}]", row, item, files, region)
    reading.expect(code + " figures", sorted(seen), sorted(figures))
    for section, tag, text in page.items:
        if section == "glance" and tag == "li" and "England" in text and "[" in text:
            message(reading, code, text, said, figures)
    tally(reading, code, page, document, findings)
    facts(reading, code, page)
    differences(reading, code, page, document, figures)
    changes(reading, code, page, document)


MONTHS = ("January February March April May June July August September October November"
          " December").split()


def in_words(day):
    year, month, number = day[:10].split("-")
    return f"{int(number)} {MONTHS[int(month) - 1]} {year}"


def facts(reading, code, page):
    """The lines about the place, each made again from the reference tables."""
    ask = reading.database.execute
    found, term = {}, ""
    for section, tag, text in page.items:
        if section == "place" and tag == "dt":
            term = text.strip()
        if section == "place" and tag == "dd":
            found.setdefault(term, []).append(text.strip())
    inside = [code] + [row[0] for row in ask(
        "SELECT p.area_code FROM area_parent p JOIN area a ON a.area_code = p.area_code"
        " WHERE p.parent_code = ? AND p.kind = 'upper_tier' AND p.area_code <> ?"
        " AND a.end_date IS NULL ORDER BY a.area_name", (code, code))]
    name = dict(ask("SELECT area_code, area_name FROM area"))
    wanted = {}

    def put(term, details, otherwise=None):
        details = details or ([otherwise] if otherwise else [])
        if details:
            wanted[term] = details

    def of_all(query):
        every = [row[0] for one in inside for row in ask(query, (one,)) if row[0]]
        return sorted(set(every))

    people = ask("SELECT value, period FROM latest_observations WHERE indicator_id = 92708"
                 " AND area_code = ? AND sex = 'Persons' AND category_type IS NULL", (code,)).fetchone()
    if people and people[0] is not None:
        put("Population", [f"{rounded(people[0], 0):,f} residents ({people[1]})"])
    parents = dict(ask("SELECT kind, parent_code FROM area_parent WHERE area_code = ?", (code,)))
    put("Region", [name[parents["region"]]] if "region" in parents else [], "not held in this release")
    upper = parents.get("upper_tier")
    if upper and upper != code:
        put("Upper-tier council", [f"{name[upper]} ({upper})"])
    put("Districts", [", ".join(name[one] for one in inside[1:])] if inside[1:] else [])
    bodies = "SELECT b.area_name FROM area m JOIN area b ON b.area_code = m.{} WHERE m.area_code = ?"
    put("Combined authority", of_all(bodies.format("combined_authority_code"))[:1], "none listed")
    put("Integrated care board", of_all(bodies.format("integrated_care_board_code")),
        "not held in this release")
    put("Police force area", of_all(bodies.format("police_force_code")), "not held in this release")
    put("Community safety partnership", of_all(
        "SELECT partnership_name FROM community_safety_partnership WHERE area_code = ?"))
    put("Probation region", of_all("SELECT probation_region FROM area WHERE area_code = ?"),
        "not held in this release")
    put("Probation delivery unit", of_all(
        "SELECT unit_name FROM probation_delivery_unit WHERE area_code = ?"),
        "not held in this release")
    prisons = [row[0] for row in ask(
        "SELECT name FROM prison WHERE (lower_tier_code = ?1 OR upper_tier_code = ?1)"
        " AND status <> 'closed' ORDER BY name", (code,))]
    put("Prisons in the area", prisons, "none listed")
    found["Prisons in the area"] = [
        text.split(":")[0] for text in found.get("Prisons in the area", [])]
    put("Deprivation", deprivation(ask, code))
    near = {}
    for model, other in ask(
            "SELECT model, neighbour_code FROM neighbour WHERE area_code = ? ORDER BY rank", (code,)):
        near.setdefault(model, []).append(name[other])
    if near:
        model = min(near, key=lambda one: ("global" not in one, one))
        put("Statistically similar areas", [", ".join(near[model][:5])])
    for term, details in wanted.items():
        reading.expect(f"{code} {term}", found.get(term), details)
    others = set(found) - set(wanted) - {"Former codes", "Made from"}
    reading.expect(f"{code} other facts", others, set())
    successions(reading, ask, code, found, name)


def deprivation(ask, code):
    row = ask("SELECT year, average_score, rank, ranked_areas, decile, share_most_deprived_tenth"
              " FROM deprivation WHERE area_code = ? ORDER BY year DESC, tier <> 'upper'",
              (code,)).fetchone()
    if not row:
        return []
    year, score, rank, among, decile, share = row
    parts = []
    if score is not None:
        parts.append(f"average score {rounded(score, 1)}")
    if rank is not None:
        of = f" of {among} authorities of its tier" if among is not None else ""
        parts.append(f"rank {rank}{of}, where 1 is the most deprived")
    if decile is not None:
        ending = {2: "nd", 3: "rd"}.get(decile, "th")
        parts.append({1: "in the most deprived tenth", 10: "in the least deprived tenth"}.get(
            decile, f"in the {decile}{ending} most deprived tenth"))
    if share is not None:
        parts.append(f"{rounded(share * 100, 0)}% of its neighbourhoods are among England\u2019s most"
                     " deprived tenth")
    return [f"Index of Multiple Deprivation {year}: " + "; ".join(parts)] if parts else []


def successions(reading, ask, code, found, name):
    """Former codes and the councils that the area was made from, with their days."""
    made = {}
    for before, day, relation in ask(
            "SELECT predecessor_code, effective_date, relation FROM area_succession"
            " WHERE successor_code = ? AND relation IN ('part_of', 'split_into')", (code,)):
        is_divided = relation == "split_into"
        text = (f"a part of {name[before]} ({before}), which was divided" if is_divided
                else name[before])
        made.setdefault(day, []).append((is_divided, name[before], text))
    wanted = [", ".join(text for _, _, text in sorted(made[day])) + f"; on {in_words(day)}"
              for day in sorted(made)]
    reading.expect(f"{code} made from", found.get("Made from", []), wanted)
    chain, seen = [(code, None)], {}
    while chain:
        current, _ = chain.pop()
        for before, day in ask(
                "SELECT predecessor_code, effective_date FROM area_succession"
                " WHERE successor_code = ? AND chaining IN ('yes', 'with_caution')", (current,)):
            if before not in seen:
                seen[before] = day
                chain.append((before, day))
    wanted = sorted(f"{before} ({name[before]}) until {in_words(day)}" for before, day in seen.items())
    shown = sorted(text.split(", with a slightly")[0] for text in found.get("Former codes", []))
    reading.expect(f"{code} former codes", shown, wanted)


def differences(reading, code, page, document, figures):
    """What is said to differ within the area, theme by theme."""
    place = document["area"]
    councils = [place["name"]] + [district["name"] for district in place["districts"]]
    found = {}
    for section, tag, text in page.items:
        if tag == "h3":
            within = text.startswith("Differences within")
        if tag in ("h2", "dt"):
            within = False
        if tag == "li" and section.startswith(("theme-", "other-")) and within:
            found.setdefault(section, []).append(" ".join(text.split()))
    lists = [("theme-" + theme["id"].lower(), theme["figures"]) for theme in document["themes"]]
    for section, numbers_of_theme in lists + [("other-indicators", document["other_figures"])]:
        wanted = []
        for number in numbers_of_theme:
            item = figures[number]
            show = reading.shows.get((code, number))
            if show:
                wanted += [f"{item['label']}: {sentence} [{number}]" for sentence in
                           within_area(reading, item, show, councils)]
        reading.expect(f"{code} {section} differences", found.get(section, []), wanted)


def within_area(reading, item, show, councils):
    ask = reading.database.execute
    key = (item["indicator"]["id"], item["age"], item["period"])
    columns = "value, lower_ci95, upper_ci95"

    def said(row):
        interval = f" ({show(row[1])} to {show(row[2])})" if None not in row[1:3] else ""
        return show(row[0]) + interval

    pairs = []
    if item["sex"] == "Persons":
        sexes = [(word, *row) for sex, word in (("Male", "males"), ("Female", "females"))
                 for row in ask(
                     f"SELECT {columns} FROM latest_observations WHERE indicator_id = ? AND age = ?"
                     " AND period = ? AND area_code = ? AND sex = ? AND category_type IS NULL",
                     (*key, item["area"]["code"], sex)) if row[0] is not None]
        pairs.append(sexes)
    parts = ask(
        f"SELECT category, {columns} FROM latest_observations WHERE indicator_id = ? AND age = ?"
        " AND period = ? AND area_code = ? AND sex = ? AND category_type LIKE '%eprivation%'"
        " AND value IS NOT NULL ORDER BY category_type DESC, category DESC",
        (*key, item["area"]["code"], item["sex"])).fetchall()
    ends = [[row for row in parts if row[0].startswith(side + " deprived")][:1]
            for side in ("Most", "Least")]
    pairs.append(ends[0] + ends[1])
    for pair in pairs:
        if len(pair) == 2 and all(None not in row[2:4] for row in pair):
            (first, *one), (last, *two) = pair
            if one[2] < two[1] or two[2] < one[1]:
                last = last[0].lower() + last[1:]
                yield (f"{first} {said(one)}, {last} {said(two)} in {item['period']};"
                       " the 95% intervals lie apart.")
    small = [row for row in ask(
        f"SELECT area_name, {columns}, published_comparison_england FROM latest_observations"
        " WHERE indicator_id = ? AND age = ? AND period = ? AND sex = ? AND category_type IS NULL"
        " AND area_code LIKE 'E02%' AND value IS NOT NULL", (*key, item["sex"]))
        if row[0][:-4] in councils]
    if len(small) > 1:
        small.sort(key=lambda row: (row[1], row[0]))
        counts = [(word, sum(row[4] == word for row in small))
                  for word in ("Worse", "Higher", "Better", "Lower")]
        words = ", ".join(f"{count} {word.lower()}" for word, count in counts if count)
        compared = f" By the publisher\u2019s comparison with England: {words}." if words else ""
        yield (f"from {said(small[0][1:4])} in {small[0][0]} to {said(small[-1][1:4])} in"
               f" {small[-1][0]}, across {len(small)} small areas (middle layer).{compared}")


def changes(reading, code, page, document):
    """How many figures changed in each way since the release before, and the values of each."""
    ask = reading.database.execute
    number = int(ask("SELECT value FROM release WHERE key = 'number'").fetchone()[0])
    codes = [code] + [former["code"] for former in document["area"]["former_codes"]]
    marks = ", ".join("?" for _ in codes)
    rows = ask(
        "SELECT kind, old_value, new_value, period FROM revision WHERE release_number = ?"
        f" AND area_code IN ({marks})", (number, *codes)).fetchall() if number > 1 else []
    titles = {"revised": "Corrected by the publisher", "withdrawn": "Withdrawn by the publisher",
              "newly_suppressed": "Now withheld", "new_period": "New periods",
              "added": "Newly held for this area"}
    shown, title = {}, None
    for section, tag, text in page.items:
        if section == "changed" and tag == "h3":
            title = text.strip()
        if section == "changed" and tag == "li" and title:
            shown.setdefault(title, []).append(" ".join(text.split()))

    def words(value):
        return "no value" if value is None else printed(value, "", abs(value))

    for kind, title in titles.items():
        wanted = []
        for _, old, new, period in (row for row in rows if row[0] == kind):
            ending = {"revised": f"{words(old)} became {words(new)}",
                      "withdrawn": f"was {words(old)}", "newly_suppressed": f"was {words(old)}"}
            wanted.append(f", {period}: " + ending.get(kind, words(new)))
        lines = shown.get(title, [])
        more = [int(line.split()[1]) for line in lines if line.endswith("more, in the data")]
        named = [line for line in lines if not line.endswith("more, in the data")]
        reading.expect(f"{code} {kind} count", len(named) + sum(more), len(wanted))
        for line in named:
            fits = [text for text in wanted if line.endswith(text)]
            reading.expect(f"{code} {kind}: {line}", bool(fits), True)
            if fits:
                wanted.remove(fits[0])
    reading.changes += len(rows)


def message(reading, code, text, said, figures):
    number = int(re.search(r"\[(\d+)\]\s*$", text)[1])
    value, interval, england, _ = said[number]
    text = text.strip().removeprefix(figures[number]["label"])
    match = re.match(r": (\S.*?) in (.*?) \((.*?)\), England (.*?)(?:: |\. Recent)", text)
    reading.expect(f"{code} message [{number}] value", match[1], value)
    reading.expect(f"{code} message [{number}] England", match[4], england)
    if interval:
        reading.expect(f"{code} message [{number}] interval", match[3], "95% interval " + interval)


def tally(reading, code, page, document, findings):
    shown = {number for theme in document["themes"] for number in theme["figures"]}
    words = [findings[number] for number in shown]
    text = next(text for section, tag, text in page.items if section == "glance" and tag == "p")
    text = text.split(". ")[0]
    counts = [len(words), words.count("worse"), words.count("similar"), words.count("better"),
              words.count("higher") + words.count("lower"), words.count("other"),
              words.count("not_tested")]
    reading.expect_numbers(code + " tally", text, [str(count) for count in counts if count])


def main():
    reading = Reading(sys.argv[1])
    for code in sys.argv[3:]:
        briefing(reading, sys.argv[2], code)
    for line in reading.wrong[:60]:
        print(line)
    print(f"{reading.checked} numbers in {len(sys.argv) - 3} briefings, {len(reading.wrong)} differ,"
          f" {reading.changes} changes")
    sys.exit(1 if reading.wrong or not reading.checked else 0)


main()
