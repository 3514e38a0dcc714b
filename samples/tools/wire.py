#!/usr/bin/env python3
"""wire.py: a wire between two interfaces that loses, doubles and swaps frames where it is told to.

usage: wire.py IF1 IF2 [RULE...]

A rule is FROM:KIND:FATE:N,N,...: the Nth (from 1) frame of KIND that comes in at interface FROM (1 or 2) meets FATE.
KIND: any, data (TCP with payload), synack, fragment (IPv4, offset above 0). FATE: drop, dup, late (sent after the
frame that follows it). N may be "all". It does what `tc netem` does by chance, but the same on every run and kernel.
"""
import select
import socket
import sys

ETH_P_ALL, PACKET_OUTGOING = 3, 4


def kinds(frame):
    """The kinds that this Ethernet frame is of."""
    found = {"any"}
    if frame[12:14] != b"\x08\x00" or len(frame) < 34:
        return found
    total = int.from_bytes(frame[16:18], "big")
    if int.from_bytes(frame[20:22], "big") & 0x1FFF:
        return found | {"fragment"}
    tcp = 14 + (frame[14] & 15) * 4
    if frame[23] == 6 and len(frame) >= tcp + 20:
        if frame[tcp + 13] & 0x12 == 0x12:
            found.add("synack")
        if 14 + total > tcp + (frame[tcp + 12] >> 4) * 4:
            found.add("data")
    return found


class Side:
    """One interface: its socket, its rules, and the frame that waits for the next one to pass."""

    def __init__(self, name, rules):
        self.socket = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ETH_P_ALL))
        self.socket.bind((name, 0))
        self.rules = rules
        self.count = {}
        self.waiting = None

    def fate(self, frame):
        found = kinds(frame)
        for kind in found:
            self.count[kind] = self.count.get(kind, 0) + 1
        for kind, fate, numbers in self.rules:
            if kind in found and (numbers == "all" or self.count[kind] in numbers):
                return fate
        return "pass"


def carry(side, out):
    frame, address = side.socket.recvfrom(65536)
    if address[2] == PACKET_OUTGOING:
        return
    fate = side.fate(frame)
    if fate == "late":
        side.waiting = frame
        return
    for _ in range({"drop": 0, "pass": 1, "dup": 2}[fate]):
        out.send(frame)
    if side.waiting:
        out.send(side.waiting)
        side.waiting = None


def main(names, texts):
    rules = ([], [])
    for text in texts:
        side, kind, fate, numbers = text.split(":")
        numbers = "all" if numbers == "all" else {int(n) for n in numbers.split(",")}
        rules[int(side) - 1].append((kind, fate, numbers))
    sides = [Side(name, rule) for name, rule in zip(names, rules)]
    print("ready", flush=True)
    while True:
        for ready in select.select([side.socket for side in sides], [], [])[0]:
            side, other = sides if ready is sides[0].socket else sides[::-1]
            carry(side, other.socket)


if len(sys.argv) < 3:
    sys.exit(__doc__)
main(sys.argv[1:3], sys.argv[3:])
