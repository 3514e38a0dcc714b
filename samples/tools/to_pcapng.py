#!/usr/bin/env python3
"""to_pcapng.py: joins pcap files of several interfaces, in order of time, to one pcapng file with nanoseconds.

usage: to_pcapng.py OUT NAME=FILE... [N#COMMENT...]      COMMENT goes to the Nth packet of the result, from 1
"""
import sys

import capfile


def main(out, arguments):
    comments = dict(a.split("#", 1) for a in arguments if a.split("#")[0].isdigit())
    inputs = [a.split("=", 1) for a in arguments if not a.split("#")[0].isdigit()]
    blocks = [capfile.section([(capfile.SHB_USERAPPL, "peel samples")])]
    packets = []
    for number, (name, path) in enumerate(inputs):
        link, records = capfile.read_pcap(path)
        blocks.append(capfile.interface(link, [(capfile.IF_NAME, name), (capfile.IF_TSRESOL, b"\x09")]))
        packets += [(when, number, length, data) for when, length, data in records]
    packets.sort(key=lambda packet: packet[:2])
    for number, (when, iface, length, data) in enumerate(packets, 1):
        text = comments.get(str(number))
        pairs = [(capfile.OPT_COMMENT, text)] if text else []
        blocks.append(capfile.enhanced(iface, when, data, pairs, length=length))
    with open(out, "wb") as file:
        file.write(b"".join(blocks))


if len(sys.argv) < 3:
    sys.exit(__doc__)
main(sys.argv[1], sys.argv[2:])
