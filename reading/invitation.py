"""The dial-in within an invitation as people paste it: a one-tap string, or a text with numbers behind their names."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reading.phone_numbers import BETWEEN

# "tel:+49 69 7104 9922,,81234567890#,,,,*123456#": a number to dial, and what is pressed after pauses of a comma.
PHONE = r"(?:tel:)?\s*(?P<phone>(?:\+|00|\(?0[1-9])[0-9 ()/.\u2013-]{5,24}[0-9])"
PRESSED = r"\s*(?P<pauses>[,;pw][,;pw\s]{0,40}|;ext=)(?P<pressed>[0-9*#][0-9*#%,;pw -]{0,80})"
ONE_TAP = re.compile(PHONE + PRESSED, re.IGNORECASE | re.ASCII)
ALONE = re.compile(rf"(?<![0-9+]){PHONE}(?![0-9])", re.ASCII)
# What pauses a conference system takes for one number: Webex writes its menus as "*01*".
MENU = re.compile(r"\*0[0-9](?:\*|$)")

_ID = r"(?:meeting|besprechungs|konferenz|raum|sitzungs|zugangs|teilnehmer|einwahl|conference|access|webinar)"
_NAMED = r"(?:[\s-]*(?:id|nummer|nr\.?|code|kennnummer|number|pin))+"
# In this order: what is meant for telephones comes before what is meant for programs.
ROOM_NUMBERS = (
    rf"(?:telefon[\s-]*konferenz|phone[\s-]*conference|audio[\s-]*konferenz){_NAMED}",
    rf"{_ID}{_NAMED}(?:\s*\([^)\n]{{0,40}}\))?",
    r"(?<![a-zäöüß-])pin(?:[\s-]*(?:nummer|code))?",
)
DIGITS = r"(?P<digits>[0-9](?:[0-9]|[ \u00a0-](?=[0-9])){2,20})"
BEHIND = rf"\s*(?:ist|is|lautet)?\s*[:=]?\s*{DIGITS}(?![0-9]|\s*[.:]\s*[0-9])"
BEFORE = re.compile(rf"(?:geben sie|enter)\s+{DIGITS}\s*(?:#|ein|als|as)", re.IGNORECASE)
PASSCODE = re.compile(
    r"(?<![a-zäöüß-])(?:(?:telefon|meeting|sitzungs|besprechungs|konferenz|teilnehmer)[\s-]*)?"
    r"(?:numerisch\w+ |numeric |phone )?"
    r"(?:kenncode|passcode|passwort|kennwort|password|pin)"
    rf"(?:[\s-]*(?:nummer|code))?{BEHIND}(?!\w)",
    re.IGNORECASE,
)
# Whoever enters a number of the host opens, mutes and ends the conference: no caller may get there with it.
_HOST = r"(?:moderat|host|leit(?:er|ung)|organi[sz]at?or|organi[sz]er|gastgeber|veranstalter|chair)[a-zäöüß]*"
_OPENS = r"(?:[a-zäöüß]{0,12}(?:pin|code|key|schlüssel|wort|password|nummer|number|id)\b[\s-]{0,3})+"
OF_A_HOST = re.compile(
    rf"{_HOST}[ \t-]*(?::\s*)?{_OPENS}{BEHIND}"
    rf"|\b{_OPENS}(?:\(|für |for )?\s*(?:alle |den |die |das |the )?{_HOST}\)?{BEHIND.replace('digits', 'behind')}"
    rf"|(?:geben sie|enter)\s+{DIGITS.replace('digits', 'before')}\s*(?:als|as)\s+(?:the )?{_HOST}"
    # "Moderator-PIN / Teilnehmer-PIN: 778899 / 445566": which of the two is whose is not guessed.
    rf"|^[^\n:]*{_HOST}[^\n:]*:\s*[0-9][0-9 ]{{2,20}}\s*[/,;|]\s*[0-9][0-9 ]{{2,20}}",
    re.IGNORECASE | re.MULTILINE,
)
TAP_OF_A_HOST = re.compile(rf"{_HOST}[\s:]*{PHONE}{PRESSED}", re.IGNORECASE | re.ASCII)
GERMAN = re.compile(r"(?:\+|00)\s*49|\(?0[1-9]")


# What lines of an invitation hold, so that they need no blanks before them.
LINE = re.compile(
    r"https?://|[0-9]{3}|^\W*$|\b(?:zoom|teams|webex|jitsi|teamviewer|bigbluebutton|meeting|besprechung\w*|konferenz\w*|"
    r"sitzung|telefonkonferenz|einwahl|einwählen|einzuwählen|schnelleinwahl|beitreten|teilnehmen|teilzunehmen|mobil|kenncode|"
    r"passcode|kennwort|passwort|pin|computer|browser|app|klicken|wählen|ortsrufnummer|standort|join|dial|phone|enter|"
    r"password|lädt|eingeladen|einladung|moderator\w*|host|gastgeber\w*|organisator\w*)\b",
    re.IGNORECASE,
)
WHEN = re.compile(r"\s*(?:uhr)?zeit\s*:.*\b20[0-9]{2}\b", re.IGNORECASE)


def is_of_an_invitation(line: str) -> bool:
    """Whether a line behind `Raum:` belongs to a pasted invitation, if it begins with no key of ours."""
    return bool(WHEN.match(line) or LINE.search(line))


@dataclass(frozen=True)
class Invitation:
    """The German telephone numbers in a text, and what is entered there, in order; `pause` in seconds (0: not said).

    `is_dialled_at_once`: all of it stands in one string, and not behind names. `has_a_host`: numbers of a host were
    left out.
    """

    phones: tuple[str, ...]
    rooms: tuple[tuple[str, ...], ...]
    pause: int = 0
    is_dialled_at_once: bool = False
    has_a_host: bool = False


def read_invitation(text: str) -> Invitation | None:
    """What can be dialled, None if there is no telephone number with anything to enter."""
    for_all = OF_A_HOST.sub(" ", TAP_OF_A_HOST.sub(r" \g<phone> ", text))
    taps = [tap for tap in ONE_TAP.finditer(for_all) if GERMAN.match(tap["phone"].strip()) and _is_dialled(tap)]
    if taps:
        rooms = _each_once(tuple(_digits(tap["pressed"])) for tap in taps)
        pause = max(2 * tap["pauses"].count(",") for tap in taps)
        return Invitation(
            _numbers(tap["phone"] for tap in taps),
            tuple(room for room in rooms if room),
            pause,
            is_dialled_at_once=True,
        )
    rooms = _each_once(_labelled(for_all))
    without = re.sub(r"https?://\S+", " ", for_all)
    phones = _numbers(match["phone"] for match in ALONE.finditer(without) if GERMAN.match(match["phone"].strip()))
    numbers = {re.sub("[^0-9]", "", digits) for room in rooms for digits in room}
    phones = tuple(phone for phone in phones if re.sub("[^0-9]", "", phone) not in numbers)
    return Invitation(phones, tuple(rooms), has_a_host=for_all != text) if phones else None


def _is_dialled(tap: re.Match[str]) -> bool:
    """Whether it is more than a number, a comma and another number, as our own lines have them."""
    return len(re.sub(r"\s", "", tap["pauses"])) > 1 or tap["pauses"].strip() not in ",;" or "#" in tap["pressed"]


def _digits(pressed: str) -> Iterator[str]:
    parts = re.split(r"#|%23|[,;pw]+", MENU.sub(" ", pressed), flags=re.IGNORECASE)
    return (found for part in parts if (found := re.sub("[^0-9]", "", part)))


def _labelled(text: str) -> Iterator[tuple[str, ...]]:
    for label in ROOM_NUMBERS:
        found = [re.sub("[^0-9]", "", match["digits"]) for match in re.finditer(label + BEHIND, text, re.IGNORECASE)]
        if found:
            passcodes = [re.sub("[^0-9]", "", match["digits"]) for match in PASSCODE.finditer(text)]
            passcode = [code for code in _each_once(passcodes) if code not in found][:1]
            yield from ((number, *passcode) for number in found)
            return
    yield from ((re.sub("[^0-9]", "", match["digits"]),) for match in BEFORE.finditer(text))


def _numbers(written: Iterable[str]) -> tuple[str, ...]:
    """Telephone numbers, each once in whatever blocks they are written."""
    return tuple(
        {re.sub("^(?:00)?49", "0", re.sub(rf"\D|{BETWEEN}", "", phone)): phone.strip() for phone in written}.values()
    )


def _each_once(found: Iterable[object]) -> list:  # type: ignore[type-arg]
    return list(dict.fromkeys(found))
