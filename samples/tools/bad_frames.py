"""bad_frames.py: frames whose length fields, counts, options and nesting lie; one file for each matter."""
import struct

import frames as f


def ip4(payload, protocol, **lies):
    return f.ether(f.ip(payload, protocol, **lies))


def ip6(payload, protocol=f.TCP, **lies):
    return f.ether(f.ip6(payload, protocol, **lies), 0x86DD)


def udp4(data, sport=40000, dport=9):
    return ip4(f.udp(data, sport, dport), f.UDP)


def tcp4(data, **header):
    return ip4(f.tcp(data, **header), f.TCP)


def nest(times, innermost, wrap):
    for _ in range(times):
        innermost = wrap(innermost)
    return innermost


# --- link ---

def vlan_nest(times):
    """That many tags, each 0x8100; the VLAN's number says how deep."""
    inner = f.vlan(f.ip(f.tcp()), 0x0800, times)
    for tci in range(times - 1, 0, -1):
        inner = f.vlan(inner, 0x8100, tci)
    return f.ether(inner, 0x8100)


def arp(body, htype=1, ptype=0x0800, hlen=6, plen=4):
    return f.ether(struct.pack("!HHBBH", htype, ptype, hlen, plen, 1) + body, 0x0806)


def link():
    lengths = (0, 1, 3, 46, 1500, 1501, 1535, 1536, 0xFFFF)
    bpdu = b"\x42\x42\x03"
    tlvs = (b"", b"\x02", b"\x02\x00", b"\x03\xff\x04", b"\xfe\x03\0\x80\xc2", b"\x02\x01\x04" * 60)
    syn = f.talk()[0]
    return {
        "every-length.pcap": [syn[:n] for n in range(len(syn) + 1)],
        "ether.pcap": [f.ether(b"\xaa\xaa\x03" + bytes(20), n) for n in lengths],
        "vlan-nested.pcap": [vlan_nest(n) for n in (2, 8, 40, 300)]
        + [f.ether(b"", 0x8100), f.ether(b"\0\1\x81", 0x8100)],
        "arp.pcap": [
            arp(bytes(20), hlen=255, plen=255), arp(bytes(20), hlen=0, plen=0), arp(bytes(7)), arp(b""),
            arp(bytes(20), ptype=0x86DD), arp(bytes(44), hlen=6, plen=16), arp(bytes(20), htype=0xFFFF),
        ],
        "stp.pcap": [f.ether(bpdu + bytes(n), n) for n in (3, 4, 7, 20)],
        "lldp.pcap": [f.ether(tlv, 0x88CC) for tlv in tlvs],
    }


# --- internet ---

def extensions(count, kind, last=f.TCP):
    """An IPv6 packet with that many extension headers of eight bytes in front of TCP."""
    def one(following):
        return struct.pack("!BBBB4x", following, 0, 1, 4)  # PadN of four bytes

    return ip6(one(kind) * (count - 1) + one(last) + f.tcp(six=True), kind)


