"""The office: a hotline whose content may be changed, and a browser at its pages."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import CONTENT, Clock
from tests.support.served import open_hotline


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(CONTENT, tmp_path / "inhalt")


@pytest.fixture
def url(environ: dict[str, str], clock: Clock, folder: Path) -> Iterator[str]:
    """The address of a hotline whose content may be changed."""
    with open_hotline(environ | {"CONTENT_DIR": str(folder)}, clock) as url:
        yield url


@pytest.fixture
def page(browser: Browser, url: str) -> Iterator[Page]:
    """A browser, which may not complain, nor ask anything of another machine."""
    page, noted, asked = browser.new_context(base_url=url).new_page(), list[str](), list[str]()
    page.on("console", lambda line: noted.append(line.text))
    page.on("pageerror", lambda error: noted.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    yield page
    page.context.close()
    refused = [text for text in noted if "409" not in text and "422" not in text and "404" not in text]
    assert refused == [] and all(address.startswith(f"{url}/") for address in asked)
