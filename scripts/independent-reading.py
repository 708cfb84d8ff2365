"""Reads Fingertips data files with Python's csv module and compares every figure with a database.

Usage: independent-reading.py DATABASE FILE...
The files are those that were loaded, in the same order: of two that give a figure the later wins.
Prints what was compared; ends with status 1 at the first hundred differences.
"""

import csv
import gzip
import io
import re
import sqlite3
import sys

FIGURES = ["value", "lowerci950limit", "upperci950limit", "lowerci998limit", "upperci998limit",
           "count", "denominator"]
KEY = ["indicatorid", "areacode", "sex", "age", "categorytype", "category", "timeperiod"]


def number(text):
    text = text.strip()
    return None if text in ("", "-") else float(text.replace(",", ""))


def fold(text):
    return " ".join(text.split())


def read(path):
    opened = gzip.open(path, "rb") if path.endswith(".gz") else open(path, "rb")
    with opened as file:
        text = file.read().decode("utf-8-sig")
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    names = [re.sub("[^a-z0-9]", "", name.lower()) for name in next(rows)]
    if "areacode" not in names:
        return
    for row in rows:
        fields = dict(zip(names, row))
        key = tuple(fold(fields[name]) for name in KEY)
        note = fold(re.sub("<[^>]*>", " ", fields["valuenote"])) or None
        yield key, tuple(number(fields.get(name, "")) for name in FIGURES) + (
            note, fold(fields["recenttrend"]) or None)


def main():
    expected = {}
    rows = 0
    for path in sys.argv[2:]:
        for key, figures in read(path):
            rows += 1
            expected[key] = figures
    connection = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
    held = {}
    for row in connection.execute(
            "SELECT indicator_id, area_code, sex, age, category_type, category, period, value,"
            " lower_ci95, upper_ci95, lower_ci998, upper_ci998, count, denominator, value_note,"
            " published_trend FROM observations"):
        held[tuple("" if part is None else str(part) for part in row[:7])] = row[7:]
    wrong = [(key, expected.get(key), held.get(key)) for key in expected.keys() | held.keys()
             if expected.get(key) != held.get(key)]
    for key, theirs, ours in wrong[:100]:
        print("differs:", key, "files:", theirs, "database:", ours)
    print(f"{rows} rows, {len(expected)} figures in the files, {len(held)} in the database,"
          f" {len(wrong)} differ")
    sys.exit(1 if wrong or not expected else 0)


main()
