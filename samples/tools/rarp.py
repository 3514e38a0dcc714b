#!/usr/bin/env python3
"""rarp.py: asks by RARP (RFC 903) for the address of this host, or answers whoever asks.

usage: rarp.py ask IF | rarp.py answer IF MAC=ADDRESS...
"""
import socket
import struct
import sys

ETH_P_RARP, REQUEST, REPLY = 0x8035, 3, 4
BROADCAST, NOBODY = b"\xff" * 6, bytes(4)


def packet(ether_to, operation, sender, sender_ip, target, target_ip):
    head = ether_to + sender + struct.pack("!HHHBBH", ETH_P_RARP, 1, 0x0800, 6, 4, operation)
    return (head + sender + sender_ip + target + target_ip).ljust(60, b"\0")


def main(what, name, *table):
    s = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ETH_P_RARP))
    s.bind((name, 0))
    mac = s.getsockname()[4]
    s.settimeout(5)
    if what == "ask":
        s.send(packet(BROADCAST, REQUEST, mac, NOBODY, mac, NOBODY))
        print(socket.inet_ntoa(s.recv(2048)[38:42]))
        return
    known = {bytes.fromhex(k.replace(":", "")): socket.inet_aton(v) for k, v in (e.split("=") for e in table)}
    own = known[mac]
    print("ready", flush=True)
    asker = s.recv(2048)[32:38]
    s.send(packet(asker, REPLY, mac, own, asker, known[asker]))


if len(sys.argv) < 3:
    sys.exit(__doc__)
main(*sys.argv[1:])
