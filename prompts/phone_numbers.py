"""Patterns of telephone numbers, and the rhythm of well-known ones."""

import re
import tomllib
from pathlib import Path
from typing import Any

TABLE: dict[str, Any] = tomllib.loads(Path(__file__).with_name("rufnummern.toml").read_text(encoding="utf-8"))
RHYTHMS = {number.replace(" ", ""): number.split() for number in TABLE["bekannt"]}

NATIONAL = r"(?<![\w+])(?:\+\d\d|\(?0 ?\d)(?:[ ()/-]{0,3}\d){5,}"
PHONE = r"\b(?:Telefon(?:nummer|nr)?|Tel(?:\.?-?[Nn]r)?|Ruf(?:nummer)?|Fax|Handy|Mobil|Durchwahl|Notruf|wählen Sie)"
LABELLED = rf"({PHONE}\b[.:]*\s+(?:der\s|die\s)?)(\d(?:[\d /-]*\d)+)"
# What else is said digit by digit, because it is typed or copied and not grasped.
CODE = r"\b(?:[\w-]*-)?(?:ID|PIN|[Cc]ode|[Kk]ennwort|[Rr]aumnummer|[Kk]ennnummer|[Kk]undennummer|IBAN)"
CODED = rf"({CODE}:?\s)(\d(?:[ /-]?\d){{3,}})(?!\d|[.:]\d)"
# Numbers of "harmonised services of social value", alike in all of Europe (decision 2007/116/EC).
EUROPEAN = r"116[ /-]?\d{3}"


def rhythm(figures: str) -> list[str]:
    """ "08001110111" -> ["0800", "111", "0", "111"]; [] for any other number. Short ones come with +49 as well."""
    short = figures.removeprefix("0")
    if re.fullmatch(EUROPEAN, short):
        return [short[:3], short[3:]]
    return RHYTHMS.get(figures) or RHYTHMS.get(short) or []
