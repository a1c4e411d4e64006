"""A caller at the browser phone of a hotline that runs elsewhere: what the page tells it, without a page."""

import json
import time
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen


class Telephone:
    """One call to the hotline at `url`; `heard` is all that was said so far."""

    def __init__(self, url: str) -> None:
        self.heard: list[str] = []
        self._told = 0
        self._calls = f"{url}/phone/calls"
        opened = self._post(self._calls, b"{}")
        self._call = f"{self._calls}/{opened['id']}"
        self._take(opened["state"])
        self._listen()

    def press(self, *steps: str) -> None:
        """Press these keys one after the other, and listen after each step."""
        for keys in steps:
            for key in keys:
                self._tell(type="press", key=key)
            self._listen()

    def speak(self, wav: bytes) -> None:
        """Say this while it is recorded."""
        self._take(self._post(f"{self._call}/speech", wav, "audio/wav"))

    def wait_for(self, words: str) -> bool:
        """Whether somebody who presses nothing hears this before the hotline asks ten times."""
        for _ in range(10):
            if words in " ".join(self.heard):
                return True
            time.sleep(self._state["seconds"])
            self._tell(type="finished", began=self._state["began"])
            self._listen()
        return False

    def hang_up(self) -> None:
        self._tell(type="hangup")

    def _listen(self) -> None:
        while self._state["doing"] in ("playing", "pausing"):
            self._tell(type="finished", began=self._state["began"])

    def _tell(self, **event: object) -> None:
        self._told += 1
        self._take(self._post(self._call, json.dumps(event | {"number": self._told}).encode()))

    def _take(self, state: dict[str, Any]) -> None:
        self._state = state
        self.heard += state["captions"]

    def _post(self, url: str, body: bytes, kind: str = "application/json") -> Any:
        # As the page does, while the hotline starts again.
        for _ in range(40):
            try:
                with urlopen(Request(url, body, {"Content-Type": kind}), timeout=20) as answer:
                    return json.load(answer)
            except HTTPError:
                raise
            except (URLError, ConnectionError):
                time.sleep(0.5)
        raise ConnectionRefusedError
