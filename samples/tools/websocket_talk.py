#!/usr/bin/python3
"""websocket_talk.py: WebSocket between two ends of Debian's python3-websockets: text and bytes, fragments, lengths
of two sizes, pings, a compressed connection, and closes of both kinds.

usage: websocket_talk.py serve ADDRESS PORT            until it is ended
       websocket_talk.py talk ADDRESS PORT
"""
import asyncio
import sys

import websockets


async def echo(connection):
    async for message in connection:
        await connection.send(message)
        if message == "leave":
            await connection.close(1001, "going away")


async def serve(address, port):
    async with websockets.serve(echo, address, port, subprotocols=["onion"], server_header=None):
        print("ready", flush=True)
        await asyncio.Future()


async def fragments():
    for part in ("One packet ", "after ", "the other."):
        yield part


async def talk(address, port):
    uri = f"ws://{address}:{port}/skins?layer=1"
    async with websockets.connect(uri, compression=None, subprotocols=["garlic", "onion"], user_agent_header=None) as c:
        for message in ("text", "börek".encode() + bytes(range(8)), "x" * 200, fragments()):
            await c.send(message)
            await c.recv()
        await (await c.ping(b"are you there"))
    async with websockets.connect(uri, origin="http://peel.example", user_agent_header=None) as c:  # permessage-deflate
        for message in ("onion " * 40, "onion " * 41):  # the second is packed with what the first taught
            await c.send(message)
            await c.recv()
        await c.send("leave")
        await c.recv()
        await c.wait_closed()


if len(sys.argv) != 4 or sys.argv[1] not in ("serve", "talk"):
    sys.exit(__doc__)
asyncio.run({"serve": serve, "talk": talk}[sys.argv[1]](sys.argv[2], int(sys.argv[3])))
