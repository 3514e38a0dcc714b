#!/usr/bin/env python3
"""rpc_talk.py: a server of ONC RPC programs and a client that calls every procedure of them, both from one script.

usage: rpc_talk.py serve ADDRESS        answers on UDP and TCP until it is ended
       rpc_talk.py call ADDRESS WHAT    portmap | mount | nfs2 | nfs3 | rpc

Not a file system: what a procedure answers is written down here (RFC 1057, 1094, 1813, 1833). A call's transaction number
is its place in the script, so that the server knows which answer is meant.
"""
import select
import socket
import struct
import sys

PORTMAP, NFS, MOUNT = 100000, 100003, 100005
PORTS = {PORTMAP: 111, NFS: 2049, MOUNT: 635}
UDP, TCP = 17, 6
FIRST_XID = 0x5EED0000
MORE = 0x80000000  # record marking (RFC 5531, 11): clear in all fragments but the last


def u32(*values):
    return struct.pack(f">{len(values)}I", *values)


def u64(*values):
    return struct.pack(f">{len(values)}Q", *values)


def opaque(data, fixed=False):
    data = data.encode() if isinstance(data, str) else data
    return (b"" if fixed else u32(len(data))) + data + bytes(-len(data) % 4)


def listed(*items):
    """A linked list: each item behind a 1, a 0 at the end."""
    return b"".join(u32(1) + item for item in items) + u32(0)


NULL = u32(0, 0)


def unix(machine="onion", uid=1000, gid=1000, *gids):
    body = u32(0x01020304) + opaque(machine) + u32(uid, gid, len(gids), *gids)
    return u32(1) + opaque(body)


def gss(procedure, sequence, service, context):
    return u32(6) + opaque(u32(1, procedure, sequence, service) + opaque(context))


# ---- what the programs say: (version, procedure, arguments, results) ----

def mapping(program, version, protocol, port):
    return u32(program, version, protocol, port)


def rpcb(program, version, netid, address, owner):
    return u32(program, version) + opaque(netid) + opaque(address) + opaque(owner)


PORTMAP_CALLS = [
    (2, 0, b"", b""),
    (2, 1, mapping(NFS, 3, TCP, 2049), u32(1)),
    (2, 2, mapping(200001, 1, UDP, 0), u32(0)),
    (2, 3, mapping(NFS, 3, TCP, 0), u32(2049)),
    (2, 3, mapping(MOUNT, 3, UDP, 0), u32(635)),
    (2, 3, mapping(400400, 1, 132, 0), u32(0)),
    (2, 4, b"", listed(mapping(PORTMAP, 2, TCP, 111), mapping(PORTMAP, 4, UDP, 111), mapping(NFS, 3, TCP, 2049))),
    (2, 5, u32(MOUNT, 3, 1) + opaque(opaque("/export")), u32(635) + opaque(u32(0))),
    (3, 0, b"", b""),
    (3, 1, rpcb(NFS, 3, "tcp", "0.0.0.0.8.1", "superuser"), u32(1)),
    (3, 2, rpcb(NFS, 3, "tcp", "", "superuser"), u32(1)),
    (3, 3, rpcb(NFS, 3, "tcp", "10.9.0.2.0.111", "rpcinfo"), opaque("10.9.0.2.8.1")),
    (3, 4, b"", listed(rpcb(NFS, 3, "tcp", "0.0.0.0.8.1", "superuser"), rpcb(MOUNT, 3, "udp", "0.0.0.0.2.123", "unknown"))),
    (3, 5, u32(MOUNT, 3, 0) + opaque(b""), opaque("10.9.0.2.2.123") + opaque(b"")),
    (3, 6, b"", u32(0x65A00000)),
    (3, 7, opaque("10.9.0.2.8.1"), u32(16) + opaque(b"\2\0\x08\1\x0a\x09\0\2")),
    (3, 8, u32(16) + opaque(b"\2\0\x08\1\x0a\x09\0\2"), opaque("10.9.0.2.8.1")),
    (4, 3, rpcb(NFS, 3, "tcp", "", ""), opaque("")),
    (4, 4, b"", listed(rpcb(NFS, 3, "tcp6", "::.8.1", "superuser"))),
    (4, 5, u32(MOUNT, 3, 0) + opaque(b""), opaque("10.9.0.2.2.123") + opaque(b"")),
    (4, 9, rpcb(NFS, 3, "tcp", "10.9.0.2.0.111", "rpcinfo"), opaque("10.9.0.2.8.1")),
    (4, 10, u32(MOUNT, 3, 0) + opaque(b""), opaque("10.9.0.2.2.123") + opaque(b"")),
    (4, 11, rpcb(NFS, 3, "", "", ""), listed(opaque("10.9.0.2.8.1") + opaque("tcp") + u32(3) + opaque("inet") + opaque("tcp"))),
    (4, 12, b"", u32(*([0] * 13), 2, 1) + listed(u32(NFS, 3, 5, 1) + opaque("tcp")) + u32(0) + u32(0) * 40),
    (1, 0, b"", b""),
]

