"""Which parts work: for a monitor, and for whoever looks after the hotline."""

from flask import Blueprint

from routes.hotline import hotline

bp = Blueprint("health", __name__)


@bp.get("/health")
def health() -> tuple[dict[str, object], int]:
    """A JSON object of the parts; 503 when no call could be served."""
    parts = hotline().health()
    return parts, 200 if parts["groups"] and parts["voices"] else 503
