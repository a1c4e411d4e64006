"""The page of a leader's room, as the one who leads uses it."""

from tests.support.clerk import Clerk, text

CODE = "99887766"


class Leader(Clerk):
    """The one who leads Sonnenblume, at the browser."""

    def comes_in(self, code: str = CODE) -> int:
        self.opens("/leitung")
        return self.sends("/leitung", nummer=code)

    def presses(self, button: str) -> int:
        return self.sends("/leitung/raum", was=button)

    @property
    def reads(self) -> str:
        return text(self.page)