FH2 = bytes(range(0x40, 0x60))
FH3 = bytes.fromhex("01000700020012000000000087dd7e9f58014b49b856e1c32bdf79a4")
FILE3 = FH3[:3] + b"\1" + FH3[4:] + u32(0x120003, 0x77)

MOUNT_CALLS = [
    (3, 0, b"", b""),
    (3, 1, opaque("/export"), u32(0) + opaque(FH3) + u32(3, 1, 6, 390004)),
    (3, 1, opaque("/secret"), u32(13)),
    (3, 2, b"", listed(opaque("onion") + opaque("/export"), opaque("10.9.0.1") + opaque("/export/home"))),
    (3, 3, opaque("/export"), b""),
    (3, 4, b"", b""),
    (3, 5, b"", listed(opaque("/export") + listed(opaque("onion"), opaque("*.peel.example")), opaque("/pub") + listed())),
    (1, 0, b"", b""),
    (1, 1, opaque("/export"), u32(0) + FH2),
    (1, 1, opaque("/absent"), u32(2)),
    (1, 2, b"", listed()),
    (1, 3, opaque("/export"), b""),
    (1, 4, b"", b""),
    (1, 5, b"", listed(opaque("/export") + listed())),
    (1, 6, b"", listed()),
    (2, 7, opaque("/export"), u32(127) + struct.pack(">4x2xH2xH2xH2xH2xH2xBB", 255, 255, 255, 4096, 4096, 0, 0) + bytes(4)),
]

SECONDS, MICRO = 0x65A00000, 123456


def fattr2(kind, mode, size):
    return u32(kind, mode, 2, 1000, 100, size, 4096, 0x0801, size // 512, 0x0801, 4711,
               SECONDS, MICRO, SECONDS + 1, MICRO, SECONDS + 2, MICRO)


def sattr2(mode=0xFFFFFFFF, size=0xFFFFFFFF, time=0xFFFFFFFF):
    return u32(mode, 0xFFFFFFFF, 0xFFFFFFFF, size, time, MICRO, time, 0)


