"""Callbacks that arrive when a test says so."""


class Mail:
    """Keeps what is to be delivered until a test delivers it."""

    def __init__(self):
        self.kept = []

    def __call__(self, method, url, form, send):
        self.kept.append((form, send))

    def sends(self, *which):
        for at in which:
            self.kept[at][1]()