def ip_versions_4_and_6():
    whole = f.tcp(b"data")
    options = (
        b"\x07\x00\x04\x00", b"\x07\x01\x04\x00", b"\x07\x03\xff\x00", b"\x07\xff\x04\x00",  # record route
        b"\x44\x08\x05\xff" + bytes(4), b"\x94\x02\x00\x00", b"\x83\x04\x04\x00",          # time, alert, route
        b"\x01" * 40, b"\x9e" * 40, b"\x01\x01\x01\x07",
    )
    more, last = 0x2000, 0x0000  # fragments as (bytes, flags | offset in units of eight)
    pieces = [(16, more), (16, more | 1), (8, more | 2), (40, more), (8, last | 5)]
    return {
        "every-length6.pcap": [ip6(f.tcp(six=True))[:n] for n in range(75)],
        "ip-header-length.pcap": [ip4(whole, f.TCP, ihl=n) for n in (0, 1, 4, 6, 15)] + [ip4(b"", f.TCP, ihl=15)],
        "ip-total-length.pcap": [ip4(whole, f.TCP, total=n) for n in (0, 1, 19, 20, 21, 39, 45, 1500, 0xFFFF)],
        "ip-options.pcap": [ip4(whole, f.TCP, options=option) for option in options],
        "ip-nested.pcap": [f.ether(nest(n, f.ip(whole), lambda p: f.ip(p, f.IPIP))) for n in (2, 8, 40, 60)],
        "ip6-in-ip-nested.pcap": [f.ether(nest(20, f.ip(whole), lambda p: f.ip(f.ip6(p, f.IPIP), 41)))],
        "gre-nested.pcap": [f.ether(nest(30, f.ip(whole), lambda p: f.ip(b"\0\0\x08\0" + p, f.GRE)))]
        + [ip4(gre, f.GRE) for gre in (b"\xff\xff\x08\0", b"\xb0\0\x08\0\0\0", b"\0")],
        "ip-fragments.pcap": [ip4(bytes(size), f.UDP, fragment=at) for size, at in pieces]
        + [ip4(bytes(64), f.UDP, fragment=at, ident=2) for at in (0x3FFF, 0x1FFF, 0x2000, 0xFFFF)],
        "ip6-extensions.pcap": [extensions(n, kind) for n in (1, 8, 60, 150) for kind in (0, 60)]
        + [extensions(9, 43), extensions(40, 44), extensions(3, 135), extensions(2, 60, 59)],
        "ip6-lengths.pcap": [ip6(whole, length=n) for n in (0, 1, 19, 23, 1500, 0xFFFF)]
        + [ip6(bytes([f.TCP, n]) + bytes(6) + whole, 60) for n in (1, 4, 255)]
        + [ip6(b"\x06\0\xc2\x04" + bytes(4) + whole, 0, length=0)]  # jumbo payload of no bytes
        + [ip6(b"\x06\0\x05\xff" + bytes(4) + whole, 0), ip6(b"\x06", 0)],
    }


def icmp_and_igmp():
    quoted = f.ip(f.udp(b"quoted"), f.UDP)
    nd_options = (b"\x01\x00" + bytes(6), b"\x01\x01", b"\x01\xff" + bytes(6), b"\x01", b"\x0e\x01" * 60, bytes(64))
    reports = b"\0\0\xff\xff" + b"\x04\xff\xff\xff" + bytes(40)
    group = struct.pack("!BBH4sI", 4, 0, 9, f.packed("232.9.9.9"), 9)  # says nine sources, has one
    return {
        "icmp.pcap": [ip4(f.icmp(kind, 0, bytes(4) + quoted[:n]), f.ICMP) for kind in (3, 5, 11) for n in (0, 1, 19)]
        + [ip4(f.icmp(3, 0, b"\0\xff\0\0" + quoted), f.ICMP), ip4(b"\x08", f.ICMP)]
        + [f.ether(nest(12, quoted, lambda p: f.ip(f.icmp(3, 3, bytes(4) + p), f.ICMP)))],
        "icmp6.pcap": [ip6(f.icmp6(135, 0, bytes(4) + f.packed(f.IP6_B) + o), f.ICMP6) for o in nd_options]
        + [ip6(f.icmp6(kind, 0, b"\0"), f.ICMP6) for kind in (1, 2, 128, 134, 136, 137, 143)]
        + [ip6(f.icmp6(143, 0, reports), f.ICMP6)],
        "igmp.pcap": [ip4(f.icmp(0x22, 0, struct.pack("!HH", 0, n) + group * 2), f.IGMP) for n in (0, 2, 0xFFFF)]
        + [ip4(f.icmp(0x11, 9, bytes(4) + b"\0\0\xff\xff" + bytes(8)), f.IGMP), ip4(b"\x16", f.IGMP)],
    }


# --- transport ---

