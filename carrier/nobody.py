"""Nobody to ask: calls come in, but the account at the carrier is not named."""

from collections.abc import Iterable
from typing import NoReturn

from carrier.port import CarrierError


class Nobody:
    """A carrier that says of everything that it cannot be done."""

    def conference(self, room: str) -> NoReturn:
        raise CarrierError("TWILIO_ACCOUNT_SID is not set")

    def mute(self, room: str, labels: Iterable[str], on: bool) -> None:
        self.conference(room)

    def announce(self, room: str, url: str) -> None:
        self.conference(room)

    def tell(self, room: str, label: str, url: str) -> None:
        self.conference(room)

    def end(self, room: str) -> None:
        self.conference(room)

    def calls(self) -> NoReturn:
        self.conference("")

    def recordings(self, call: str) -> NoReturn:
        self.conference("")

    def recording(self, sid: str) -> NoReturn:
        self.conference("")

    def delete_recording(self, sid: str) -> None:
        self.conference("")
