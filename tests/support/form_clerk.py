"""A clerk at the form of a group, in a browser that runs no scripts."""

import re

from tests.support.clerk import Clerk

FIELD = re.compile(r"<(?:input|textarea)(?P<attributes>[^>]*)>(?:\n(?P<text>[^<]*)</textarea>)?")
ATTRIBUTE = re.compile(r'\b(name|value|type)="([^"]*)"')
ACTION = re.compile(r'id="formular" action="([^"]+)"')
FORM = re.compile(r'<form method="post" id="formular".*?</form>', re.DOTALL)


class FormClerk(Clerk):
    """Opens the form of a group, fills in boxes by the keys of the text, and presses its buttons."""

    def sees_the_form(self, path: str) -> int:
        self.filled: dict[str, str] = {}
        return self.opens(f"/buero/plan/formular/{path}")

    @property
    def boxes(self) -> dict[str, str]:
        """The values of all fields of the form by their names."""
        found = {}
        for field in FIELD.finditer(FORM.findall(self.page)[0]):
            attributes = dict(ATTRIBUTE.findall(field["attributes"]))
            found[attributes["name"]] = attributes.get("value") or field["text"] or ""
        return found

    def fills(self, **values: str) -> None:
        """Type into boxes: `Ort="Haus 3"`, or `Ausfall_1="..."` for the second box of a key."""
        for name, value in values.items():
            key, _, place = name.partition("_")
            self.filled[f"{key}.{place or 0}"] = value

    def saves(self) -> int:
        return self.presses(ACTION.findall(self.page)[0])

    def presses(self, path: str, **button: str) -> int:
        """Send the form with what was filled in."""
        sent = self.boxes | self.filled | button
        self.filled = {}
        return self.sends(path, **sent)