DIROP2 = FH2 + opaque("readme.txt")
DIR2, REG2 = fattr2(2, 0o40755, 4096), fattr2(1, 0o100644, 21)
NFS2_CALLS = [
    (2, 0, b"", b""),
    (2, 1, FH2, u32(0) + DIR2),
    (2, 1, FH2, u32(70)),
    (2, 2, FH2 + sattr2(mode=0o644, size=0), u32(0) + REG2),
    (2, 2, FH2 + sattr2(time=SECONDS), u32(0) + fattr2(5, 0o120777, 9)),
    (2, 3, b"", b""),
    (2, 4, DIROP2, u32(0) + FH2 + REG2),
    (2, 4, DIROP2, u32(2)),
    (2, 5, FH2, u32(0) + opaque("../target")),
    (2, 6, FH2 + u32(0, 1024, 0), u32(0) + REG2 + opaque("One packet after the other.\n")),
    (2, 7, b"", b""),
    (2, 8, FH2 + u32(0, 0, 0) + opaque("hello\n"), u32(0) + REG2),
    (2, 9, DIROP2 + sattr2(mode=0o600), u32(0) + FH2 + REG2),
    (2, 10, DIROP2, u32(0)),
    (2, 11, DIROP2 + FH2 + opaque("new name"), u32(0)),
    (2, 12, FH2 + FH2 + opaque("link"), u32(0)),
    (2, 13, FH2 + opaque("symlink") + opaque("../target") + sattr2(), u32(0)),
    (2, 14, FH2 + opaque("folder") + sattr2(mode=0o755), u32(0) + FH2 + DIR2),
    (2, 15, FH2 + opaque("folder"), u32(66)),
    (2, 16, FH2 + u32(0, 4096), u32(0) + listed(u32(1) + opaque(".") + u32(1), u32(2) + opaque("..") + u32(2)) + u32(1)),
    (2, 17, FH2, u32(0, 8192, 4096, 100000, 50000, 45000)),
]


def time3(n=0):
    return u32(SECONDS + n, 123456789)


def fattr3(kind, mode, size, rdev=(0, 0)):
    return (u32(kind, mode, 2, 1000, 100) + u64(size, 4096) + u32(*rdev) + u64(0xED32DE735C9F8B3F, 0x120002) +
            time3() + time3(1) + time3(2))


def sattr3(mode=None, uid=None, gid=None, size=None, atime=0, mtime=0):
    out = b""
    for value in (mode, uid, gid):
        out += u32(0) if value is None else u32(1, value)
    out += u32(0) if size is None else u32(1) + u64(size)
    for how in (atime, mtime):
        out += u32(how) + (time3() if how == 2 else b"")
    return out


