"""What is published in a state folder, read without the pipeline's own code."""

import hashlib
import json
import os
import re
import sqlite3


class Failure(Exception):
    """What was found that must not be."""


class Published:
    """A published release: the hash of each of its files, and what its database counts."""

    def __init__(self, state):
        target = current(state)
        self.hashes, self.figures = {}, "none"
        if target is None:
            return
        self.path = os.path.join(state, target)
        self.name = os.path.basename(target)
        self.hashes = hashes(self.path)
        self.figures = figures(self.path, self.hashes)
        check_sums(self.path, self.hashes)
        if not any(name.startswith("briefings/") for name in self.hashes):
            raise Failure("the published release has no pages")

    @property
    def contents(self):
        """Without what tells the time of its making."""
        timed = ("manifest.json", "SHA256SUMS")
        return {name: value for name, value in self.hashes.items() if name not in timed}

    @property
    def manifest(self):
        with open(os.path.join(self.path, "manifest.json")) as file:
            return json.load(file)


def current(state):
    try:
        return os.readlink(os.path.join(state, "current"))
    except OSError:
        return None


# What a database counts is looked up once for each content and number of a release.
FIGURES = {}


def figures(release, hashes):
    held = hashes.get("local-health.db")
    if held is None:
        raise Failure(f"current names {release}, which has no database")
    key = (held, os.path.basename(release))
    if key not in FIGURES:
        FIGURES[key] = counted(release)
    return FIGURES[key]


def counted(release):
    database = os.path.join(release, "local-health.db")
    connection = sqlite3.connect(f"file:{database}?immutable=1", uri=True)
    try:
        problems = connection.execute("PRAGMA integrity_check").fetchall()
        problems += connection.execute("PRAGMA foreign_key_check").fetchall()
        found = connection.execute("SELECT count(*), total(value) FROM observation").fetchone()
        run = connection.execute("SELECT value FROM release WHERE key = 'run'").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise Failure(f"the published database is damaged: {error}")
    finally:
        connection.close()
    if problems != [("ok",)]:
        raise Failure(f"the published database is damaged: {problems[:2]}")
    if not os.path.basename(release).endswith("-" + run):
        raise Failure(f"{release} holds the database of run {run}")
    return f"{found[0]} observations, {found[1]:.3f}"


def check_sums(release, hashes):
    if "SHA256SUMS" not in hashes:
        raise Failure("the published release has no checksums")
    with open(os.path.join(release, "SHA256SUMS")) as lines:
        for line in lines:
            expected, name = line.rstrip("\n").split("  ", 1)
            if hashes.get(name) != expected:
                raise Failure(f"{name} of the published release is not what was published")


def file_hash(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def hashes(release):
    found = {}
    for folder, _, files in os.walk(release):
        for name in files:
            path = os.path.join(folder, name)
            found[os.path.relpath(path, release)] = file_hash(path)
    return found


def left_behind(state):
    strays = [name for name in os.listdir(state) if name in ("work", "current.new")]
    for folder, _, files in os.walk(state):
        strays += [name for name in files
                   if name.startswith((".incoming-", ".dat.")) or name.endswith(".unfinished")]
    if len(os.listdir(os.path.join(state, "releases"))) > 3:
        strays.append("more than three releases")
    return strays


# What is of one run alone: times, the process, the run's number, how long it took, and so the
# checksum of the manifest that tells them. Names that are made up by chance.
PASSING = [
    (re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"), b"<time>"),
    (re.compile(rb"process \d+"), b"<process>"),
    (re.compile(rb'"run":"[0-9a-f]{8}"'), b"<run>"),
    (re.compile(rb'"elapsed_milliseconds" : \d+'), b"<elapsed>"),
    (re.compile(rb"[0-9a-f]{64}  manifest\.json"), b"<manifest>"),
]
BY_CHANCE = re.compile(r"(\.incoming-|\.dat\.nosync)[^/]*")
NOTES = ("lock", "SHA256SUMS", "manifest.json")


def as_left(state):
    """What the next run finds, but for what is of one run alone; of what lies in `work` the names
    only, see read_of_work."""
    found = []
    for folder, folders, files in os.walk(state):
        for name in folders + files:
            path = os.path.join(folder, name)
            below = os.path.relpath(path, state)
            status = os.lstat(path)
            found.append((BY_CHANCE.sub(r"\1", below), status.st_mode, status.st_uid,
                          content_as_left(path, below)))
    return hashlib.sha256(repr(sorted(found)).encode()).hexdigest()


def content_as_left(path, below):
    if os.path.islink(path):
        return os.readlink(path)
    if os.path.isdir(path) or below.startswith("work/"):
        return ""
    with open(path, "rb") as file:
        content = file.read()
    if os.path.basename(path) in NOTES or path.endswith(".jsonl"):
        for pattern, word in PASSING:
            content = pattern.sub(word, content)
    return hashlib.sha256(content).hexdigest()


def files_of_work(state):
    return {os.path.join(folder, name)
            for folder, _, files in os.walk(os.path.join(state, "work")) for name in files}


def writable(path):
    for folder, folders, files in os.walk(path):
        for name in folders + files:
            full = os.path.join(folder, name)
            if not os.path.islink(full):
                os.chmod(full, os.stat(full).st_mode | 0o200)


def rewrite_sums(release):
    """Lets the list of checksums agree with whatever the files are now."""
    sums = os.path.join(release, "SHA256SUMS")
    os.chmod(sums, 0o644)
    with open(sums) as file:
        names = [line.rstrip("\n").split("  ", 1)[1] for line in file]
    with open(sums, "w") as file:
        file.writelines(f"{file_hash(os.path.join(release, name))}  {name}\n" for name in names)


def change_database(release, sql):
    """Changes a published database as a person with an editor might, checksums and all."""
    path = os.path.join(release, "local-health.db")
    os.chmod(path, 0o644)
    connection = sqlite3.connect(path)
    connection.executescript(sql)
    connection.close()
    rewrite_sums(release)
