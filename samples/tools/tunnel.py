#!/usr/bin/env python3
"""tunnel.py: one end of a tunnel, in user space, so that it does not matter which tunnels the kernel was built with.

usage: tunnel.py NAME vlan UNDER TPID:TCI...      a tap whose frames cross UNDER with these tags, the outer one first
       tunnel.py NAME gre LOCAL REMOTE [KEY]      a tun over GRE (RFC 2784, key of RFC 2890)
       tunnel.py NAME ipip LOCAL REMOTE           a tun over IP in IP (RFC 2003) and, for IPv6 inside, 6in4 (RFC 4213)
"""
import fcntl
import os
import select
import socket
import struct
import sys

TUNSETIFF, IFF_TUN, IFF_TAP, IFF_NO_PI = 0x400454CA, 1, 2, 0x1000
ETH_P_ALL, PACKET_OUTGOING, PACKET_AUXDATA, SOL_PACKET = 3, 4, 8, 263
TP_STATUS_VLAN_VALID = 0x10
AUXDATA = struct.Struct("=IIIHHHH")  # struct tpacket_auxdata: status len snaplen mac net tci tpid


def device(name, mode):
    fd = os.open("/dev/net/tun", os.O_RDWR)
    fcntl.ioctl(fd, TUNSETIFF, struct.pack("16sH22x", name.encode(), mode | IFF_NO_PI))
    return fd


def raw_ip(protocol, local, remote):
    s = socket.socket(socket.AF_INET, socket.SOCK_RAW, protocol)
    s.bind((local, 0))
    s.connect((remote, 0))
    return s


def payload_of(packet):
    """The IPv4 packet behind its header."""
    return packet[(packet[0] & 15) * 4:]


class Vlan:
    mode = IFF_TAP

    def __init__(self, under, *tags):
        self.tags = b"".join(struct.pack("!HH", *(int(n, 0) for n in tag.split(":"))) for tag in tags)
        s = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ETH_P_ALL))
        s.setsockopt(SOL_PACKET, PACKET_AUXDATA, 1)
        s.bind((under, 0))
        self.sockets = [s]

    def send(self, frame):
        self.sockets[0].send(frame[:12] + self.tags + frame[12:])

    def receive(self, s):
        frame, aux, _, address = s.recvmsg(65536, 256)
        if address[2] == PACKET_OUTGOING:
            return b""
        # The kernel takes the outer tag out of the frame and tells it beside.
        for level, kind, data in aux:
            if (level, kind) == (SOL_PACKET, PACKET_AUXDATA):
                status, *_, tci, tpid = AUXDATA.unpack(data[:AUXDATA.size])
                if status & TP_STATUS_VLAN_VALID:
                    frame = frame[:12] + struct.pack("!HH", tpid, tci) + frame[12:]
        end = 12 + len(self.tags)
        return frame[:12] + frame[end:] if frame[12:end] == self.tags else b""


class Gre:
    mode = IFF_TUN

    def __init__(self, local, remote, key=None):
        self.key = struct.pack("!I", int(key)) if key else b""
        self.flags = 0x2000 if key else 0
        self.sockets = [raw_ip(47, local, remote)]

    def send(self, packet):
        inner = 0x86DD if packet[0] >> 4 == 6 else 0x0800
        self.sockets[0].send(struct.pack("!HH", self.flags, inner) + self.key + packet)

    def receive(self, s):
        return payload_of(s.recv(65536))[4 + len(self.key):]


class Ipip:
    mode = IFF_TUN

    def __init__(self, local, remote):
        self.sockets = [raw_ip(protocol, local, remote) for protocol in (4, 41)]

    def send(self, packet):
        self.sockets[packet[0] >> 4 == 6].send(packet)

    def receive(self, s):
        return payload_of(s.recv(65536))


def main(name, kind, *arguments):
    tunnel = {"vlan": Vlan, "gre": Gre, "ipip": Ipip}[kind](*arguments)
    fd = device(name, tunnel.mode)
    print("ready", flush=True)
    while True:
        for ready in select.select([fd, *tunnel.sockets], [], [])[0]:
            if ready is fd:
                tunnel.send(os.read(fd, 65536))
                continue
            packet = tunnel.receive(ready)
            if packet:
                os.write(fd, packet)


if len(sys.argv) < 4:
    sys.exit(__doc__)
main(*sys.argv[1:])
