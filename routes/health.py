"""Which parts work: for a monitor, and for whoever looks after the hotline."""

from flask import Blueprint

from audio.voices.voice import SpeechError
from hotline import Hotline, hotline
from keep.content.editions import HEARTBEAT, PROBLEMS
from keep.worker_tasks import MISSING_WITHOUT

bp = Blueprint("health", __name__)


@bp.get("/health")
def health() -> tuple[dict[str, object], int]:
    """A JSON object of the parts; 503 when no call could be served."""
    parts = health_of(hotline())
    return parts, 200 if parts["groups"] and parts["voices"] else 503


def health_of(hotline: Hotline) -> dict[str, object]:
    """The edition on air, how many groups and problems it has, and which parts work; `missing`: what the worker
    would do and nobody does."""
    edition, problems = hotline.on_air.edition(), hotline.redis.get(PROBLEMS)
    worker = hotline.redis.get(HEARTBEAT) is not None
    return {
        "edition": edition.name,
        "groups": len(edition.plan.groups),
        "redis": hotline.redis.is_up(),
        "voices": [voice.name for voice in hotline.library.voices] if _can_speak(hotline) else [],
        "worker": worker,
        "missing": [] if worker else list(MISSING_WITHOUT.values()),
        "problems": int(problems) if problems and problems.isdigit() else len(edition.problems),
    }


def _can_speak(hotline: Hotline) -> bool:
    """Whether a page that nobody has heard yet could be spoken now."""
    try:
        return bool(hotline.library.sound(hotline.library.voices[-1].name, "Guten Tag."))
    except SpeechError:
        return False
