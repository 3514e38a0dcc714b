#!/usr/bin/env python3
"""inetd.py: waits for one TCP connection and makes it the standard input and output of a program.

usage: inetd.py ADDRESS PORT PROGRAM [ARGUMENT...]
"""
import os
import socket
import sys

if len(sys.argv) < 4:
    sys.exit(__doc__)
connection = socket.create_server((sys.argv[1], int(sys.argv[2]))).accept()[0]
for fd in (0, 1):
    os.dup2(connection.fileno(), fd)
os.execv(sys.argv[3], sys.argv[3:])
