"""Sends messages to staff by the library apprise: mail, Signal, Threema, Matrix and a hundred other services."""

import logging
import re

# Beyond it a service counts as failed; it stops nothing but messages meanwhile.
PATIENCE = 30.0
NEVER = logging.CRITICAL + 1
# What stands in the place of the host is a secret for some services; a name with an ending is none.
HOST = re.compile(r"[\w-]+(\.[\w-]+)*\.[a-z]{2,24}|127(\.\d{1,3}){3}|localhost", re.IGNORECASE)


class Notifier:
    """`addresses` are Apprise URLs, separated by blanks or commas. Raises ValueError, which never shows an address."""

    def __init__(self, addresses: str):
        # It takes most of a second, and whoever has no such address needs none of it.
        from apprise import Apprise, AppriseAsset

        # What it logs may hold an address, and with it a password.
        logging.getLogger("apprise").setLevel(NEVER)
        self._services = Apprise(asset=AppriseAsset(app_id="Telefontreff", app_desc="Telefontreff"))
        if not self._services.add(addresses):
            raise ValueError(
                "NOTIFY holds an address that apprise does not know; they look like mailto://… or json://…"
            )

    def send(self, title: str, text: str) -> tuple[tuple[str, bool], ...]:
        """Send to every address; the name of each service ("E-Mail"), and whether it took the message."""
        results = self._services.notify(text, title, body_format="text", timeout=PATIENCE)
        return tuple((str(result.name), bool(result)) for result in results)

    def addresses(self) -> tuple[tuple[str, str], ...]:
        """The service of each address ("E-Mail"), and its host, "" where it has none."""
        hosts = ((str(service.service_name), str(service.host or "")) for service in self._services)
        return tuple((name, host if HOST.fullmatch(host) else "") for name, host in hosts)
