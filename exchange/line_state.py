"""The activity of a line as a plain value for JSON."""

from urllib.parse import urlsplit

from exchange import activity
from exchange.activity import Activity, Ended, InRoom, Listening, Pausing, Playing, Recording, Ringing, Saying, Talking
from exchange.line import Line

State = dict[str, object]

NAMES: dict[type, str] = {
    Playing: "playing",
    Saying: "playing",
    Pausing: "pausing",
    Listening: "listening",
    Recording: "recording",
    Ringing: "ringing",
    Talking: "talking",
    InRoom: "room",
    Ended: "ended",
}

END_WORDS = {
    activity.FAILED: "Die Leitung ist gestört.",
    activity.DOCUMENT_ENDED: "Die Gegenseite hat wortlos aufgelegt.",
    activity.HOTLINE_HUNG_UP: "Das Gespräch ist zu Ende.",
    activity.CALLER_HUNG_UP: "Sie haben aufgelegt.",
    activity.REJECTED: "Es ist besetzt.",
}


def state_of(line: Line) -> State:
    """step, began (see Line), doing, keys (would a key do anything?) and, if known: url, words, loop, seconds, beep,
    silence, pause, people, waiting, muted.

    A sound without `url` is to be read aloud by the browser; `url` has no host, as the page comes from the same one.
    """
    counted = {"step": line.step, "began": line.began}
    return counted | {"doing": NAMES[type(line.doing)], "keys": line.takes_keys} | _details(line.doing)


def _details(doing: Activity | None) -> State:
    match doing:
        case Playing(url, words, loop):
            return {"url": urlsplit(url)._replace(scheme="", netloc="").geturl(), "words": words, "loop": loop}
        case Saying(words, _, loop):
            return {"words": words, "loop": loop}
        case Pausing(seconds) | Listening(seconds):
            return {"seconds": seconds}
        case Recording(seconds, beep, silence):
            return {"seconds": seconds, "beep": beep, "silence": silence}
        case Ringing(seconds=seconds) | Talking(seconds=seconds):
            return {"seconds": seconds}
        case InRoom(_, waiting, people, seconds, sound, muted):
            pause = sound.seconds if isinstance(sound, Pausing) else None
            there = {"waiting": waiting, "people": people, "muted": muted}
            return _details(sound) | there | {"seconds": seconds, "pause": pause}
        case Ended(reason):
            return {"words": END_WORDS.get(reason, "")}
    return {}
