"""The system calls of a run below its state folder: which there are, and how to make one of them fail.

A call is named by what it is, the path that it touches and which of these it is ("the third write to
releases/2-…/manifest.json"), so that it is found again in another run whatever else that run reads.
"""

import os
import re
from collections import Counter
from dataclasses import dataclass

CHANGING = ["write", "pwrite64", "fsync", "fdatasync", "rename", "renameat", "renameat2", "unlink",
            "unlinkat", "rmdir", "symlink", "symlinkat", "ftruncate", "mkdir", "mkdirat", "link",
            "linkat", "fchmod", "chmod"]
READING = ["read", "pread64", "getdents64", "readlink", "close"]
# What needs room on the disk; renames and permissions do as well, on some file systems.
FILLING = ["write", "pwrite64", "fsync", "mkdir", "symlink", "linkat", "rename", "ftruncate", "openat"]


@dataclass(frozen=True)
class Call:
    name: str
    # Below the state folder; "" for itself.
    path: str
    # Which of its thread's calls of this name to this path it is: strace counts for each thread.
    number: int
    # Which call of this name it is in its thread: of all, and of those below the state folder whose
    # path is the same in every run; for another it is the number of the next such call.
    nth: int
    nth_below: int
    # Whether an open makes a file, and whether the call went well.
    creates: bool
    done: bool
    order: int
    # Where a rename leads, below the state folder.
    target: str


LINE = re.compile(r"(\d+) +(?:(\w+)\(|<\.\.\. (\w+) resumed>)(.*)", re.DOTALL)
UNFINISHED = " <unfinished ...>"
DESCRIPTOR = re.compile(r"\d+<(/[^>]*)>")
TEXT = re.compile(r'"((?:[^"\\]|\\.)*)"')


def traced_path(name, rest):
    """The path that a call touches; None when it tells none."""
    descriptor = DESCRIPTOR.match(rest)
    if descriptor:
        return descriptor.group(1).removesuffix(" (deleted)")
    texts = TEXT.findall(rest)
    if not texts:
        return None
    return texts[-1] if name in ("symlink", "symlinkat", "linkat", "link") else texts[0]


def ended_calls(log):
    """Thread, name, and all the rest of each call that came to its end, in the order of the ends.

    What one thread calls while another's call goes on stands between the two halves of that one.
    """
    begun = {}
    with open(log, errors="replace") as lines:
        for line in lines:
            match = LINE.match(line.rstrip("\n"))
            if not match:
                continue
            thread, name, resumed, rest = match.groups()
            if rest.endswith(UNFINISHED):
                begun[thread] = rest.removesuffix(UNFINISHED)
            else:
                yield thread, name or resumed, (begun.pop(thread, "") if resumed else "") + rest


def read_trace(log, state):
    """The calls below the state folder, in order."""
    calls, numbers, nths, below = [], Counter(), Counter(), Counter()
    for order, (thread, name, rest) in enumerate(ended_calls(log)):
        nths[thread, name] += 1
        path = traced_path(name, rest)
        if path is None or not (path + "/").startswith(state + "/"):
            continue
        path = path[len(state):].lstrip("/")
        numbers[thread, name, path] += 1
        below[thread, name] += not is_passing(path)
        target = TEXT.findall(rest)[-1] if name.startswith("rename") else ""
        calls.append(Call(
            name, path, numbers[thread, name, path], nths[thread, name],
            below[thread, name] + is_passing(path),
            "O_CREAT" in rest, " = -1 " not in rest, order,
            target.removeprefix(state).lstrip("/")))
    return calls


def trace_command(log, names, signals=False):
    # The filter lets all other calls pass without a stop; strace 6.1 sends no signals beside it.
    return ["strace", "-f", *([] if signals else ["--seccomp-bpf"]), "-y", "-qq", "-o", log,
            "-e", "trace=" + ",".join(names), "-e", "signal=none"]


def is_passing(path):
    """Whether a file has another name in every run."""
    return os.path.basename(path).startswith(".")


def inject_command(log, call, state, what, onward=False, paths=()):
    """The start of a command line under which one call, or it and all later ones, come out otherwise.

    - paths: where calls count when all later ones are meant, below the state folder.
    """
    number, chosen = call.number, [call.path]
    if onward:
        number, chosen = call.nth_below, sorted(path for path in paths if not is_passing(path))
    elif is_passing(call.path):
        number, chosen = call.nth, []
    command = trace_command(log, [call.name], signals="signal=" in what)
    for path in chosen:
        command += ["-P", os.path.join(state, path) if path else state]
    when = f"{number}+" if onward else str(number)
    return command + ["-e", f"inject={call.name}:{what}:when={when}"]


def injected(log, state):
    """What was made to fail: pairs of a call's name and its path below the state folder."""
    return [(name, (traced_path(name, rest) or "?").removeprefix(state).lstrip("/"))
            for _, name, rest in ended_calls(log) if "(INJECTED)" in rest]


def later_success(log, state):
    """Paths whose sync was made to fail and then tried again with success: nobody may do that."""
    failed, again = set(), set()
    for _, name, rest in ended_calls(log):
        if name not in ("fsync", "fdatasync"):
            continue
        path = traced_path(name, rest)
        if "(INJECTED)" in rest:
            failed.add(path)
        elif path in failed and rest.endswith("= 0"):
            again.add(path)
    return again


NAMING = ["open", "openat", "unlink", "unlinkat"]
AT = re.compile(r'(?:AT_FDCWD|\d+)<([^>]*)>, "((?:[^"\\]|\\.)*)"')


def opened_before_removal(log, paths):
    """Those of some files that were opened while they were still there."""
    there, found = set(paths), set()
    for _, name, rest in ended_calls(log):
        if name not in NAMING or " = -1 " in rest:
            continue
        at = AT.match(rest)
        path = os.path.join(*at.groups()) if at else traced_path("open", rest)
        if name.startswith("unlink"):
            there.discard(path)
        elif path in there:
            found.add(path)
    return found


def unproven(calls):
    """Files that are written and not synced afterwards: nothing vouches for what they hold."""
    last_write, last_sync = {}, {}
    for call in calls:
        if call.name in ("write", "pwrite64", "ftruncate"):
            last_write[call.path] = call.order
        if call.name in ("fsync", "fdatasync"):
            last_sync[call.path] = call.order
        if call.target and call.path in last_write:
            last_write[call.target] = last_write.pop(call.path)
            last_sync[call.target] = last_sync.pop(call.path, -1)
    return {path for path, order in last_write.items() if last_sync.get(path, -1) < order}
