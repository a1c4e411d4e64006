"""A clerk with a browser at a hotline that runs elsewhere: signs in, changes Krokus, reads what became of it."""

import re

import requests

from tests.support.clerk import PASSWORD

FIELD = re.compile(r'name="(csrf_token|stand)" value="([^"]*)"')
TEXT = re.compile(r'<textarea id="text"[^>]*>\n(.*?)</textarea>', re.DOTALL)
NOTICE = re.compile(r'class="notice [^>]*>([^<]*)<')
KROKUS = "/buero/plan/datei/gruppen/krokus.txt"
PATIENCE_S = 60


class WebClerk:
    """`url` is the address of the hotline. Its methods raise requests' errors while it does not answer."""

    def __init__(self, url: str):
        self._url = url
        self._browser = requests.Session()

    def signs_in(self) -> None:
        self.sends("/buero/anmelden", {"passwort": PASSWORD, **dict(FIELD.findall(self.opens("/buero/anmelden")))})

    def reads(self) -> str:
        """What stands in the box of Krokus."""
        (text,) = TEXT.findall(self.opens(KROKUS))
        return str(text)

    def saves(self, time: str) -> str:
        """What the page says when Krokus meets at another time."""
        page = self.opens(KROKUS)
        (text,) = TEXT.findall(page)
        form = {"text": re.sub(r"\d\d:\d\d bis", f"{time} bis", text), **dict(FIELD.findall(page))}
        return " ".join(NOTICE.findall(self.sends(KROKUS, form)))

    def opens(self, path: str, **asked: str) -> str:
        return self._browser.get(self._url + path, params=asked, timeout=PATIENCE_S).text

    def sends(self, path: str, form: dict[str, str]) -> str:
        return self._browser.post(self._url + path, form, timeout=PATIENCE_S).text