def transport():
    options = (
        b"\x08\x00", b"\x08\x01", b"\x08\xff\0\0", b"\x02\x03\x05\0", b"\x02\x04\x05", b"\x05\x03\0", b"\x05\x02",
        b"\x05\x28" + bytes(38), b"\x05\x0a" + bytes(8) + b"\x05\x0a", b"\x01" * 40, b"\x03\x03\xff", b"\xfd\x02",
        b"\x1e\x02", b"\x1e\x04\xff\0", b"\x22\x01", b"\x13\x02", b"\x01\x01\x01\x08", b"\x00\x08\x0a\xff",
    )
    chunks = (
        b"\0\x03\0\0", b"\0\x03\0\x03", b"\0\x03\xff\xff", b"\x01", b"\x03\0\0\x10" + bytes(8) + b"\xff\xff\xff\xff",
        b"\x01\0\0\x18" + bytes(16) + b"\0\x05\0\0", b"\xff\0\0\x04" * 50,
    )
    return {
        "tcp-header-length.pcap": [tcp4(b"data", offset=n) for n in (0, 1, 4, 6, 7, 15)],
        "tcp-options.pcap": [tcp4(b"data", options=option + bytes(-len(option) % 4)) for option in options],
        "tcp-flags.pcap": [tcp4(b"", flags=n) for n in (0, 0x3F, 0xFF, 0x03, 0x06, 0x29)],
        "tcp-sequence.pcap": [tcp4(b"x" * 9, seq=n) for n in (0xFFFFFFFC, 5, 0x7FFFFFFF, 0x80000000, 0)],
        "udp.pcap": [ip4(f.udp(b"datagram", length=n), f.UDP) for n in (0, 1, 7, 8, 9, 17, 0xFFFF)]
        + [udp4(b"x", 0, 0), ip4(b"\x9c\x40", f.UDP)],
        "sctp.pcap": [ip4(struct.pack("!HHII", 7, 7, 1, 0) + chunk, f.SCTP) for chunk in chunks],
    }


# --- application ---

def dns(rest, counts=(1, 0, 0, 0)):
    return udp4(struct.pack("!HHHHHH", 9, 0x8180, *counts) + rest, sport=53)


# --- DER, and what is made of it: each length in turn too long, and of no known end ---

def der(tag, *content):
    body = b"".join(content)
    size = bytes([len(body)]) if len(body) < 128 else b"\x82" + struct.pack("!H", len(body))
    return bytes([tag]) + size + body


def lengths(data, start, end):
    """The places of all length fields between start and end, those of what is inside included."""
    while start < end:
        size = 1 if data[start + 1] < 128 else 3
        body = start + 1 + size
        n = data[start + 1] if size == 1 else struct.unpack_from("!H", data, start + 2)[0]
        yield start + 1
        if data[start] & 0x20:
            yield from lengths(data, body, body + n)
        start = body + n


def lies(data):
    for at in lengths(data, 0, len(data)):
        for lie in (b"\x7f", b"\x80", b"\0"):
            yield data[:at] + lie + data[at + 1:]


def name(*oid_and_text):
    return der(0x30, *(der(0x31, der(0x30, der(6, oid), der(12, text))) for oid, text in oid_and_text))


def extension(oid, *value):
    return der(0x30, der(6, oid), der(4, *value))


def certificate():
    algorithm = der(0x30, der(6, b"\x2a\x86\x48\x86\xf7\x0d\1\1\1"), der(5))
    names = der(0x30, der(0x82, b"a.b"), der(0x87, bytes(4)), der(0xA4, name((b"\x55\4\3", b"c"))))
    to_be_signed = der(
        0x30, der(0xA0, der(2, b"\2")), der(2, b"\7"), algorithm, name((b"\x55\4\3", b"CA")),
        der(0x30, der(0x17, b"200101000000Z"), der(0x18, b"20500101000000Z")), name((b"\x55\4\x0a", b"Peel")),
        der(0x30, algorithm, der(3, b"\0", der(0x30, der(2, b"\0\xc0"), der(2, b"\3")))),
        der(0xA3, der(0x30, extension(b"\x55\x1d\x11", names), extension(b"\x55\x1d\x0f", der(3, b"\7\x80\x80")),
                      extension(b"\x2b\6\1\4\1\xd6\x79\2\4\2", der(4, b"\0\x40\0\x3e")))))
    return der(0x30, to_be_signed, algorithm, der(3, b"\0sig"))


def tls_certificate(der_bytes, port):
    def vector(data):
        return struct.pack("!I", len(data))[1:] + data
    message = b"\x0b" + vector(vector(vector(der_bytes)))
    return tcp4(b"\x16\3\3" + struct.pack("!H", len(message)) + message, sport=443, dport=port)


def snmp_message():
    binding = der(0x30, der(6, b"\x2b\6\1\2\1\1\1\0"), der(4, b"peel"))
    pdu = der(0xA2, der(2, b"\7"), der(2, b"\0"), der(2, b"\0"), der(0x30, binding))
    usm = der(0x30, der(4, b"\x80\0\x1f\x88\x80abcdefgh"), der(2, b"\1"), der(2, b"\1"), der(4, b"u"), der(4), der(4))
    return der(0x30, der(2, b"\3"), der(0x30, der(2, b"\1"), der(2, b"\x7f"), der(4, b"\4"), der(2, b"\3")),
               der(4, usm), der(0x30, der(4, b"e"), der(4), pdu))


