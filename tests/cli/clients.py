"""Reads what tshark prints in the ways of the programs that drive it (pyshark, termshark): as strictly, and by the same
textual marks. Called by clients.sh, once for all documents."""
import json
import re
import sys
from xml.parsers import expat

ALLOWED = {"name", "showname", "value", "show", "hide", "pos", "size", "unmaskedvalue"}


def fail(text):
    sys.exit(text)


def xml_root(document):
    """A tree of (name, attributes, children) by a parser that forgives nothing."""
    top = ("", {}, [])
    stack = [top]
    parser = expat.ParserCreate()

    def start(name, attributes):
        node = (name, attributes, [])
        stack[-1][2].append(node)
        stack.append(node)

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: stack.pop()
    parser.Parse(document, True)
    return top[2][0]


def below(node):
    for child in node[2]:
        yield child
        yield from below(child)


def pdml(data):
    whole = data[: data.rindex(b"</pdml>") + 7]
    if whole + b"\n" != data:
        fail("something behind </pdml>")
    xml_root(whole)
    count = 0
    for piece in re.findall(rb"<packet>.*?</packet>", data, re.S):
        count += 1
        packet = xml_root(piece)
        names = [p[1]["name"] for p in packet[2]]
        if names[:2] != ["geninfo", "frame"]:
            fail("packet %d begins with %s" % (count, names[:2]))
        info = {f[1]["name"]: f[1] for f in packet[2][0][2]}
        for name in ("num", "len", "caplen", "timestamp"):
            if "value" not in info[name]:
                fail("geninfo has no value of " + name)
        if not re.fullmatch(r"\d+\.\d{9}", info["timestamp"]["value"]):
            fail("timestamp " + info["timestamp"]["value"])
        frame = {f[1]["name"] for f in below(packet[2][1])}
        if not {"frame.protocols", "frame.time_epoch"} <= frame:
            fail("the frame lacks fields")
        for node in below(packet):
            if not set(node[1]) <= ALLOWED or "name" not in node[1]:
                fail("attributes %s" % sorted(node[1]))
            for place in ("pos", "size"):
                int(node[1].get(place, "0"))
    return count


def psml(data, columns=7):
    root = xml_root(data)
    if root[2][0][0] != "structure" or len(root[2][0][2]) != int(columns):
        fail("structure")
    packets = re.findall(rb"<packet[^>]*>\n(.*?)</packet>", data, re.S)
    for i, packet in enumerate(packets):
        sections = re.findall(rb"<section>(.*?)</section>", packet)
        if len(sections) != int(columns) or not sections[0].isdigit():
            fail("packet %d has sections %r" % (i + 1, sections))
    return len(packets)


def no_twice(pairs):
    keys = [k for k, _ in pairs]
    if len(keys) != len(set(keys)):
        fail("a key twice in " + " ".join(sorted(keys))[:200])
    return dict(pairs)


def json_pieces(text):
    """pyshark cuts an array by these marks and parses what is between."""
    if text.strip() == "[]":
        return []
    start = text.index("{")
    if not text.endswith("}\n]\n"):
        fail("the end is %r" % text[-10:])
    pieces = text[start:-3].split("\n  },\n")
    return [p if i == len(pieces) - 1 else p + "\n}" for i, p in enumerate(pieces)]


def json_(data, twice="no", raw="no"):
    text = data.decode("utf-8")
    hook = None if twice == "yes" else no_twice
    whole = json.loads(text, object_pairs_hook=hook)
    pieces = json_pieces(text)
    for i, piece in enumerate(pieces):
        packet = json.loads(piece.rstrip().rstrip(","), object_pairs_hook=hook)
        layers = packet["_source"]["layers"]
        for name in ("protocols", "len", "time_epoch", "number"):
            if not isinstance(layers["frame"]["frame." + name], str):
                fail("packet %d: frame.%s" % (i + 1, name))
        if raw == "yes" and not re.fullmatch("([0-9a-f]{2})*", layers["frame_raw"][0]):
            fail("frame_raw")
    if len(whole) != len(pieces):
        fail("%d packets, cut into %d" % (len(whole), len(pieces)))
    return len(pieces)


