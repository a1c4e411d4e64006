"""Bar charts in SVG. In browsers their colours and fonts come from the style sheet; WeasyPrint applies none inside a
picture, so what is printed stands at the shapes.

Every picture has a name for those who do not see it, and stands beside a table of the same counts.
"""

from collections.abc import Sequence

from markupsafe import Markup

from office.numbers.blurred import BlurredCount

Bar = tuple[str, BlurredCount]

# In the units of the picture, which grows and shrinks as a whole.
WIDTH, HEIGHT, LINE, LETTER = 720, 160, 24, 9
SVG = Markup(
    '<svg class="picture" role="img" viewBox="0 0 {} {}" xmlns="http://www.w3.org/2000/svg"><title>{}</title>{}</svg>'
)
RECT = Markup('<rect class="bar" fill="#2f6f9f" x="{}" y="{}" width="{}" height="{}"/>')
TEXT = Markup('<text font-family="Fira Sans" font-size="14" x="{}" y="{}" text-anchor="{}">{}</text>')
AXIS = Markup('<line class="axis" stroke="#000000" x1="{}" y1="{}" x2="{}" y2="{}"/>')


def columns(name: str, bars: Sequence[Bar]) -> Markup:
    """Bars that stand side by side, for short labels such as hours and months; nothing where there are none."""
    if not bars:
        return Markup()
    wide = WIDTH / len(bars)
    scale = HEIGHT / _highest(bars)
    drawn = [
        RECT.format(_short(at * wide + wide * 0.1), _short(LINE + HEIGHT - high), _short(wide * 0.8), _short(high))
        + TEXT.format(_short((at + 0.5) * wide), _short(LINE + HEIGHT - high - 5), "middle", _label_above(bar, wide))
        + TEXT.format(_short((at + 0.5) * wide), LINE + HEIGHT + 18, "middle", label)
        for at, (label, bar) in enumerate(bars)
        for high in [bar.size * scale]
    ]
    axis = AXIS.format(0, LINE + HEIGHT, WIDTH, LINE + HEIGHT)
    return SVG.format(WIDTH, HEIGHT + 2 * LINE, name, Markup().join([*drawn, axis]))


def rows(name: str, bars: Sequence[Bar]) -> Markup:
    """Bars below one another, for long labels such as names; nothing where there are none."""
    if not bars:
        return Markup()
    left = min(WIDTH / 2, LETTER * (1 + max(len(label) for label, _ in bars)))
    scale = (WIDTH - left - LETTER * 8) / _highest(bars)
    most = int(left / LETTER)
    drawn = [
        TEXT.format(0, at * LINE + 17, "start", label if len(label) <= most else f"{label[: most - 1]}…")
        + RECT.format(_short(left), at * LINE + 3, _short(bar.size * scale), LINE - 6)
        + TEXT.format(_short(left + bar.size * scale + LETTER), at * LINE + 17, "start", bar.text)
        for at, (label, bar) in enumerate(bars)
    ]
    return SVG.format(WIDTH, LINE * len(bars), name, Markup().join(drawn))


def _highest(bars: Sequence[Bar]) -> float:
    return max(bar.size for _, bar in bars) or 1


def _label_above(bar: BlurredCount, wide: float) -> str:
    """The number over a bar; nothing where it is none or has no room, as the table tells it."""
    return bar.text if bar.size and len(bar.text) * LETTER <= wide else ""


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
