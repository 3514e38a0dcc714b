"""capfile.py: builds pcap and pcapng files block by block, with every field open to a lie."""
import struct

SHB, IDB, PB, SPB, NRB, ISB, EPB, CUSTOM = 0x0A0D0D0A, 1, 2, 3, 4, 5, 6, 0xBAD
MAGIC_MICRO, MAGIC_NANO, BYTE_ORDER_MAGIC = 0xA1B2C3D4, 0xA1B23C4D, 0x1A2B3C4D
OPT_COMMENT, SHB_USERAPPL = 1, 4
IF_NAME, IF_DESCRIPTION, IF_TSRESOL, IF_FILTER, IF_OS, IF_FCSLEN, IF_TSOFFSET = 2, 3, 9, 11, 12, 13, 14
EPB_FLAGS, EPB_DROPCOUNT = 2, 4


def pcap_header(order="<", magic=MAGIC_MICRO, link=1, snaplen=262144, major=2, minor=4):
    return struct.pack(order + "IHHiIII", magic, major, minor, 0, 0, snaplen, link)


def pcap_record(sec, fraction, data, order="<", length=None, caplen=None):
    """fraction: micro- or nanoseconds, as the header's magic says. length: on the wire; caplen: as claimed."""
    length = len(data) if length is None else length
    caplen = len(data) if caplen is None else caplen
    return struct.pack(order + "IIII", sec, fraction, caplen, length) + data


def pad(data):
    return data + bytes(-len(data) % 4)


def option(code, value, order="<"):
    value = value.encode() if isinstance(value, str) else value
    return struct.pack(order + "HH", code, len(value)) + pad(value)


def options(pairs, order="<"):
    """The option list of a block: nothing at all when there are none, else closed by opt_endofopt."""
    return b"".join(option(code, value, order) for code, value in pairs) + bytes(4) if pairs else b""


def block(kind, body, order="<", length=None):
    """length: the block's total length as claimed, twice."""
    body = pad(body)
    length = struct.pack(order + "I", len(body) + 12 if length is None else length)
    return struct.pack(order + "I", kind) + length + body + length


def section(pairs=(), order="<", length=-1):
    return block(SHB, struct.pack(order + "IHHq", BYTE_ORDER_MAGIC, 1, 0, length) + options(pairs, order), order)


def interface(link=1, pairs=(), order="<", snaplen=262144):
    return block(IDB, struct.pack(order + "HHI", link, 0, snaplen) + options(pairs, order), order)


def enhanced(iface, ticks, data, pairs=(), order="<", length=None, caplen=None):
    """ticks: since the epoch, in units of the interface's if_tsresol."""
    length = len(data) if length is None else length
    caplen = len(data) if caplen is None else caplen
    head = struct.pack(order + "IIIII", iface, ticks >> 32, ticks & 0xFFFFFFFF, caplen, length)
    return block(EPB, head + pad(data) + options(pairs, order), order)


def read_pcap(path):
    """A little-endian pcap file as (link type, [(nanoseconds, length on the wire, data)])."""
    with open(path, "rb") as file:
        data = file.read()
    magic, *_, link = struct.unpack_from("<IHHiIII", data)
    unit = {MAGIC_MICRO: 1000, MAGIC_NANO: 1}[magic]
    at, records = 24, []
    while at < len(data):
        sec, fraction, caplen, length = struct.unpack_from("<IIII", data, at)
        at += 16
        records.append((sec * 10**9 + fraction * unit, length, data[at:at + caplen]))
        at += caplen
    return link, records
