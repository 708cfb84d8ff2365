"""Every state that a power cut may leave a disk in, from the system calls of one run.

The model is the strict reading of POSIX. What a file holds is on disk as of its last fsync, a name
in a folder as of the folder's last fsync. Of what came later some may have reached the disk by
chance: of the names any beginning, of the contents nothing, the first half, or all.
"""

import hashlib
import os
import re

from fault_calls import ended_calls

STRING = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
DESCRIPTOR = re.compile(r"^(\d+)<((?:\\x[0-9a-f]{2})*)")


class Node:
    """A file, folder or link: what programs see, what is on disk, and what is in between."""

    def __init__(self, kind, content=b""):
        self.kind = kind
        self.seen = {} if kind == "folder" else bytearray(content)
        self.durable = {} if kind == "folder" else bytes(content)
        self.writes = []
        self.whole = b""


def read_tree(path):
    """What lies on disk, all of it durable."""
    if os.path.islink(path):
        return Node("link", os.readlink(path).encode())
    if not os.path.isdir(path):
        with open(path, "rb") as file:
            return Node("file", file.read())
    node = Node("folder")
    for name in os.listdir(path):
        node.seen[name] = read_tree(os.path.join(path, name))
    node.durable = dict(node.seen)
    return node


def published(tree, entries, content):
    """The files of the release that `current` names, by path, as hashes; None without any."""
    link = entries(tree).get("current")
    if link is None or link.kind != "link":
        return None
    node = tree
    for part in bytes(link.seen).decode().split("/"):
        node = entries(node).get(part) if node is not None and node.kind == "folder" else None
    if node is None:
        return "current names nothing"
    found = {}

    def walk(folder, prefix):
        for name, child in entries(folder).items():
            if child.kind == "folder":
                walk(child, prefix + name + "/")
            else:
                found[prefix + name] = digest(content(child))
    walk(node, "")
    return found


# Most states differ in a single name: the hash of a content is kept for as long as the content is.
DIGESTS = {}


def digest(content):
    known = DIGESTS.get(id(content))
    if known is None or known[0] is not content:
        known = DIGESTS[id(content)] = (content, hashlib.sha256(content).digest())
    return known[1]


def as_seen(tree):
    return published(tree, lambda node: node.seen, lambda node: bytes(node.seen))


