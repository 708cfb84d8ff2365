"""Loads a site in a headless browser from its files and does what readers do.

Usage: site.py SITE [--also BRIEFINGS] [--shots FOLDER] [--quick]
Checks one page of every kind, wide and narrow, light and dark: axe finds nothing, nothing is wider
than 320 pixels, nothing is fetched from anywhere and the console stays empty. Then searches, picks
an area, filters a table and prints to PDF. Prints what it did; ends with status 1 where a check
fails. With --also it looks at the pages of a folder of briefings as well, with --shots it takes
pictures, with --quick each page is looked at in one of two ways, light and wide or dark and narrow.
"""

import os
import pathlib
import re
import sys

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
WIDE, NARROW = (1280, 900), (320, 700)


class Checks:
    """What was checked and what failed."""

    def __init__(self):
        self.done = 0
        self.failures = []

    def expect(self, holds, words):
        self.done += 1
        if not holds:
            self.failures.append(words)
            print("FAILED:", words)


def kinds(site):
    """One page of every kind, and areas of each kind of authority where they are there."""
    def first(pattern, want=lambda path: True):
        found = sorted(path for path in site.glob(pattern) if want(path))
        return found[:1]

    pages = [site / name for name in (
        "index.html", "england.html", "map.html", "guidance.html", "glossary.html", "changes.html",
        "about.html", "indicators/index.html", "priorities/index.html")]
    for code in ("E06000018", "E10000024", "E07000176", "E09000007", "E08000038"):
        pages += [path for path in [site / f"areas/{code}.html"] if path.exists()]
    if not any(path.parent.name == "areas" for path in pages):
        pages += first("areas/*.html")
    pages += first("areas/*-2.html")
    indicators = sorted(site.glob("indicators/*.html"), key=lambda path: -path.stat().st_size)
    pages += [path for path in indicators if re.fullmatch(r"\d+\.html", path.name)][:1]
    pages += [path for path in indicators if path.name.endswith("-districts.html")][:1]
    pages += sorted(site.glob("themes/*.html"), key=lambda path: -path.stat().st_size)[:1]
    pages += sorted(path for path in site.glob("priorities/*.html") if path.stem != "index")[:1]
    if "--also" in sys.argv:
        folder = pathlib.Path(sys.argv[sys.argv.index("--also") + 1]).resolve()
        pages += sorted(folder.glob("*.html"))
    return pages


def named(path, site):
    return path.relative_to(site) if path.is_relative_to(site) else path.name


def watched(context, checks, name):
    """A page of which every complaint, dialog and outside request is a failure."""
    page = context.new_page()
    page.on("console", lambda message: checks.expect(
        message.type not in ("error", "warning"), f"{name}: console: {message.text}"))
    page.on("pageerror", lambda error: checks.expect(False, f"{name}: script error: {error}"))
    page.on("dialog", lambda dialog: (
        checks.expect(False, f"{name}: dialog: {dialog.message}"), dialog.dismiss()))
    page.on("request", lambda request: checks.expect(
        request.url.startswith(("file:", "data:")), f"{name}: asks for {request.url}"))
    return page


def look(browser, site, checks, shots, quick):
    for scheme in ("light", "dark"):
        for size in (WIDE, NARROW):
            if quick and (scheme == "light") == (size == NARROW):
                continue
            context = browser.new_context(
                viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)
            for number, path in enumerate(kinds(site)):
                if quick and (scheme == "light") == bool(number % 2):
                    continue
                name = f"{named(path, site)} ({scheme}, {size[0]} px)"
                page = watched(context, checks, name)
                page.goto(path.as_uri())
                page.evaluate(
                    "document.querySelectorAll('details').forEach(each => each.open = true)")
                found = Axe().run(page, options={"preload": False})
                checks.expect(found.violations_count == 0, f"{name}: {summary(found)}")
                width = page.evaluate("document.documentElement.scrollWidth")
                checks.expect(width <= size[0], f"{name}: {width} px wide")
                if shots:
                    kind = f"{path.parent.name}-{path.stem}" if path.parent != site else path.stem
                    page.screenshot(
                        path=str(shots / f"{kind}-{scheme}-{size[0]}.png"), full_page=True)
                page.close()
            context.close()


def summary(found):
    return "; ".join(
        f"{each['id']} at {each['nodes'][0]['target']} (and {len(each['nodes']) - 1} more)"
        for each in found.response["violations"])


def use(browser, site, checks, shots):
    context = browser.new_context(viewport={"width": WIDE[0], "height": WIDE[1]})
    page = watched(context, checks, "search")
    page.goto((site / "index.html").as_uri())
    page.get_by_label("Name, former name or code").fill("notting")
    checks.expect("result" in page.locator("#found").inner_text(), "search: says how many")
    names = page.locator("#results a").all_inner_texts()
    checks.expect(names[:2] == ["Nottingham", "Nottinghamshire"], f"search: notting finds {names}")
    page.get_by_label("Name, former name or code").fill("E08000016")
    names = page.locator("#results a").all_inner_texts()
    checks.expect(names[:1] == ["Barnsley"], f"search: a former code finds {names}")
    page.get_by_label("Name, former name or code").fill("severe disadvantage")
    names = page.locator("#results a").all_inner_texts()
    checks.expect(
        any(name == "Nottingham: priorities of its board" for name in names),
        f"search: words of a priority find {names}")
    page.get_by_label("Name, former name or code").fill("zzzz")
    checks.expect(
        page.locator("#found").inner_text().startswith("Nothing found"), "search: says so if none")
    page.get_by_label("Name, former name or code").fill("nottingham")
    page.keyboard.press("Enter")
    page.wait_for_url("**/areas/*.html")
    checks.expect(
        page.locator("h1").inner_text() == "Nottingham", "search: Enter opens the area")
    printed = page.pdf(format="A4", prefer_css_page_size=True)
    sheets = len(re.findall(rb"/Type\s*/Page[^s]", printed))
    checks.expect(printed.startswith(b"%PDF") and sheets >= 1, f"print: {sheets} sheets")
    print(f"{len(printed)} bytes of PDF on {sheets} sheets")
    if shots:
        (shots / "area.pdf").write_bytes(printed)
    filter_a_table(page, site, checks)
    context.close()


def filter_a_table(page, site, checks):
    page.goto((site / "england.html").as_uri())
    field = page.get_by_label("Show each council with")
    if not field.count():
        return
    rows = page.locator("section[aria-labelledby=areas] tbody tr:visible")
    before = rows.count()
    field.fill("nottingham")
    checks.expect(0 < rows.count() < before, f"filter: {rows.count()} of {before} rows stay")
    field.fill("")
    checks.expect(rows.count() == before, "filter: empty again, all rows are back")


def without_script(browser, site, checks):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "index.html").as_uri())
    areas = page.locator("a[href^='areas/']").count()
    checks.expect(areas == len(list(site.glob("areas/?????????.html"))), f"no script: {areas} areas linked")
    checks.expect(page.locator("form:visible").count() == 0, "no script: no dead search field")
    context.close()


def main():
    site = pathlib.Path(sys.argv[1]).resolve()
    shots = None
    if "--shots" in sys.argv:
        shots = pathlib.Path(sys.argv[sys.argv.index("--shots") + 1])
        shots.mkdir(parents=True, exist_ok=True)
    checks = Checks()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        look(browser, site, checks, shots, "--quick" in sys.argv)
        use(browser, site, checks, shots)
        without_script(browser, site, checks)
        browser.close()
    print(f"{checks.done} checks, {len(checks.failures)} failed")
    sys.exit(1 if checks.failures or checks.done < 20 else 0)


main()