DIR3, REG3 = fattr3(2, 0o777, 4096), fattr3(1, 0o644, 13)
POST_DIR, POST_REG, POST_NONE = u32(1) + DIR3, u32(1) + REG3, u32(0)
PRE = u32(1) + u64(4096) + time3() + time3(1)
WCC_DIR, WCC_REG, WCC_NONE = PRE + POST_DIR, PRE + POST_REG, u32(0, 0)
FH_DIR, FH_FILE = opaque(FH3), opaque(FILE3)
DIROP3 = FH_DIR + opaque("hello_world")
VERIFIER = bytes.fromhex("67c8733222e2ea08")
MADE = u32(0, 1) + FH_FILE + POST_REG + WCC_DIR
NFS3_CALLS = [
    (3, 0, b"", b""),
    (3, 1, FH_DIR, u32(0) + DIR3),
    (3, 1, FH_DIR, u32(70)),
    (3, 2, FH_FILE + sattr3(0o640, 1000, 100, 5, 1, 2) + u32(1) + time3(), u32(0) + WCC_REG),
    (3, 2, FH_FILE + sattr3() + u32(0), u32(10002) + WCC_NONE),
    (3, 3, DIROP3, u32(0) + FH_FILE + POST_REG + POST_DIR),
    (3, 3, DIROP3, u32(2) + POST_DIR),
    (3, 4, FH_DIR + u32(0x1F), u32(0) + POST_DIR + u32(0x1F)),
    (3, 4, FH_FILE + u32(0x3F), u32(0) + POST_REG + u32(0x0D)),
    (3, 4, FH_FILE + u32(0x20), u32(13) + POST_NONE),
    (3, 5, FH_FILE, u32(0) + u32(1) + fattr3(5, 0o777, 9) + opaque("../target")),
    (3, 5, FH_FILE, u32(22) + POST_REG),
    (3, 6, FH_FILE + u64(0) + u32(4096), u32(0) + POST_REG + u32(13, 1) + opaque("Hello World!\n")),
    (3, 6, FH_FILE + u64(1 << 33) + u32(4096), u32(5) + POST_NONE),
    (3, 6, FH_FILE + u64(8192) + u32(4000), u32(0) + POST_REG + u32(4000, 0) + opaque(bytes(i & 0xFF for i in range(4000)))),
    (3, 7, FH_FILE + u64(0) + u32(13, 2) + opaque("Hello World!\n"), u32(0) + WCC_REG + u32(13, 2) + VERIFIER),
    (3, 7, FH_FILE + u64(13) + u32(5, 0) + opaque("again"), u32(28) + WCC_REG),
    (3, 8, DIROP3 + u32(0) + sattr3(0o644), MADE),
    (3, 8, DIROP3 + u32(1) + sattr3(0o644, size=0), u32(17) + WCC_DIR),
    (3, 8, DIROP3 + u32(2) + VERIFIER, u32(0) + u32(0) + POST_NONE + WCC_DIR),
    (3, 9, FH_DIR + opaque("folder") + sattr3(0o755), u32(0, 1) + FH_DIR + POST_DIR + WCC_DIR),
    (3, 10, FH_DIR + opaque("symlink") + sattr3(0o777) + opaque("../target"), MADE),
    (3, 11, FH_DIR + opaque("fifo") + u32(7) + sattr3(0o644), MADE),
    (3, 11, FH_DIR + opaque("null") + u32(4) + sattr3(0o666) + u32(1, 3), u32(0, 1) + FH_FILE + u32(1) + fattr3(4, 0o666, 0, (1, 3)) + WCC_DIR),
    (3, 11, FH_DIR + opaque("file") + u32(1), u32(10007) + WCC_DIR),
    (3, 12, DIROP3, u32(0) + WCC_DIR),
    (3, 12, DIROP3, u32(2) + WCC_DIR),
    (3, 13, FH_DIR + opaque("folder"), u32(66) + WCC_DIR),
    (3, 14, DIROP3 + FH_DIR + opaque("new name"), u32(0) + WCC_DIR + WCC_DIR),
    (3, 15, FH_FILE + FH_DIR + opaque("link"), u32(0) + POST_REG + WCC_DIR),
    (3, 15, FH_FILE + FH_DIR + opaque("link"), u32(31) + POST_REG + WCC_DIR),
    (3, 16, FH_DIR + u64(0) + bytes(8) + u32(4096), u32(0) + POST_DIR + VERIFIER + listed(
        u64(2) + opaque(".") + u64(1), u64(2) + opaque("..") + u64(2), u64(3) + opaque("hello_world") + u64(3)) + u32(1)),
    (3, 16, FH_DIR + u64(7) + VERIFIER + u32(8), u32(10005) + POST_DIR),
    (3, 17, FH_DIR + u64(0) + bytes(8) + u32(1024, 8192), u32(0) + POST_DIR + VERIFIER + listed(
        u64(2) + opaque(".") + u64(1) + POST_DIR + u32(1) + FH_DIR, u64(3) + opaque("hello_world") + u64(3) + POST_NONE + u32(0)) + u32(0)),
    (3, 18, FH_DIR, u32(0) + POST_DIR + u64(10 ** 12, 10 ** 11, 9 * 10 ** 10, 10 ** 6, 10 ** 5, 10 ** 5) + u32(1)),
    (3, 18, FH_DIR, u32(70) + POST_NONE),
    (3, 19, FH_DIR, u32(0) + POST_NONE + u32(1 << 20, 1 << 20, 4096, 1 << 20, 1 << 20, 4096, 1 << 20) + u64((1 << 44) - 4096) + u32(1, 0, 0x1B)),
    (3, 19, FH_DIR, u32(10001) + POST_NONE),
    (3, 20, FH_DIR, u32(0) + POST_NONE + u32(32000, 255, 0, 1, 0, 1)),
    (3, 20, FH_DIR, u32(70) + POST_NONE),
    (3, 21, FH_FILE + u64(0) + u32(0), u32(0) + WCC_REG + VERIFIER),
    (3, 21, FH_FILE + u64(0) + u32(0), u32(5) + WCC_NONE),
    (3, 22, b"", None),
]

