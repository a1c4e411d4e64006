"""A clerk of the office with a browser that runs no scripts: opens pages, fills in forms, signs in and out."""

import re
from html import unescape

from flask import Flask
from werkzeug.test import TestResponse

PASSWORD = "vier Wörter, gut gemischt"
PUBLIC = {"PUBLIC_URL": "https://hotline.example.org", "TWILIO_AUTH_TOKEN": "0123456789abcdef0123456789abcdef"}
OUTSIDE = PUBLIC | {"STAFF_PASSWORD": PASSWORD}
FILE = "/buero/plan/datei/gruppen/sonnenblume.txt"
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
STATE = re.compile(r'name="stand" value="([^"]*)"')
BOX = re.compile(r"<textarea[^>]*>\n(.*?)</textarea>", re.DOTALL)


class Clerk:
    """`base` is the address the browser was given, `sent` what else the server sees (WSGI environ)."""

    def __init__(self, app: Flask, base: str = "http://127.0.0.1:8000", **sent: str):
        self.client = app.test_client()
        self.client.environ_base.update(sent)
        self._base, self._token = base, ""
        self.answer: TestResponse

    def opens(self, path: str) -> int:
        """Open a page; the status of the answer, after every redirect."""
        return self._sees(self.client.get(path, base_url=self._base, follow_redirects=True))

    def follows(self, path: str) -> TestResponse:
        """What is sent from there for as long as somebody looks."""
        return self.client.get(path, base_url=self._base)

    def sends(self, path: str, **fields: object) -> int:
        """Send a form that the browser has seen; the status of the answer, after every redirect."""
        form = {"csrf_token": self._token} | fields
        return self._sees(self.client.post(path, data=form, base_url=self._base, follow_redirects=True))

    def signs_in(self, password: str = PASSWORD, **name: str) -> int:
        self.opens("/buero/anmelden")
        return self.sends("/buero/anmelden", passwort=password, **name)

    @property
    def page(self) -> str:
        """What the browser shows, tags and all, as people read it."""
        return unescape(self.answer.data.decode(errors="replace"))

    def _sees(self, answer: TestResponse) -> int:
        self.answer = answer
        self._token = [self._token, *TOKEN.findall(self.page)][-1]
        # A file that is sent stays open until somebody has closed it.
        answer.close()
        return answer.status_code


class Editor(Clerk):
    """A clerk at the box of a file."""

    @property
    def box(self) -> str:
        return BOX.findall(self.page)[0]

    def saves(self, text: str) -> int:
        return self.sends(self.answer.request.path, text=text, stand=STATE.findall(self.page)[0])


def text(page: str) -> str:
    """The page without its tags, as somebody reads it aloud."""
    return " ".join(re.sub("<[^>]+>", " ", page).split())