def ek(data, mapping=None, raw="no"):
    lines = data.decode("utf-8").split("\n")
    if lines.pop() != "":
        fail("the last line does not end")
    known = None
    if mapping:
        with open(mapping, encoding="ascii") as f:
            known = json.load(f)["mappings"]["properties"]["layers"]["properties"]
    for action, line in zip(lines[::2], lines[1::2]):
        if not action.startswith('{"ind') or list(json.loads(action)) != ["index"]:
            fail("action line " + action[:100])
        packet = json.loads(line)
        if not packet["timestamp"].isdigit():
            fail("timestamp")
        layers = packet["layers"]
        for name in ("protocols", "len", "time_epoch", "number"):
            if not isinstance(layers["frame"]["frame_frame_" + name], str):
                fail("frame_frame_" + name)
        if raw == "yes" and not re.fullmatch("([0-9a-f]{2})*", layers["frame_raw"]):
            fail("frame_raw")
        if known is None:
            continue
        for layer in layers:
            if isinstance(layers[layer], dict) and not {layer, layer.replace("_", ".")} & set(known):
                fail("no protocol %s in the mapping" % layer)
    return len(lines) // 2


def hexdump(data):
    """termshark: in each line all but the first pair are bytes; an empty line ends a packet."""
    count, size = 0, 0
    for line in data.decode("utf-8").split("\n")[:-1]:
        pairs = re.findall("([0-9a-f][0-9a-f] )", line)
        if pairs:
            size += len(pairs) - 1
        elif size:
            count, size = count + 1, 0
        else:
            fail("an empty line too many")
    if size:
        fail("no empty line at the end")
    return count


def version(data):
    text = data.decode("ascii")
    first = re.match(r"TShark .*?(\d+\.\d+\.\d+)", text)
    last = re.match(r".*\s(\d+\.\d+\.\d+).*", text.split("\n")[0])
    if not first or not last or first.group(1) != last.group(1):
        fail("version line: " + text.split("\n")[0])
    if tuple(map(int, first.group(1).split("."))) < (4, 0, 0):
        fail("version " + first.group(1))
    return 1


def interfaces(data):
    lines = data.decode("utf-8").split("\n")[:-1]
    for line in lines:
        if not re.fullmatch(r"(\d+)\.\s+(\S+)(\s*\(([^)]+)\))?", line):
            fail("interface " + line)
    return len(lines)


def fields(data):
    kinds = {"F": 4, "P": 3}
    lines = data.decode("utf-8").split("\n")[:-1]
    for line in lines:
        cells = line.split("\t")
        if len(cells) < kinds.get(cells[0], 1):
            fail("line " + line)
    return len(lines)


def conversations(data):
    """termshark: ten words a line once " bytes" and the blank before the unit are gone."""
    count = 0
    for line in data.decode("utf-8").split("\n"):
        if "<->" not in line:
            continue
        words = line.replace(" bytes", "").replace(" kB", "kB").replace(" MB", "MB").split()
        if len(words) != 11:
            fail("%d words: %s" % (len(words), line))
        count += 1
    return count


def main(listing):
    """A line of the listing: document, expected count, kind and its arguments, command line; separated by tabs."""
    wrong = 0
    for line in listing:
        path, expected, kind, command = line.rstrip("\n").split("\t")
        name, *arguments = kind.split(" ")
        with open(path, "rb") as f:
            data = f.read()
        try:
            judge = json_ if name == "json" else globals()[name]
            count = judge(data, *arguments)
        except (SystemExit, Exception) as e:  # whatever breaks the reader is the finding
            count = "%s: %s" % (type(e).__name__, e)
        if str(count) != expected and not (expected == "any" and isinstance(count, int) and count):
            wrong += 1
            print("FAIL: %s\n      %s packets, but: %s" % (command, expected, str(count)[-300:]))
    sys.exit(min(wrong, 100))


if __name__ == "__main__":
    main(sys.stdin)
