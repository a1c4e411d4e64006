"""The imprint and the like of the contact point, to which every page leads."""

import pytest

from app import create_app
from tests.support.clerk import OUTSIDE, Clerk

LINES = "\nImpressum: www.example.org/impressum\nBarrierefreiheit: https://example.org/bf?a=1&b=2\n"


@pytest.fixture
def visitor(environ, clock, folder) -> Clerk:
    """Somebody who has not signed in, at a hotline whose office has written LINES."""
    file = folder / "buero.txt"
    file.write_text(file.read_text(encoding="utf-8") + LINES, encoding="utf-8")
    return Clerk(create_app(environ | OUTSIDE | {"CONTENT_DIR": str(folder)}, clock), OUTSIDE["PUBLIC_URL"])


@pytest.mark.parametrize("path", ["/buero/anmelden", "/leitung", "/gibtesnicht", "/buero/plan", "/phone"])
def test_every_page_leads_there_also_before_the_sign_in(visitor, path):
    visitor.opens(path)
    assert 'href="https://www.example.org/impressum" rel="external noreferrer">Impressum</a>' in visitor.page
    assert 'href="https://example.org/bf?a=1&b=2"' in visitor.page and ">Datenschutz</a>" not in visitor.page


def test_without_the_lines_there_is_no_foot(app):
    clerk = Clerk(app)
    assert clerk.opens("/buero/") == 200 and "<footer>" not in clerk.page