def certificates_and_snmp():
    deep = nest(400, b"", lambda inside: der(0x30, inside))
    endless = b"\x30\x80" * 500
    return {
        "certificate.pcap": [tls_certificate(data, 20000 + n) for n, data in enumerate((
            *lies(certificate()), deep, endless, b"\x30", b""))],
        "snmp.pcap": [udp4(data, sport=161) for data in (
            *lies(snmp_message()), deep, endless, b"", b"\x30", b"\x30\x80", b"\x30\x84\xff\xff\xff\xff",
            der(0x30, der(2, b"\1"), der(4), der(0xA4, der(6, b"\xff" * 120), der(0x40, b"a"))))],
    }


def dhcp(options):
    fixed = struct.pack("!BBBBIHH", 1, 1, 6, 0, 9, 0, 0) + bytes(16) + f.MAC_A.ljust(16, b"\0") + bytes(192)
    return udp4(fixed + b"\x63\x82\x53\x63" + options, 68, 67)


def words(*values):
    return struct.pack(f"!{len(values)}I", *(v & 0xFFFFFFFF for v in values))


def call(xid, program, version, procedure, arguments=b"", credentials=words(0, 0)):
    return words(xid, 0, 2, program, version, procedure) + credentials + words(0, 0) + arguments


def remote_calls():
    """ONC RPC: lengths, counts and lists that go beyond the packet, over UDP; records that contradict themselves, over TCP."""
    portmap, nfs, mount = 100000, 100003, 100005
    handle, name = words(4, 9), words(1) + b"a\0\0\0"
    calls = [
        call(1, nfs, 3, 3, words(-1)), call(2, nfs, 3, 3, handle + words(-1)), call(3, nfs, 3, 3, words(-3) + bytes(8)),
        call(4, nfs, 3, 2, handle + words(1, 0o644, 7, 9)), call(5, nfs, 3, 7, handle + words(0, 0, -1, 9, -4)),
        call(6, nfs, 2, 4, bytes(31)), call(7, nfs, 2, 4, bytes(32) + words(0x7FFFFFFF)), call(8, nfs, 3, 4, handle + words(-1)),
        call(9, nfs, 3, 11, handle + name + words(99)), call(10, mount, 3, 1, words(-2)), call(11, portmap, 2, 5, words(nfs, 3, 1, -1)),
        call(12, portmap, 4, 3, words(nfs, 3) + words(-1) * 3), call(13, nfs, 3, 0, credentials=words(1, -1)),
        call(14, nfs, 3, 0, credentials=words(1, 8, 0, -1)), call(15, nfs, 3, 0, credentials=words(1, 24, 0, 0, 0, 0, -1)),
        call(16, nfs, 3, 1, handle, words(6, 20, 1, 0, 1, 2, 0)), call(17, nfs, 3, 1, words(-1, 1), words(6, 20, 1, 0, 1, 2, 0)),
        call(18, nfs, 3, 1, words(3) + b"abc\0", words(6, 20, 1, 0, 1, 3, 0)), call(19, nfs, 3, 1, words(-1), words(6, 20, 1, 1, 1, 1, 0)),
        call(20, nfs, 3, 16, b""), call(21, nfs, 3, 17, b""), call(22, mount, 3, 2), call(23, mount, 3, 5), call(24, portmap, 2, 4),
    ]
    ok = words(1, 0, 0, 0, 0)
    replies = [
        words(20) + ok + words(0, 0, 1, 2) + words(1) * 99, words(21) + ok + words(0, 0, 1, 2, 1, 0, 1, -1),
        words(22) + ok + words(1, 1) + b"host" + words(-1), words(23) + ok + words(1, 1) + b"/x\0\0" + words(1) * 20,
        words(24) + ok + words(1) * 21, words(1) + ok, words(2, 1, 0, 0, -1), words(3, 1, 0, 0, 0, 2), words(4, 1, 1, 0), words(5, 1, 1, 1, 7),
    ]
    record, last = call(40, nfs, 3, 1, handle), 0x80000000
    stream = [
        words(last | len(record)) + record, words(4) + b"part", words(last | 8) + b"of what?", words(0), words(last), words(last | 0xFFFFFF) + record,
        words(last | 3) + b"abc", words(last | 44) + call(41, nfs, 3, 0) + words(last | 28) + words(41) + ok + words(0),
        words(last | 28) + words(99) + ok + words(0),
    ]
    at, segments = 0, []
    for data in stream:
        segments.append(tcp4(data, sport=40000, dport=111, seq=at))
        at += len(data)
    return [udp4(c, 800, 111) for c in calls] + [udp4(r, 111, 800) for r in replies] + segments


