"""A picture of the keys of a telephone, on which those to press stand out."""

from collections.abc import Collection, Iterator

from markupsafe import Markup

ROWS = ("123", "456", "789", "*0#")
# In the pixels of CSS, of which 96 make an inch.
WIDE, HIGH, GAP = 64, 46, 8
NAMES = {"*": "Stern", "#": "Raute"}
DRAWN = {"*": "∗"}
# Presentation attributes, because WeasyPrint and our own Content-Security-Policy know no style within a picture.
KEY = (
    '<rect x="{x}" y="{y}" width="{wide}" height="{high}" rx="10" fill="{paper}" stroke="black" stroke-width="2"/>'
    '<text x="{middle}" y="{base}" text-anchor="middle" font-size="28" font-weight="700" fill="{ink}">{figure}</text>'
)
INK, INVERTED = {"paper": "white", "ink": "black"}, {"paper": "black", "ink": "white"}
PICTURE = (
    '<svg class="keypad" xmlns="http://www.w3.org/2000/svg" role="img" font-family="Fira Sans, Arial, sans-serif" '
    'width="{wide}" height="{high}" viewBox="0 0 {wide} {high}"><title>{told}</title>{keys}</svg>'
)


def keypad(to_press: Collection[str]) -> Markup:
    """The picture as SVG, with these keys in white on black."""
    names = ", ".join(NAMES.get(key, key) for key in "".join(ROWS) if key in to_press)
    told = f"Die Tasten des Telefons; hervorgehoben: {names}" if names else "Die Tasten des Telefons"
    size = {"wide": 3 * (WIDE + GAP) + GAP, "high": len(ROWS) * (HIGH + GAP) + GAP}
    return Markup(PICTURE).format(told=told, keys=Markup("").join(_keys(to_press)), **size)


def _keys(to_press: Collection[str]) -> Iterator[Markup]:
    for down, row in enumerate(ROWS):
        for across, key in enumerate(row):
            x, y = GAP + across * (WIDE + GAP), GAP + down * (HIGH + GAP)
            colours = INVERTED if key in to_press else INK
            place = {"x": x, "y": y, "middle": x + WIDE // 2, "base": y + HIGH * 2 // 3, "wide": WIDE, "high": HIGH}
            yield Markup(KEY).format(figure=DRAWN.get(key, key), **place, **colours)
