"""The office: a hotline whose content may be changed, and a browser at its pages."""

from collections.abc import Iterator
from pathlib import Path
from socket import socket

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page

from tests.conftest import Clock
from tests.support.leader_page import Leader
from tests.support.served import open_hotline


@pytest.fixture
def open_app(environ: dict[str, str], clock: Clock, door: socket, folder: Path) -> Iterator[Flask]:
    """A hotline whose content may be changed."""
    with open_hotline(environ | {"CONTENT_DIR": str(folder)}, clock, door) as app:
        yield app


@pytest.fixture
def page(computer: BrowserContext, url: str) -> Iterator[Page]:
    """A browser, which may not complain, nor ask anything of another machine."""
    page, noted, asked = computer.new_page(), list[str](), list[str]()
    page.on("console", lambda line: noted.append(line.text))
    page.on("pageerror", lambda error: noted.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    yield page
    page.close()
    refused = [text for text in noted if "409" not in text and "422" not in text and "404" not in text]
    assert refused == [] and all(address.startswith(f"{url}/") for address in asked)


@pytest.fixture
def at_the_browser(app: Flask) -> Leader:
    """The one who leads Sonnenblume, at the browser."""
    leader = Leader(app)
    leader.comes_in("9988 7766")
    return leader
