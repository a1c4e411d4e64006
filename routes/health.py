"""Which parts work: for a monitor, and for whoever looks after the hotline."""

from flask import Blueprint, request

from audio.voices.voice import SpeechError
from hotline import Hotline, hotline
from keep.content.editions import HEARTBEAT, PROBLEMS
from keep.content.shared_folder import REFUSED
from keep.worker_tasks import MISSING_WITHOUT

bp = Blueprint("health", __name__)


# The parts without which calls are served, but something is missing.
WANTED = ("redis", "worker", "store", "one_plan")


@bp.get("/health")
def health() -> tuple[dict[str, object], int]:
    """A JSON object of the parts; 503 when no call could be served, with `?strict` also when something is missing."""
    parts = health_of(hotline())
    fails = parts["status"] == "failed" or ("strict" in request.args and parts["status"] != "ok")
    return parts, 503 if fails else 200


def health_of(hotline: Hotline) -> dict[str, object]:
    """The edition on air, how many groups and problems it has, and which parts work.

    `status` is "ok", "degraded" (parts of WANTED do not work, which `degraded` lists) or "failed" (no call could be
    served); `missing` is what the worker would do and nobody does.
    """
    parts = _parts_of(hotline)
    degraded = [name for name in WANTED if not parts[name]]
    status = "degraded" if degraded else "ok"
    return {"status": status if parts["groups"] and parts["voices"] else "failed", "degraded": degraded, **parts}


def _parts_of(hotline: Hotline) -> dict[str, object]:
    edition, problems = hotline.on_air.edition(), hotline.redis.get(PROBLEMS)
    worker = hotline.redis.get(HEARTBEAT) is not None
    return {
        "edition": edition.name,
        "groups": len(edition.plan.groups),
        "redis": hotline.redis.is_up(),
        "voices": [voice.name for voice in hotline.library.voices] if _can_speak(hotline) else [],
        "worker": worker,
        "store": hotline.announcements.store_answers(),
        "one_plan": hotline.redis.get(REFUSED) is None,
        "missing": [] if worker else list(MISSING_WITHOUT.values()),
        "problems": int(problems) if problems and problems.isdigit() else len(edition.problems),
    }


def _can_speak(hotline: Hotline) -> bool:
    """Whether a page that nobody has heard yet could be spoken now."""
    try:
        return bool(hotline.library.sound(hotline.library.voices[-1].name, "Guten Tag."))
    except SpeechError:
        return False
