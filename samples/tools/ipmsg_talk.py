#!/usr/bin/env python3
"""ipmsg_talk.py: IP Messenger between two hosts: who is there, messages in UTF-8 and GBK, a file offered and fetched.

usage: ipmsg_talk.py answer ADDRESS            until it is ended
       ipmsg_talk.py talk ADDRESS PEER BROADCAST
"""
import socket
import sys

PORT = 2425
ENTRY, EXIT, ANSENTRY, ABSENCE, SENDMSG, RECVMSG, READMSG, GETINFO, SENDINFO, GETFILEDATA, RELEASE = (
    0x01, 0x02, 0x03, 0x04, 0x20, 0x21, 0x30, 0x40, 0x41, 0x60, 0x61)
RECEIPT, SECRET, FILES, UTF8, CAP_UTF8 = 0x100, 0x200, 0x200000, 0x800000, 0x1000000
CONTENT = b"One packet after the other.\n"
FIRST = 1700000000


def message(number, who, command, extra=b"", version=b"1"):
    return b":".join([version, str(number).encode(), who[0], who[1], str(command).encode(), extra])


ALICE, BOB = (b"alice", b"onion"), (b"bob", b"garlic")


def answer(address):
    u = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    u.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
    u.bind(("", PORT))
    print("ready", flush=True)
    number = 500
    while True:
        data, peer = u.recvfrom(65536)
        parts = data.split(b":", 5)
        command = int(parts[4])
        number += 1
        if command & 0xFF == ENTRY:
            u.sendto(message(number, BOB, ANSENTRY | CAP_UTF8, "鲍勃".encode() + b"\0" + b"kitchen\0"), peer)
        elif command & 0xFF == SENDMSG and command & RECEIPT:
            u.sendto(message(number, BOB, RECVMSG, parts[1] + b"\0"), peer)
            if command & FILES:
                fetch(peer[0], int(parts[1]))
                u.sendto(message(number + 100, BOB, RELEASE, parts[1] + b"\0"), peer)
        elif command & 0xFF == GETINFO:
            u.sendto(message(number, BOB, SENDINFO, b"peel's own sample"), peer)


def fetch(peer, number):
    with socket.create_connection((peer, PORT)) as t:
        t.sendall(message(900, BOB, GETFILEDATA, b"%x:0:0:" % number))
        while t.recv(4096):
            pass


def talk(address, peer, broadcast):
    u = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    u.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
    u.bind(("", PORT))
    u.settimeout(2)
    t = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    t.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    t.bind((address, PORT))
    t.listen()

    def say(number, command, extra=b"", version=b"1", to=peer):
        u.sendto(message(number, ALICE, command, extra, version), (to, PORT))

    def heard():
        while u.recvfrom(65536)[1][0] == address:  # one's own broadcasts
            pass

    say(FIRST, ENTRY | CAP_UTF8, b"Alice\0kitchen\0\nUN:alice\nHN:onion\nNN:Alice\nGN:kitchen", to=broadcast)
    heard()
    say(FIRST + 1, SENDMSG | RECEIPT | UTF8 | CAP_UTF8, "good morning — 早上好\0".encode())
    heard()
    # FeiQ: more behind the version, and text in GBK
    say(FIRST + 2, SENDMSG | RECEIPT, "飞秋：你好，世界\0".encode("gbk"), b"1_lbt4_33#128#020000000901#0#0#0#4001#9")
    heard()
    say(FIRST + 3, SENDMSG | SECRET, b"\x1b[31mred\x07\r\n\0")  # a terminal must not see these bytes as they are
    say(FIRST + 4, SENDMSG | RECEIPT | FILES | UTF8, b"see the files\0" +
        b"0:read::me.txt:%x:65a00000:1:14=65a00001:15=65a00002:\a" % len(CONTENT) + "1:图片:0:65a00003:2:\a".encode() + b"\0")
    connection, _ = t.accept()
    connection.recv(4096)
    connection.sendall(CONTENT)
    connection.close()
    heard()
    heard()
    say(FIRST + 5, GETINFO)
    heard()
    say(FIRST + 6, ABSENCE | 0x100, b"Alice[at lunch]\0kitchen\0", to=broadcast)
    say(FIRST + 7, 0x7F, b"nobody knows this one")
    say(FIRST + 8, EXIT, b"Alice\0kitchen\0", to=broadcast)
    u.sendto(b"no message at all", (peer, PORT))


if sys.argv[1:2] == ["answer"] and len(sys.argv) == 3:
    answer(sys.argv[2])
elif sys.argv[1:2] == ["talk"] and len(sys.argv) == 5:
    talk(*sys.argv[2:])
else:
    sys.exit(__doc__)