class PowerLoss:
    def __init__(self, root, before, after, syncs=True):
        """Takes the state folder's path, its trees before and after the run, and whether a sync
        does anything."""
        self.root = root
        self.tree = before
        self.allowed = [as_seen(before), as_seen(after)]
        self.syncs = syncs
        self.pending = []
        self.states = 0
        self.wrong = []

    def replay(self, log):
        """Returns how many states there were, and those that are neither the old nor the new."""
        for name, arguments in calls(log):
            if self.apply(name, arguments):
                self.look(name)
        return self.states, self.wrong

    # What a call does.

    def apply(self, name, arguments):
        """Returns whether the call changed anything below the state folder."""
        strings = [text(match) for match in STRING.findall(arguments)]
        match = DESCRIPTOR.match(arguments)
        path = text(match.group(2)) if match else None
        if name in ("write", "pwrite64"):
            return self.write(path, raw(STRING.search(arguments).group(1)), arguments, name)
        if name == "ftruncate":
            return self.truncate(path, int(arguments.rsplit(",", 1)[1]))
        if name in ("fsync", "fdatasync"):
            return self.sync(path)
        if name == "openat":
            return self.open(strings[0], arguments)
        if name in ("mkdir", "mkdirat"):
            return self.add(strings[0], Node("folder"))
        if name in ("unlink", "unlinkat", "rmdir"):
            return self.change(strings[0], None)
        if name in ("symlink", "symlinkat"):
            return self.add(strings[1], Node("link", strings[0].encode()))
        if name in ("rename", "renameat", "renameat2"):
            return self.rename(strings[0], strings[1])
        if name in ("link", "linkat"):
            source = self.find(strings[0])
            if source is None:
                source = read_tree(strings[0])
            return self.add(strings[1], source)
        return False

    def write(self, path, data, arguments, name):
        node = self.find(path)
        if node is None or node.kind != "file":
            return False
        offset = int(arguments.rsplit(",", 1)[1]) if name == "pwrite64" else len(node.seen)
        if len(node.seen) < offset:
            node.seen.extend(b"\0" * (offset - len(node.seen)))
        node.seen[offset:offset + len(data)] = data
        node.writes.append((offset, data))
        return True

    def truncate(self, path, length):
        node = self.find(path)
        if node is None:
            return False
        del node.seen[length:]
        node.seen.extend(b"\0" * (length - len(node.seen)))
        node.writes.append((length, None))
        return True

    def sync(self, path):
        node = self.find(path)
        if node is None or not self.syncs:
            return False
        if node.kind != "folder":
            node.durable, node.writes = bytes(node.seen), []
            return True
        # A rename is one step of the journal: either folder brings it to disk.
        kept = []
        for step in self.pending:
            if any(folder is node for folder, _, _ in step):
                carry_out(step)
            else:
                kept.append(step)
        self.pending = kept
        return True

    def open(self, path, arguments):
        if "O_CREAT" in arguments and self.find(path) is None:
            return self.add(path, Node("file"))
        if "O_TRUNC" in arguments:
            return self.truncate(path, 0)
        return False

    def rename(self, source, target):
        node = self.find(source)
        (from_folder, from_name), (to_folder, to_name) = self.place(source), self.place(target)
        if node is None or to_folder is None:
            return False
        del from_folder.seen[from_name]
        to_folder.seen[to_name] = node
        self.pending.append([(from_folder, from_name, None), (to_folder, to_name, node)])
        return True

    def add(self, path, node):
        return self.change(path, node)

    def change(self, path, node):
        folder, name = self.place(path)
        if folder is None:
            return False
        if node is None:
            folder.seen.pop(name, None)
        else:
            folder.seen[name] = node
        self.pending.append([(folder, name, node)])
        return True

    # Finding.

    def parts(self, path):
        if path is None or not path.startswith(self.root + "/"):
            return [] if path == self.root else None
        return path[len(self.root) + 1:].split("/")

    def find(self, path):
        parts = self.parts(path)
        if parts is None:
            return None
        node = self.tree
        for part in parts:
            node = node.seen.get(part) if node is not None and node.kind == "folder" else None
        return node

    def place(self, path):
        parts = self.parts(path)
        if not parts:
            return None, None
        return self.find("/".join([self.root] + parts[:-1])), parts[-1]

    # Looking at what may be on disk now.

    def look(self, name):
        for count in range(len(self.pending) + 1):
            if len(self.wrong) > 20:
                return
            overlay = {}
            for step in self.pending[:count]:
                for folder, entry, node in step:
                    overlay.setdefault(id(folder), {})[entry] = node

            def entries(node):
                changed = overlay.get(id(node))
                if not changed:
                    return node.durable
                return {key: value for key, value in {**node.durable, **changed}.items()
                        if value is not None}
            for share in (0, 0.5, 1):
                self.states += 1
                found = published(self.tree, entries, lambda node: on_disk(node, share))
                if found not in self.allowed:
                    self.wrong.append(
                        f"after {name}, {count} of {len(self.pending)} names and {share} of the"
                        " contents on disk: neither the old release nor the new")


def on_disk(node, share):
    """What a file holds when that share of its later writes has reached the disk."""
    if not node.writes or share == 0:
        return node.durable
    if share == 1:
        node.whole = node.whole if node.whole == node.seen else bytes(node.seen)
        return node.whole
    content = bytearray(node.durable)
    for offset, data in node.writes[:len(node.writes) // 2]:
        if data is None:
            del content[offset:]
            content.extend(b"\0" * (offset - len(content)))
            continue
        content.extend(b"\0" * (offset - len(content)))
        content[offset:offset + len(data)] = data
    return bytes(content)


def carry_out(step):
    for folder, name, node in step:
        if node is None:
            folder.durable.pop(name, None)
        else:
            folder.durable[name] = node


def calls(log):
    pattern = re.compile(r"(.*)\) += (-?\d+)")
    for _, name, rest in ended_calls(log):
        match = pattern.match(rest)
        if match and int(match.group(2)) >= 0:
            yield name, match.group(1)


def raw(escaped):
    return bytes.fromhex(escaped.replace("\\x", ""))


def text(escaped):
    return raw(escaped).decode(errors="replace")