def application():
    a_in = b"\0\1\0\1"  # type A, class IN
    names = (b"\xc0\x0c", b"\xc0\x0e\xc0\x0c", b"\xc0\xff", b"\x3fshort", b"\x80\x40\0", b"\x01a" * 200 + b"\0")
    dhcp_options = (
        b"\x35\x01\x01", b"\x35\xff\x01", b"\x35\x00\xff", b"\x34\x01\x03\xff", b"\x35", b"\x79\x03\xff\x0a\x09\xff",
        b"\x52\x06\x01\xff\x00\x00\x00\x00\xff", bytes(200), b"",
    )
    telnet = (
        b"\xff", b"\xff\xfb", b"\xff\xfa", b"\xff\xfa\x18\x01", b"\xff\xfa\x18\x00vt100\xff", b"\xff\xf0", b"\xff" * 99,
        b"\xff\xfa" * 50, b"\xff\xfa\x1f\x00\xff\xf0",
    )
    tftp = (
        b"", b"\0", b"\0\1", b"\0\1name", b"\0\1\0\0", b"\0\1name\0octet\0blksize", b"\0\3", b"\0\5\0", b"\xff\xff",
        b"\0\6" + b"a\0" * 99,
    )
    http = (
        b"GET", b"GET / HTTP/1.1\r\nHost", b"GET / HTTP/1.1\n\n", b"GET /\0 HTTP/9.9\r\n: empty\r\n\r\n", b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\nx", b"A" * 900, b"GET /" + b"\xff\x80" * 99,
        b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nx",
    )
    ipmsg = (
        b"1:2:", b"1:2:a:b:32", b"1:2:a:b:32:", b"1:2:a:b:4294967295:" + b"\xff" * 99, b"1:99999999999999999999:a:b:32:", b"1" * 600 + b":2:a:b:32:x",
        b"1:2:a:b:2097184:see\0" + b":" * 300, b"1:2:a:b:2097184:see\0" + b"\a" * 300, b"1:2:a:b:2097184:see\0" + b"0:::::::a:ffffffffffffffff:x:1",
        b"1:2:a:b:96:ffffffffffffffff:ffffffffffffffffffff:", b"1:2:a:b:33:9999999999999999999", b"1:2:a:b:32:" + b"\xc4" * 1500,
        b"1:2:\x1b[1m\n:\x07:32:\x9b\xc4",
    )
    return {
        "rpc.pcap": remote_calls(),
        "ipmsg.pcap": [udp4(data, 2425, 2425) for data in ipmsg],
        "dns.pcap": [dns(name + a_in) for name in names] + [
            dns(b"", (0xFFFF,) * 4),
            dns((b"\x01a\xc0\x0c" + a_in) * 9, (9, 0, 0, 0)),
            dns(b"\0" + a_in + b"\0\0\5\0\1" + bytes(4) + b"\xff\xff", (1, 1, 0, 0)),   # CNAME, data beyond the end
            dns(b"\0\0\x10\0\1" + bytes(4) + b"\0\3\xff\0\0", (0, 1, 0, 0)),            # TXT, string beyond its data
            dns(b"\0\0\x29\0\1" + bytes(6), (0, 0, 0, 1)),                              # OPT
        ],
        "dhcp.pcap": [dhcp(option) for option in dhcp_options],
        "telnet.pcap": [tcp4(data, dport=23) for data in telnet],
        "tftp.pcap": [udp4(data, dport=69) for data in tftp],
        "http.pcap": [tcp4(data, dport=80, seq=n * 1000) for n, data in enumerate(http)],
    }


def all_files():
    return link() | ip_versions_4_and_6() | icmp_and_igmp() | transport() | application() | certificates_and_snmp()