# ---- messages ----

def accepted(results):
    return u32(1, 0) + NULL + u32(0) + results


# What RPC itself has to say (RFC 5531, 9): program, credentials, verifier, arguments, the reply behind its xid
RPC_CALLS = [
    (NFS, 3, 0, NULL, NULL, b"", u32(1, 1, 1, 1)),                         # denied: bad credential
    (NFS, 3, 0, unix("onion", 0, 0, 0, 5, 10), NULL, b"", u32(1, 1, 1, 5)),
    (NFS, 3, 0, NULL, NULL, b"", u32(1, 1, 0, 2, 2)),                      # denied: RPC version
    (NFS, 9, 0, NULL, NULL, b"", u32(1, 0) + NULL + u32(2, 2, 4)),         # program version
    (NFS, 3, 99, NULL, NULL, b"", u32(1, 0) + NULL + u32(3)),
    (NFS, 3, 1, NULL, NULL, b"", u32(1, 0) + NULL + u32(4)),
    (NFS, 3, 1, NULL, NULL, FH_DIR, u32(1, 0) + NULL + u32(5)),
    (100017, 1, 1, NULL, NULL, b"", u32(1, 0) + NULL + u32(1)),            # program unknown here
    (536870913, 1, 7, unix(), NULL, u32(1, 2, 3), accepted(u32(7))),       # nobody knows this one
    (NFS, 3, 0, u32(2) + opaque(b"short!!!"), NULL, b"", accepted(b"")),   # AUTH_SHORT
    (NFS, 3, 0, u32(3) + opaque(u32(0) + opaque("unix.1000@peel.example") + bytes(range(8)) + u32(7)), u32(3) + opaque(bytes(12)), b"",
     u32(1, 0) + u32(3) + opaque(bytes(12)) + u32(0)),
    (NFS, 3, 0, u32(99) + opaque(b"whatever"), NULL, b"", accepted(b"")),
    (NFS, 3, 0, gss(1, 0, 1, b""), NULL, opaque(b"token of the client"),
     u32(1, 0) + u32(6) + opaque(b"checksum") + u32(0) + opaque(b"context") + u32(0, 0, 128) + opaque(b"token of the server")),
    (NFS, 3, 1, gss(0, 1, 1, b"context"), u32(6) + opaque(b"checksum"), FH_DIR,
     u32(1, 0) + u32(6) + opaque(b"checksum") + u32(0) + u32(0) + DIR3),
    (NFS, 3, 1, gss(0, 2, 2, b"context"), u32(6) + opaque(b"checksum"), opaque(u32(2) + FH_DIR) + opaque(b"checksum"),
     u32(1, 0) + u32(6) + opaque(b"checksum") + u32(0) + opaque(u32(2, 0) + DIR3) + opaque(b"checksum")),
    (NFS, 3, 1, gss(0, 3, 3, b"context"), u32(6) + opaque(b"checksum"), opaque(bytes(range(44))),
     u32(1, 0) + u32(6) + opaque(b"checksum") + u32(0) + opaque(bytes(range(96)))),
    (NFS, 3, 0, gss(3, 4, 1, b"context"), u32(6) + opaque(b"checksum"), b"", u32(1, 0) + u32(6) + opaque(b"checksum") + u32(0)),
]


def simple(program, calls, credentials):
    for version, procedure, arguments, results in calls:
        reply = u32(1, 0) + NULL + u32(3) if results is None else accepted(results)
        yield program, version, procedure, NULL if not procedure else credentials, NULL, arguments, reply


