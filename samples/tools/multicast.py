#!/usr/bin/env python3
"""multicast.py: joins a multicast group for a while and leaves it again.

usage: multicast.py IF SECONDS GROUP [SOURCE]      with SOURCE only what that one sends (IGMPv3, IPv4 only)
"""
import socket
import struct
import sys
import time

IP_ADD_SOURCE_MEMBERSHIP = 39


def join(name, group, source=None):
    index = socket.if_nametoindex(name)
    if ":" in group:
        s = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
        value = socket.inet_pton(socket.AF_INET6, group) + struct.pack("@I", index)
        s.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_JOIN_GROUP, value)
        return s
    s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    if source:
        # struct ip_mreq_source: group, interface (any: by route), source
        value = socket.inet_aton(group) + bytes(4) + socket.inet_aton(source)
        s.setsockopt(socket.IPPROTO_IP, IP_ADD_SOURCE_MEMBERSHIP, value)
    else:
        value = socket.inet_aton(group) + bytes(4) + struct.pack("@I", index)
        s.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, value)
    return s


if len(sys.argv) < 4:
    sys.exit(__doc__)
member = join(sys.argv[1], *sys.argv[3:])
time.sleep(float(sys.argv[2]))
member.close()
