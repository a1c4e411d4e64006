"""Prometheus metrics: health and sums, without groups or callers."""

import hmac

from flask import Blueprint, Response, abort, request

from hotline import hotline

bp = Blueprint("metrics", __name__)


@bp.get("/metrics")
def metrics() -> Response:
    """The metrics in Prometheus' text format, for whoever brings the token."""
    expected = hotline().settings.metrics_token
    if not expected:
        abort(404)
    if not hmac.compare_digest(request.headers.get("Authorization", "").encode(), f"Bearer {expected}".encode()):
        return Response(status=401, headers={"WWW-Authenticate": "Bearer"})
    # Most installations have no token.
    from routes.metrics_collected import CONTENT_TYPE, collected

    return Response(collected(hotline()), content_type=CONTENT_TYPE, headers={"Cache-Control": "no-store"})
