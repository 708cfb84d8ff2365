"""Leads a pipeline into the machine it runs on, in a network of its own with listeners everywhere.

Usage: unshare --net --mount python3 ssrf.py PIPELINE
Prints one JSON object: the exit status, the outcome of each request, and how many connections the
listeners saw, by address.
"""

import json
import os
import socket
import subprocess
import sys
import tempfile
import threading

ADDRESSES = ["169.254.169.254", "10.0.0.1", "192.168.0.1", "172.16.0.1", "100.64.0.1"]
SPELLINGS = ["127.0.0.2", "[::1]", "[::ffff:7f00:2]", "2130706434", "0x7f.2", "0177.0.0.2", "127.2"]
NAME = "inside.example"
connects = {}


def run(*command):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def listen(family, address, handle):
    server = socket.socket(family, socket.SOCK_STREAM)
    server.bind((address, 0))
    server.listen(64)

    def loop():
        while True:
            connection, _ = server.accept()
            threading.Thread(target=handle, args=(connection,), daemon=True).start()

    threading.Thread(target=loop, daemon=True).start()
    return server.getsockname()[1]


def count(connection):
    place = connection.getsockname()[0]
    connects[place] = connects.get(place, 0) + 1
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret")
    connection.close()


def redirect(targets):
    def handle(connection):
        head = connection.recv(65536).decode()
        number = int(head.split(" ")[1].rsplit("/", 1)[1])
        connection.sendall(
            f"HTTP/1.1 302 X\r\nLocation: {targets[number]}\r\nContent-Length: 0\r\n"
            "Connection: close\r\n\r\n".encode())
        connection.close()

    return handle


def source(name, address, hosts, request):
    return f"""
  - id: {name}
    name: N
    publisher: P
    shape: fingertips-lists
    address: {address}
    licence: L
    attribution: A
    cadence_days: 30
    pace_seconds: 0
    timeout_seconds: 5
    respects_robots: false
    allowed_hosts: [{", ".join('"' + host + '"' for host in hosts)}]
    requests: [{{name: secret, address: "{request}"}}]"""


def main():
    folder = tempfile.mkdtemp()
    run("ip", "link", "set", "lo", "up")
    for address in ADDRESSES:
        run("ip", "address", "add", address + "/32", "dev", "lo")
    hosts = folder + "/hosts"
    with open(hosts, "w") as file:
        file.write(f"127.0.0.1 localhost\n127.0.0.2 {NAME}\n")
    run("mount", "--make-rprivate", "/")
    run("mount", "--bind", hosts, "/etc/hosts")

    # A socket on :: hears every address of both versions.
    port = listen(socket.AF_INET6, "::", count)
    places = ADDRESSES + SPELLINGS
    targets = [f"http://{place}:{port}/latest/meta-data" for place in places]
    door = listen(socket.AF_INET, "127.0.0.1", redirect(targets))
    lines = "contact: me\ndeadline_minutes: 1\nsources:"
    for number, place in enumerate(places):
        bare = place.strip("[]")
        lines += source(
            f"redirect-{number}", f"http://127.0.0.1:{door}/", ["127.0.0.1", place, bare, "*"],
            str(number))
    lines += source("name", f"http://{NAME}:{port}/", [NAME], "secret")
    with open(folder + "/pipeline.yaml", "w") as file:
        file.write(lines + "\n")

    state = folder + "/state"
    result = subprocess.run(
        [sys.argv[1], "fetch", "--quiet", "--state", state, "--config", folder + "/pipeline.yaml"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    outcomes = {}
    for number, place in list(enumerate(places)) + [("name", NAME)]:
        name = number if number == "name" else f"redirect-{number}"
        with open(f"{state}/snapshots/{name}/manifest.jsonl") as file:
            outcomes[place] = json.loads(file.readlines()[-1])["outcome"]
    # That the listeners listen is proved by asking one of them.
    socket.create_connection(("10.0.0.1", port)).recv(10)
    print(json.dumps({"status": result.returncode, "outcomes": outcomes, "connects": connects}))
    os._exit(0)


main()
