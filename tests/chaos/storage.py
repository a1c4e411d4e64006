"""A bucket that answers slowly, not at all, or with refusals."""

from threading import Event


class Storage:
    """How the bucket answers: `delay_s` later, not at all until it is `answering`, and some methods with a refusal."""

    def __init__(self) -> None:
        self.delay_s = 0.0
        self.answering = Event()
        self.answering.set()
        self.refused: dict[str, str] = {}

    def __call__(self, method: str) -> str | None:
        Event().wait(self.delay_s)
        self.answering.wait(60)
        return self.refused.get(method)