SCRIPT = {}  # what -> [(xid, program, call, reply)]
for number, (what, calls) in enumerate({
        "portmap": simple(PORTMAP, PORTMAP_CALLS, NULL), "mount": simple(MOUNT, MOUNT_CALLS, unix("onion", 0, 0, 0)),
        "nfs2": simple(NFS, NFS2_CALLS, unix()), "nfs3": simple(NFS, NFS3_CALLS, unix("onion", 1000, 100, 100, 27)),
        "rpc": RPC_CALLS}.items()):
    SCRIPT[what] = []
    for i, (program, version, procedure, credentials, verifier, arguments, reply) in enumerate(calls):
        xid = FIRST_XID + 256 * number + i
        call = u32(xid, 0, 2, program, version, procedure) + credentials + verifier + arguments
        SCRIPT[what].append((xid, program, call, u32(xid) + reply))
ANSWERS = {xid: reply for calls in SCRIPT.values() for xid, _, _, reply in calls}


def record(message, *cuts):
    """Record marking; cuts: where one fragment ends and the next begins."""
    edges = [0, *cuts, len(message)]
    parts = [message[a:b] for a, b in zip(edges, edges[1:])]
    return b"".join(u32(len(p) | (MORE if i == len(parts) - 1 else 0)) + p for i, p in enumerate(parts))


def messages(buffer):
    """Takes the whole messages off the front of the buffer."""
    at, message = 0, b""
    while at + 4 <= len(buffer):
        mark, = struct.unpack_from(">I", buffer, at)
        size = mark & ~MORE
        if at + 4 + size > len(buffer):
            return
        message += bytes(buffer[at + 4:at + 4 + size])
        at += 4 + size
        if mark & MORE:
            yield message
            del buffer[:at]
            at, message = 0, b""


def serve(address):
    sockets, buffers = [], {}
    for port in PORTS.values():
        u = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        u.bind((address, port))
        t = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        t.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        t.bind((address, port))
        t.listen()
        sockets += [u, t]
    listening = set(sockets[1::2])
    print("ready", flush=True)
    while True:
        for s in select.select(sockets, [], [])[0]:
            if s in listening:
                connection, _ = s.accept()
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                sockets.append(connection)
                buffers[connection] = bytearray()
            elif s not in buffers:
                message, peer = s.recvfrom(65536)
                s.sendto(ANSWERS[struct.unpack_from(">I", message)[0]], peer)
            elif data := s.recv(65536):
                buffers[s] += data
                replies = [ANSWERS[struct.unpack_from(">I", m)[0]] for m in messages(buffers[s])]
                if replies:
                    s.sendall(b"".join(record(r, *([len(r) // 2] if len(r) > 3000 else [])) for r in replies))
            else:
                sockets.remove(s)
                s.close()


def call_udp(address, calls):
    s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    for i, (_, program, call, _) in enumerate(calls):
        for _ in range(2 if i == 1 else 1):  # the second one is sent twice, and answered twice
            s.sendto(call, (address, PORTS.get(program, 2049)))
        for _ in range(2 if i == 1 else 1):
            s.recv(65536)


def call_tcp(address, calls):
    s = socket.create_connection((address, PORTS.get(calls[0][1], 2049)))
    s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    buffer, i = bytearray(), 0
    while i < len(calls):
        together = 3 if i == 5 else 1  # three calls in one segment
        some = calls[i:i + together]
        sent = b"".join(record(call, *([24] if i == 3 else [])) for _, _, call, _ in some)
        halves = [sent[:50], sent[50:]] if i == 4 else [sent]  # one call in two segments
        for half in halves:
            s.sendall(half)
            select.select([], [], [], 0.02 if len(halves) > 1 else 0)
        got = 0
        while got < len(some):
            buffer += s.recv(65536)
            got += sum(1 for _ in messages(buffer))
        i += together
    s.close()


if sys.argv[1:2] == ["serve"] and len(sys.argv) == 3:
    serve(sys.argv[2])
elif sys.argv[1:2] == ["call"] and len(sys.argv) == 4 and sys.argv[3] in SCRIPT:
    (call_tcp if sys.argv[3] in ("nfs3",) else call_udp)(sys.argv[2], SCRIPT[sys.argv[3]])
else:
    sys.exit(__doc__)
