"""The frames of a pcap file as pcapng, with times from everywhere in 64 bits of seconds: far_times.py PCAP PCAPNG FIRST,
where FIRST says which of the times comes first."""
import struct
import sys

SECONDS = [0, 2**63 - 1, -(2**63), 1 - 2**63, 2**62, -1, 9223372036, 9223372037, 2**40, -9223372037, 2**63 - 2, 1700000000]


def block(kind, body):
    size = struct.pack("<I", len(body) + 12)
    return struct.pack("<I", kind) + size + body + size


source, target, first = sys.argv[1], sys.argv[2], int(sys.argv[3])
with open(source, "rb") as f:
    data = f.read()
order = "<" if data[0] in (0xD4, 0x4D) else ">"
link = struct.unpack(order + "I", data[20:24])[0]
out = block(0x0A0D0D0A, struct.pack("<IHHq", 0x1A2B3C4D, 1, 0, -1))
out += block(1, struct.pack("<HHIHHB3xHH", link, 0, 262144, 9, 1, 0, 0, 0))  # if_tsresol: seconds
at = 24
while at < len(data):
    captured, wire = struct.unpack(order + "II", data[at + 8 : at + 16])
    frame = data[at + 16 : at + 16 + captured]
    high, low = struct.unpack(">II", struct.pack(">q", SECONDS[first % len(SECONDS)]))
    out += block(6, struct.pack("<IIIII", 0, high, low, captured, wire) + frame + b"\0" * (-captured % 4))
    at += 16 + captured
    first += 1
with open(target, "wb") as f:
    f.write(out)
