"""What scripts/coverage says about the regions that llvm-cov counted."""

import argparse
import glob
import json
import re
import sys

STAGES = ("Fetch", "Transform", "Load", "Brief")
LEAST = 90


def untouched(segments):
    """Ranges of lines whose region was never entered."""
    for here, there in zip(segments, segments[1:]):
        line, _, count, has_count, is_entry = here[:5]
        if has_count and is_entry and count == 0:
            yield line, there[0]


def count_at(segments, line, column):
    """How often the code at a place was run; None where nothing is counted."""
    counted = None
    for at_line, at_column, count, has_count, *_ in segments:
        if (at_line, at_column) > (line, column):
            break
        counted = count if has_count else None
    return counted


def errors(sources):
    """Each error of the stages with its cases: those of its causes, where it has some."""
    for text in sources.values():
        for found in re.finditer(r"^public (?:enum|struct) (\w+): Error\b.*\n(?:.*\n)*?^}",
                                 text, re.MULTILINE):
            cases = re.findall(r"^ +case (\w+)(?:\(.*\))?$", found[0], re.MULTILINE)
            yield found[1], cases


def made(case, error, sources):
    """The places where an error is made with this case."""
    for path, text in sources.items():
        for found in re.finditer(rf"(?:(?<![\w\])?])|(?<=\b{error}))\.{case}\b", text):
            line = text.count("\n", 0, found.start()) + 1
            start = text.rfind("\n", 0, found.start()) + 1
            before = text[start:found.start()]
            if re.search(r"\b(case|catch|is)\b[^:{]*$", before) or re.search("== $", before):
                continue  # told apart here, not made
            statement = re.split(r"[;{}]", text[max(0, found.start() - 200):found.start()])[-1]
            is_named = re.search(rf"\b{error}(\.\w+)?(\(|$)", statement)
            is_typed = error in text and re.search(
                r"(\bthrow|\breturn|\b(error|self\.init)\(|\?|:)\s*$", statement)
            if is_named or is_typed or statement.endswith(".refused("):
                yield path, line, found.start() - start + 1


def not_raised(files, sources):
    """The cases of errors that are made nowhere, or only where no test came to.

    One that is made only where a build with every trait has nothing is passed over.
    """
    for error, cases in errors(sources):
        for case in cases:
            places = list(made(case, error, sources))
            counts = [count_at(files[path], line, column) if path in files else None
                      for path, line, column in places]
            if not any(counts) and (not counts or any(count is not None for count in counts)):
                where = ", ".join(f"{path}:{line}" for path, line, _ in places) or "nowhere"
                yield f"{error}.{case} (made: {where})"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("regions")
    parser.add_argument("--lines", action="store_true")
    options = parser.parse_args()
    with open(options.regions) as file:
        found = json.load(file)["data"][0]["files"]
    shares = {}
    for stage in STAGES:
        of_stage = [f for f in found if f"/Sources/{stage}/" in f["filename"]]
        regions = [f["summary"]["regions"] for f in of_stage]
        shares[stage] = 100 * sum(r["covered"] for r in regions) / sum(r["count"] for r in regions)
        print(f"{stage}: {shares[stage]:.1f} % of regions")
        for f in sorted(of_stage, key=lambda f: f["summary"]["regions"]["percent"]):
            percent = f["summary"]["regions"]["percent"]
            name = f["filename"].split("/Sources/")[1]
            if percent < LEAST:
                print(f"  {percent:5.1f} %  {name}")
            if options.lines:
                for first, last in untouched(f["segments"]):
                    print(f"    Sources/{name}:{first}-{last}")
    sources = {}
    for path in glob.glob("Sources/*/**/*.swift", recursive=True):
        with open(path) as file:
            sources[path] = file.read()
    segments = {"Sources/" + f["filename"].split("/Sources/")[1]: f["segments"]
                for f in found if "/Sources/" in f["filename"]}
    missing = list(not_raised(segments, sources))
    number = sum(len(cases) for _, cases in errors(sources))
    print(f"Errors: {number - len(missing)} of {number} cases raised by a test")
    for case in missing:
        print(f"  not raised: {case}")
    sys.exit(1 if missing or min(shares.values()) < LEAST else 0)


main()
