#!/usr/bin/env python3
"""seeds.py FOLDER CAPTURE...: makes inputs of fuzz_dissect out of captures, for a fuzzer to start from.

Each capture's frames become inputs of up to 32 frames, in the form that fuzz_dissect.c describes. What is read is peel's own
hexadecimal: PEEL names the program."""
import json
import os
import subprocess
import sys

LINK_TYPES = [1, 0, 108, 101, 12, 14, 113, 276, 228, 229, 9, 50, 104, 105, 127, 147]  # as in fuzz_dissect.c
ENCAPSULATIONS = {1: 1, 15: 0, 4: 9, 7: 101, 25: 113, 210: 276, 23: 127, 20: 105, 28: 104}  # frame.encap_type: link type
MAX_FRAMES, MAX_BYTES = 32, 65535


def frames(peel, capture):
    """Link type and bytes of each frame."""
    command = [peel, "-n", "-r", capture, "-c", "512", "-T", "json", "-x", "-j", "frame"]
    text = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False).stdout
    for packet in json.loads(text or b"[]"):
        layers = packet["_source"]["layers"]
        encapsulation = int(layers["frame"].get("frame.encap_type", 1))
        if encapsulation in ENCAPSULATIONS:
            yield ENCAPSULATIONS[encapsulation], bytes.fromhex(layers["frame_raw"][0])


def main():
    folder, captures = sys.argv[1], sys.argv[2:]
    peel = os.environ.get("PEEL", "./peel")
    os.makedirs(folder, exist_ok=True)
    for capture in captures:
        seed, count, link_type, part = b"", 0, None, 0
        for kind, data in frames(peel, capture):
            data = data[:MAX_BYTES]
            if link_type is None:
                link_type = kind
            seed += bytes([0, len(data) & 255, len(data) >> 8]) + data
            count += 1
            if count == MAX_FRAMES:
                write(folder, capture, part, link_type, seed)
                seed, count, part = b"", 0, part + 1
        if seed:
            write(folder, capture, part, link_type, seed)


def write(folder, capture, part, link_type, seed):
    name = f"{os.path.basename(capture)}.{part}"
    with open(os.path.join(folder, name), "wb") as file:
        bare = 0x80 * (len(seed) % 2)  # half of them, whichever
        file.write(bytes([LINK_TYPES.index(link_type), bare]) + seed)


if __name__ == "__main__":
    main()
