"""frames.py: builds Ethernet frames layer by layer, with right checksums and with every length open to a lie."""
import ipaddress
import struct

MAC_A, MAC_B = bytes.fromhex("020000000901"), bytes.fromhex("020000000902")
IP_A, IP_B = "10.9.0.1", "10.9.0.2"
IP6_A, IP6_B = "fd09::1", "fd09::2"
IPIP, TCP, UDP, ICMP, IGMP, GRE, ICMP6, SCTP = 4, 6, 17, 1, 2, 47, 58, 132


def checksum(data):
    data += bytes(len(data) % 2)
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def packed(address):
    return ipaddress.ip_address(address).packed


def ether(payload, kind=0x0800, to=MAC_B, source=MAC_A):
    return to + source + struct.pack("!H", kind) + payload


def vlan(payload, kind=0x0800, tci=1):
    """What follows an EtherType of 0x8100."""
    return struct.pack("!HH", tci, kind) + payload


def ip(payload, protocol=TCP, options=b"", ihl=None, total=None, ident=1, fragment=0, ttl=64):
    """options: a multiple of four bytes. ihl, total: as claimed. fragment: flags and offset as in the header."""
    ihl = 5 + len(options) // 4 if ihl is None else ihl
    total = 20 + len(options) + len(payload) if total is None else total
    head = struct.pack("!BBHHHBBH", 0x40 | ihl, 0, total, ident, fragment, ttl, protocol, 0)
    head += packed(IP_A) + packed(IP_B) + options
    return head[:10] + struct.pack("!H", checksum(head)) + head[12:] + payload


def ip6(payload, protocol=TCP, length=None):
    length = len(payload) if length is None else length
    return struct.pack("!IHBB", 6 << 28, length, protocol, 64) + packed(IP6_A) + packed(IP6_B) + payload


def pseudo(protocol, length, six):
    if six:
        return packed(IP6_A) + packed(IP6_B) + struct.pack("!II", length, protocol)
    return packed(IP_A) + packed(IP_B) + struct.pack("!HH", protocol, length)


def tcp(payload=b"", flags=0x18, seq=1, ack=1, options=b"", offset=None, sport=40000, dport=7, six=False):
    """options: a multiple of four bytes. offset: the header's length in words as claimed."""
    offset = 5 + len(options) // 4 if offset is None else offset
    segment = struct.pack("!HHIIBBHHH", sport, dport, seq, ack, offset << 4, flags, 8192, 0, 0) + options + payload
    check = checksum(pseudo(TCP, len(segment), six) + segment)
    return segment[:16] + struct.pack("!H", check) + segment[18:]


def udp(payload=b"", sport=40000, dport=9, length=None, six=False):
    length = 8 + len(payload) if length is None else length
    datagram = struct.pack("!HHHH", sport, dport, length, 0) + payload
    check = checksum(pseudo(UDP, 8 + len(payload), six) + datagram) or 0xFFFF
    return datagram[:6] + struct.pack("!H", check) + datagram[8:]


def icmp(kind, code, rest):
    message = struct.pack("!BBH", kind, code, 0) + rest
    return message[:2] + struct.pack("!H", checksum(message)) + message[4:]


def icmp6(kind, code, rest):
    message = struct.pack("!BBH", kind, code, 0) + rest
    check = checksum(pseudo(ICMP6, len(message), True) + message)
    return message[:2] + struct.pack("!H", check) + message[4:]


def talk(text=b"one packet after the other"):
    """A few plain frames: a handshake, a line each way, a farewell; what the files of formats/ hold."""

    def from_b(segment):
        # a's and b's addresses change places, which leaves all checksums as they are
        frame = ether(ip(segment), to=MAC_A, source=MAC_B)
        return frame[:26] + packed(IP_B) + packed(IP_A) + frame[34:]

    mss = b"\x02\x04\x05\xb4"
    end = 1001 + len(text)
    back = {"sport": 7, "dport": 40000}
    return [
        ether(ip(tcp(flags=0x02, seq=1000, ack=0, options=mss))),
        from_b(tcp(flags=0x12, seq=5000, ack=1001, options=mss, **back)),
        ether(ip(tcp(flags=0x10, seq=1001, ack=5001))),
        ether(ip(tcp(text, seq=1001, ack=5001))),
        from_b(tcp(text, seq=5001, ack=end, **back)),
        ether(ip(tcp(flags=0x11, seq=end, ack=5001 + len(text)))),
        from_b(tcp(flags=0x11, seq=5001 + len(text), ack=end + 1, **back)),
        ether(ip(tcp(flags=0x10, seq=end + 1, ack=5002 + len(text)))),
    ]
