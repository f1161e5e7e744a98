"""Stacks from `perf script` as a flame graph: an SVG without scripts, the same for the same stacks.

A box is a function on the stack, as wide as its share of the samples; below it is who called it, and
its place from left to right means nothing. Boxes too narrow to see are left out, and their room
stays empty."""

import dataclasses
import re
import zlib
from xml.sax.saxutils import escape

WIDTH, ROW, MARGIN, FONT = 1200, 18, 12, 12
CHARACTER = 7.3          # of the font, in pixels
HEAD, FOOT = 64, 12
SHARE_MIN = 0.003        # of all samples: three pixels and a half
FRAME = re.compile(r"^\s+([0-9a-f]+) (.+) \(([^()]*(?:\([^()]*\))?[^()]*)\)$")
CUT = "[cut]"            # where a stack could not be followed further

# Of a frame's binary: what it is, and the hue of its boxes.
KINDS = (
    ("kernel", 210, re.compile(r"kernel|\.ko\b|vdso")),
    ("OpenSSL", 285, re.compile(r"libcrypto|libssl")),
    ("SQLite", 130, re.compile(r"sqlite")),
    ("Writ", 30, re.compile(r"/writ$")),
    ("libraries", 55, re.compile(r"")),
)


@dataclasses.dataclass
class Box:
    name: str
    kind: str
    samples: int = 0
    above: dict = dataclasses.field(default_factory=dict)

    def add(self, stack, samples=1):
        self.samples += samples
        if stack:
            name, kind = stack[0]
            self.above.setdefault((name, kind), Box(name, kind)).add(stack[1:], samples)


def kind_of(binary):
    return next(name for name, _, pattern in KINDS if pattern.search(binary))


def plain(symbol):
    """Without parameters, template arguments and our own namespace."""
    symbol = re.sub(r"\+0x[0-9a-f]+$", "", symbol).replace("(anonymous namespace)::", "")
    symbol = re.sub(r"^non-virtual thunk to ", "", symbol)
    before = None
    while before != symbol:
        before = symbol
        symbol = re.sub(r"<[^<>]*>", "", symbol)
    symbol = re.sub(r"\([^()]*\)( const)?$", "", symbol)
    symbol = re.sub(r"\.(part|constprop|isra|cold)\.\d+|\.cold$", "", symbol)
    return re.sub(r"^writ::", "", symbol.split(" ")[-1] or symbol)


def read_stacks(text):
    """Of each sample the frames as (name, kind), the outermost first."""
    for sample in text.split("\n\n"):
        stack = []
        for line in sample.splitlines():
            match = FRAME.match(line)
            if match is None:
                continue
            address, symbol, binary = match.groups()
            if set(address) == {"f"}:
                frame = (CUT, "libraries")
            elif symbol == "[unknown]":
                frame = (f"[{binary.rsplit('/', 1)[-1].split('.so')[0]}]", kind_of(binary))
            else:
                frame = (plain(symbol), kind_of(binary))
            # Neighbours of one name are one box: recursion, and functions without a name.
            if not stack or stack[-1] != frame:
                stack.append(frame)
        if stack:
            yield stack[::-1]


def gather(stacks):
    root = Box("all", "libraries")
    for stack in stacks:
        root.add(stack)
    return root


def colour(box):
    hue = next(hue for name, hue, _ in KINDS if name == box.kind)
    scatter = zlib.crc32(box.name.encode())
    return f"hsl({hue + scatter % 17 - 8},{62 + scatter // 17 % 17}%,{70 + scatter // 289 % 11}%)"


def place(box, left, level, scale, least, out):
    """Appends (box, left, level) for all that is wide enough."""
    out.append((box, left, level))
    for child in sorted(box.above.values(), key=lambda one: (one.name, one.kind)):
        if child.samples >= least:
            place(child, left, level + 1, scale, least, out)
            left += child.samples * scale


def draw(root, title, note):
    """The SVG. `note` is a line below the title."""
    scale = (WIDTH - 2 * MARGIN) / max(root.samples, 1)
    boxes = []
    place(root, MARGIN, 0, scale, root.samples * SHARE_MIN, boxes)
    height = HEAD + FOOT + ROW * (1 + max(level for _, _, level in boxes))
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" '
        f'viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(title)}" '
        f'font-family="monospace" font-size="{FONT}">',
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
        f'<text x="{MARGIN}" y="22" font-size="16">{escape(title)}</text>',
        f'<text x="{MARGIN}" y="42">{escape(note)}</text>']
    left = WIDTH - MARGIN
    for name, hue, _ in reversed(KINDS):
        left -= len(name) * CHARACTER + 24
        lines.append(f'<rect x="{left:.0f}" y="12" width="12" height="12" '
                     f'fill="hsl({hue},70%,75%)"/><text x="{left + 16:.0f}" y="22">{name}</text>')
    for box, left, level in boxes:
        lines.append(draw_box(box, left, height - FOOT - ROW * (level + 1), scale, root.samples))
    return "\n".join(lines) + "\n</svg>\n"


def draw_box(box, left, top, scale, samples):
    width = box.samples * scale
    share = 100 * box.samples / samples
    drawn = (f'<g><title>{escape(box.name)}: {share:.1f} %</title><rect x="{left:.1f}" y="{top}" '
             f'width="{max(width - 0.5, 0.5):.1f}" height="{ROW - 1}" fill="{colour(box)}"/>')
    room = int((width - 6) / CHARACTER)
    label = f"{box.name} {share:.0f} %"
    if len(label) > room:
        label = box.name
    if len(label) > room:
        label = box.name.rsplit("::", 1)[-1]
    if len(label) > room:
        label = label[:room - 1] + "…" if room > 3 else ""
    if label:
        drawn += f'<text x="{left + 3:.1f}" y="{top + ROW - 5}">{escape(label)}</text>'
    return drawn + "</g>"
