"""A capture of TCP connections, for tests: streams.py FILE PORT, and on standard input a segment a line:
c|s SEQ ACK TEXT, with Python's escapes in TEXT; numbers count from the first byte of either side; C or S: with a FIN. "p
PORT": what follows goes to that port, which begins with a handshake the first time."""
import struct
import sys


def checksum(data):
    data += b"\0" * (len(data) % 2)
    total = sum(struct.unpack(">%dH" % (len(data) // 2), data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def frame(server, seq, ack, flags, data, port):
    ends = [(b"\x0a\x00\x00\x01", 40000), (b"\x0a\x00\x00\x02", port)]
    source, target = ends[server], ends[not server]
    base = [1000, 5000]
    head = struct.pack(">HHIIBBHHH", source[1], target[1], base[server] + seq, base[not server] + ack, 0x50, flags, 65000, 0, 0)
    total = checksum(source[0] + target[0] + struct.pack(">BBH", 0, 6, len(head + data)) + head + data)
    head = head[:16] + struct.pack(">H", total) + head[18:]
    ip = struct.pack(">BBHHHBBH4s4s", 0x45, 0, 20 + len(head + data), 0, 0x4000, 64, 6, 0, source[0], target[0])
    ip = ip[:10] + struct.pack(">H", checksum(ip)) + ip[12:]
    return b"\2\0\0\0\0\2\2\0\0\0\0\1\x08\0" + ip + head + data


name, port = sys.argv[1], int(sys.argv[2])
frames, begun = [], set()


def begin(port):
    if port not in begun:
        frames.extend([frame(0, -1, 0, 2, b"", port), frame(1, -1, 0, 18, b"", port), frame(0, 0, 0, 16, b"", port)])
    begun.add(port)
    return port


begin(port)
for line in sys.stdin.read().split("\n"):
    if line.startswith("p "):
        port = begin(int(line[2:]))
    elif line:
        side, seq, ack, text = (line + " ").split(" ", 3)
        data = text[:-1].encode("latin-1").decode("unicode_escape").encode("latin-1")
        frames.append(frame(side in "sS", int(seq), int(ack), 25 if side in "CS" else 24, data, port))
with open(name, "wb") as out:
    out.write(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 262144, 1))
    for i, f in enumerate(frames):
        out.write(struct.pack("<IIII", 1000 + i // 1000, i % 1000 * 1000, len(f), len(f)) + f)
