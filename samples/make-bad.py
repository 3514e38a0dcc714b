#!/usr/bin/env python3
"""make-bad.py: makes formats/ (valid files of every kind a reader may meet) and bad/ (files and frames that lie).

usage: make-bad.py      Needs Python's standard library only; gives the same bytes each time.
"""
import gzip
import os
import struct
import sys
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "tools"))
sys.dont_write_bytecode = True

import bad_frames      # noqa: E402
import capfile as cap  # noqa: E402
import frames as f     # noqa: E402

T0 = 1_700_000_000  # seconds; the first packet of every file; the others follow at a millisecond each


def pcap(frames, order="<", magic=cap.MAGIC_MICRO, link=1, **header):
    """A pcap file of these frames. A frame may be (frame, length on the wire, captured length as claimed)."""
    unit = 10**9 if magic == cap.MAGIC_NANO else 10**6
    data = cap.pcap_header(order, magic, link, **header)
    for number, frame in enumerate(frames):
        frame, length, caplen = frame if isinstance(frame, tuple) else (frame, None, None)
        extra = 7 if unit == 10**9 else 0  # so that nanoseconds are told from microseconds
        data += cap.pcap_record(T0, number * unit // 1000 + extra, frame, order, length, caplen)
    return data


def epb(frames, iface=0, order="<", unit=10**6, pairs=()):
    return b"".join(cap.enhanced(iface, T0 * unit + number * unit // 1000, frame, pairs, order)
                    for number, frame in enumerate(frames))


def pcapng(frames, order="<", tail=b""):
    return cap.section(order=order) + cap.interface(order=order) + epb(frames, order=order) + tail


# --- formats/: valid ---

def sll(frame):
    return struct.pack("!HHH8s", 0, 1, 6, frame[6:12]) + frame[12:]


def sll2(frame):
    return frame[12:14] + struct.pack("!HIHBB8s", 0, 2, 1, 0, 6, frame[6:12]) + frame[14:]


def null(frame, order="<"):
    return struct.pack(order + "I", 2) + frame[14:]


def interfaces():
    """Each interface another link type, time resolution and offset; the same talk on all, packet by packet."""
    hour = struct.pack("<q", 3600)
    kinds = [  # link type, options, time units a second, seconds that the offset adds, what a frame looks like
        (1, [(cap.IF_NAME, "ether0"), (cap.IF_DESCRIPTION, "Ethernet, microseconds by default")], 10**6, 0, bytes),
        (101, [(cap.IF_NAME, "raw0"), (cap.IF_TSRESOL, b"\x09")], 10**9, 0, lambda frame: frame[14:]),
        (113, [(cap.IF_NAME, "any"), (cap.IF_TSRESOL, b"\x03")], 10**3, 0, sll),
        (276, [(cap.IF_NAME, "any2"), (cap.IF_TSRESOL, b"\x8a")], 2**10, 0, sll2),
        (0, [(cap.IF_NAME, "lo0"), (cap.IF_TSOFFSET, hour)], 10**6, 3600, null),
        (228, [(cap.IF_NAME, "ipv4only"), (cap.IF_TSRESOL, b"\x00"), (cap.IF_OS, "none")], 1, 0, lambda fr: fr[14:]),
        (1, [(cap.IF_NAME, "fcs0"), (cap.IF_FCSLEN, b"\x04"), (cap.IF_FILTER, b"\0tcp port 7")], 10**6, 0, bytes),
    ]
    data = cap.section([(cap.SHB_USERAPPL, "peel samples")])
    for link, pairs, *_ in kinds:
        data += cap.interface(link, pairs)
    for number, frame in enumerate(f.talk()):
        for iface, (_, pairs, unit, offset, shape) in enumerate(kinds):
            shaped = shape(frame)
            if (cap.IF_FCSLEN, b"\x04") in pairs:
                shaped += fcs(shaped)
            ticks = (T0 - offset) * unit + number * unit // 1000
            data += cap.enhanced(iface, ticks, shaped)
    return data


def fcs(frame):
    return struct.pack("<I", zlib.crc32(frame))


def sections():
    """Little-, then big-endian, then little again with its length told; interfaces begin anew in each."""
    talk = f.talk()
    second = cap.interface(101, [(cap.IF_NAME, "raw in the second")], ">")
    second += cap.interface(1, [(cap.IF_NAME, "ether in the second"), (cap.IF_TSRESOL, b"\x09")], ">")
    second += epb([frame[14:] for frame in talk[:2]], 0, ">") + epb(talk[2:4], 1, ">", 10**9)
    third = cap.interface(1, [(cap.IF_NAME, "ether in the third")]) + epb(talk)
    return pcapng(talk[:3]) + cap.section(order=">") + second + cap.section(length=len(third)) + third


def simple():
    """Simple packet blocks: no time, no interface, cut at the interface's snapshot length."""
    data = cap.section() + cap.interface(snaplen=56)
    for frame in f.talk():
        data += cap.block(cap.SPB, struct.pack("<I", len(frame)) + frame[:56])
    return data


def obsolete():
    data = cap.section() + cap.interface() + cap.interface(pairs=[(cap.IF_NAME, "second")])
    for number, frame in enumerate(f.talk()):
        ticks = T0 * 10**6 + number * 1000
        head = struct.pack("<HHIIII", number % 2, 3, ticks >> 32, ticks & 0xFFFFFFFF, len(frame), len(frame))
        data += cap.block(cap.PB, head + frame)
    return data


def unknown_blocks():
    """Blocks of types that nobody knows, and known ones without packets, between the packets."""
    names = struct.pack("<HH", 1, 10) + cap.pad(f.packed(f.IP_A) + b"onion\0") + bytes(4)
    secrets = struct.pack("<II", 0x544C534B, 5) + b"none\n"
    stats = struct.pack("<III", 0, 0x60A24, 0x181E4000) + cap.options([(4, struct.pack("<Q", 8))])
    between = [(0x0BAD1DEA, b"nobody"), (cap.NRB, names), (0x7FFFFFFF, b""), (cap.CUSTOM, struct.pack("<I", 32473)),
               (0x0A, secrets), (0x40000BAD, struct.pack("<I", 32473) + b"copy me not"), (cap.ISB, stats), (0, b"zero")]
    data = cap.section() + cap.interface()
    for number, (frame, (kind, body)) in enumerate(zip(f.talk(), between)):
        data += cap.block(kind, body) + cap.enhanced(0, T0 * 10**6 + number * 1000, frame)
    return data


def comments():
    data = cap.section([(cap.OPT_COMMENT, "a comment on the section")])
    data += cap.interface(pairs=[(cap.OPT_COMMENT, "a comment on the interface"), (cap.IF_NAME, "eth0")])
    pairs = [
        [(cap.OPT_COMMENT, "the first comment"), (cap.OPT_COMMENT, "the second, in UTF-8: \u00e9\u2192\U0001f9c5")],
        [(cap.EPB_FLAGS, struct.pack("<I", 0b01))],                            # inbound
        [(cap.EPB_FLAGS, struct.pack("<I", 0b10 | 3 << 2))],                   # outbound, broadcast
        [(cap.EPB_DROPCOUNT, struct.pack("<Q", 12))],
        [(5, struct.pack("<Q", 0x1234567890)), (6, struct.pack("<I", 3))],     # packet id, queue
        [(cap.OPT_COMMENT, "")],
        [(cap.OPT_COMMENT, "two\nlines, a \"quote\" and a \\")],
        [],
    ]
    for number, (frame, options) in enumerate(zip(f.talk(), pairs)):
        data += cap.enhanced(0, T0 * 10**6 + number * 1000, frame, options)
    return data


def formats():
    talk = f.talk()
    return {
        "little-endian.pcap": pcap(talk),
        "big-endian.pcap": pcap(talk, ">"),
        "nanosecond.pcap": pcap(talk, magic=cap.MAGIC_NANO),
        "big-endian-nanosecond.pcap": pcap(talk, ">", cap.MAGIC_NANO),
        "snaplen.pcap": pcap([(frame[:40], len(frame), 40) for frame in talk], snaplen=40),
        "fcs.pcap": pcap([frame + fcs(frame) for frame in talk], link=1 | 1 << 26 | 4 << 28),
        "null.pcap": pcap([null(frame) for frame in talk], link=0),
        "null-big-endian.pcap": pcap([null(frame, ">") for frame in talk], link=0),
        "loop.pcap": pcap([null(frame, ">") for frame in talk], link=108),
        "raw-ip.pcap": pcap([frame[14:] for frame in talk] + [f.ip6(f.tcp(six=True))], link=101),
        "raw-ip-bsd.pcap": pcap([frame[14:] for frame in talk], link=12),
        "unknown-link-type.pcap": pcap(talk[:3], link=147),
        "empty.pcap": pcap([]),
        "empty.pcapng": cap.section(),
        "gzip.pcap.gz": gzip.compress(pcap(talk), mtime=0),
        "gzip.pcapng.gz": gzip.compress(pcapng(talk), mtime=0),
        "little-endian.pcapng": pcapng(talk),
        "big-endian.pcapng": pcapng(talk, ">"),
        "interfaces.pcapng": interfaces(),
        "sections.pcapng": sections(),
        "simple-packets.pcapng": simple(),
        "obsolete-packets.pcapng": obsolete(),
        "unknown-blocks.pcapng": unknown_blocks(),
        "comments.pcapng": comments(),
    }


# --- bad/: files that lie; for frames that do see tools/bad_frames.py ---

def bad_files():
    talk = f.talk()
    file, ng = pcap(talk[:4]), pcapng(talk[:3])
    start = cap.section() + cap.interface()
    packet = cap.enhanced(0, T0 * 10**6, talk[0])
    return {
        "cut-file-header.pcap": file[:10],
        "cut-record-header.pcap": file + file[24:33],
        "cut-packet.pcap": file[:-13],
        "cut-packet.pcapng": ng[:-13],
        "cut-block-header.pcapng": ng + ng[28:33],
        "cut-section-header.pcapng": ng[:13],
        "cut.pcap.gz": gzip.compress(pcap(talk * 20), mtime=0)[:-60],
        "no-capture.pcap": b"This is no capture file.\n",
        "nothing.pcap": b"",
        "caplen-huge.pcap": pcap([talk[0], (talk[1], 0xFFFFFFFF, 0xFFFFFFFF), talk[2]]),
        "caplen-above-length.pcap": pcap([(frame, 20, None) for frame in talk[:3]]),
        "version.pcap": pcap(talk[:2], major=543, minor=0),
        "fraction.pcap": cap.pcap_header() + b"".join(cap.pcap_record(T0, n, talk[0]) for n in (10**6, 0xFFFFFFFF)),
        "snaplen-zero.pcap": pcap(talk[:2], snaplen=0),
        "block-length-zero.pcapng": start + packet + cap.block(cap.EPB, talk[0], length=0),
        "block-length-small.pcapng": start + packet + cap.block(cap.EPB, talk[0], length=8),
        "block-length-odd.pcapng": start + packet + cap.block(cap.EPB, talk[0], length=61),
        "block-length-huge.pcapng": start + packet + cap.block(cap.EPB, talk[0], length=0xFFFFFFF0),
        "block-length-trailer.pcapng": start + packet[:-4] + struct.pack("<I", 4096) + packet,
        "block-caplen.pcapng": start + packet + cap.enhanced(0, 0, talk[0], caplen=4000),
        "block-interface.pcapng": start + packet + cap.enhanced(7, 0, talk[0]),
        "no-interface.pcapng": cap.section() + packet,
        "no-section.pcapng": cap.interface() + packet,
        "byte-order-magic.pcapng": start.replace(struct.pack("<I", cap.BYTE_ORDER_MAGIC), b"onio"),
        "option-length.pcapng": start + cap.interface(pairs=[(cap.IF_NAME, "eth1")]).replace(
            struct.pack("<HH", cap.IF_NAME, 4), struct.pack("<HH", cap.IF_NAME, 60000)) + packet,
        "time-resolution.pcapng": cap.section() + b"".join(
            cap.interface(pairs=[(cap.IF_TSRESOL, bytes([n]))]) for n in (20, 127, 0x80 | 63, 0x80 | 127, 255)) +
            b"".join(epb(talk[:1], iface) for iface in range(5)),
    }


def write(folder, files):
    os.makedirs(os.path.join(HERE, folder), exist_ok=True)
    for name, data in files.items():
        with open(os.path.join(HERE, folder, name), "wb") as file:
            file.write(data)
        print(f"made {folder}/{name}: {len(data)} bytes")


write("formats", formats())
write("bad", bad_files())
write("bad", {name: pcap(frames) for name, frames in bad_frames.all_files().items()})
