"""How the hotline is reached: its public address, the certificate, a signed call, and what the carrier has set."""

import socket
import ssl
import time
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import requests

from carrier.in_use import PhoneNumbers, signed_call, wanted_webhooks
from carrier.port import CarrierError, NotAllowed
from doctor.finding import Finding, failed, ok, warning
from exchange.call_leg import ACCOUNT
from hotline import Hotline

PATIENCE = 5.0
DAY = 86400
FEW_DAYS = 14
# A signature of a shifted clock is refused nowhere, but meetings begin at the wrong time.
SHIFTED, WRONG = 5, 60
HTTPS_PORT = 443
ONLY_HERE = "Die Hotline ist nur auf diesem Rechner zu erreichen."
REACH_IT = "Prüfen Sie den Namen im DNS, die Firewall und den Proxy davor (README, »Connecting Twilio«)."
SET_UP = "»flask twilio setup« trägt es ein."


def public_address(hotline: Hotline) -> Finding:
    """Whether the hotline answers at its public address, as far as this machine can tell."""
    url = hotline.settings.public_url
    try:
        answer = requests.get(f"{url}/health", timeout=PATIENCE, allow_redirects=False)
        is_ours = "edition" in answer.json()
    except requests.RequestException as error:
        told = f"Unter {url} ist von hier aus niemand zu erreichen ({type(error).__name__})."
        return failed(told, "Starten Sie die Hotline." if hotline.settings.is_trial else REACH_IT)
    except ValueError:
        is_ours = False
    if not is_ours:
        return failed(f"Unter {url} antwortet etwas anderes als die Hotline.", REACH_IT)
    return ok(ONLY_HERE if hotline.settings.is_trial else f"Unter {url} antwortet die Hotline.")


def certificate(hotline: Hotline) -> Finding:
    """For how many days the certificate of the public address is good."""
    parts = urlsplit(hotline.settings.public_url)
    if parts.scheme != "https":
        if hotline.settings.is_trial:
            return ok(ONLY_HERE)
        return failed(
            "Die öffentliche Adresse hat kein https.", "Setzen Sie einen Proxy mit Zertifikat davor (README)."
        )
    remedy = "Der Proxy erneuert es sonst selbst: Sehen Sie in seinem Protokoll nach."
    try:
        days = _days_left(str(parts.hostname), parts.port or HTTPS_PORT)
    except ssl.SSLError as error:
        return failed(f"Das Zertifikat gilt nicht ({error.reason or type(error).__name__}).", remedy)
    except OSError as error:
        return failed(f"Das Zertifikat ist nicht zu sehen ({type(error).__name__}).", REACH_IT)
    told = f"Das Zertifikat gilt noch {days} Tage."
    return ok(told) if days >= FEW_DAYS else warning(told, remedy)


def _days_left(host: str, port: int) -> int:
    with (
        socket.create_connection((host, port), timeout=PATIENCE) as wire,
        ssl.create_default_context().wrap_socket(wire, server_hostname=host) as secured,
    ):
        known = secured.getpeercert() or {}
    return int((ssl.cert_time_to_seconds(str(known["notAfter"])) - time.time()) // DAY)


def signature(hotline: Hotline) -> Finding:
    """Whether a signed call is answered at the public address, and one without a signature is not."""
    settings = hotline.settings
    url = f"{settings.public_url}/voice"
    form, headers = signed_call(url, settings.auth_tokens[0], ACCOUNT)
    try:
        signed = requests.post(url, data=form, headers=headers, timeout=PATIENCE, allow_redirects=False)
        unsigned = requests.post(url, data=form, timeout=PATIENCE, allow_redirects=False)
    except requests.RequestException as error:
        return failed(f"Ein Anruf kommt nicht an ({type(error).__name__}).", REACH_IT)
    if unsigned.status_code != requests.codes.forbidden:
        return failed("Ein Anruf ohne Unterschrift wird nicht abgewiesen.", "Prüfen Sie, was vor der Hotline steht.")
    if signed.ok and "<Response>" in signed.text:
        return ok("Ein unterschriebener Anruf wird angenommen, einer ohne Unterschrift abgewiesen.")
    return failed(
        f"Ein unterschriebener Anruf wird nicht angenommen ({signed.status_code}).",
        "PUBLIC_URL muss genau die Adresse sein, die Twilio ruft; der Proxy darf Pfad und Formular nicht ändern.",
    )


def webhooks(hotline: Hotline) -> Finding:
    """Whether a number at the carrier leads here, as it is set there."""
    settings = hotline.settings
    if not settings.account_sid:
        return ok("Es ist kein Konto eingetragen (TWILIO_ACCOUNT_SID): Anrufe gibt es nur im Browser.")
    try:
        numbers = PhoneNumbers(settings.account_sid, settings.auth_tokens[-1], settings.carrier_api, PATIENCE).all()
    except NotAllowed:
        told = "Twilio nimmt Account SID und Auth Token nicht an."
        return failed(told, "Prüfen Sie beide in .env; in einer anderen Region (TWILIO_REGION) gelten andere.")
    except CarrierError as error:
        return failed(f"Twilio ist nicht zu erreichen ({error}).", "Prüfen Sie die Verbindung ins Internet.")
    ours = [one for one in numbers if one.webhooks.leads_to(settings.public_url) and not one.is_elsewhere]
    if not ours:
        return failed("Keine Nummer bei Twilio führt zu dieser Hotline.", SET_UP)
    for one in ours:
        if one.webhooks != wanted_webhooks(one.webhooks, settings.public_url, settings.edge):
            return warning(f"Bei der Nummer {one.number} ist etwas anders eingetragen als vorgesehen.", SET_UP)
        if not one.webhooks.voice_fallback_url:
            told = f"Fällt dieser Rechner aus, hören Anrufer von {one.number} eine englische Ansage."
            return warning(told, "»flask twilio fallback« macht eine deutsche mit der Nummer des Büros.")
    return ok(f"Zu dieser Hotline führt bei Twilio: {', '.join(one.number for one in ours)}.")


def carriers_clock(hotline: Hotline) -> Finding:
    """How far the clock of this machine is from the carrier's."""
    remedy = "Schalten Sie die Zeit aus dem Netz ein: »timedatectl set-ntp true«."
    if not hotline.settings.account_sid:
        return ok("Verglichen wird die Uhr nur, wenn ein Konto bei Twilio eingetragen ist.")
    try:
        told = requests.head(hotline.settings.carrier_api, timeout=PATIENCE).headers["Date"]
        shift = abs(time.time() - parsedate_to_datetime(told).timestamp())
    except (requests.RequestException, LookupError, ValueError) as error:
        return warning(f"Twilio sagt die Zeit nicht ({type(error).__name__}).", "Prüfen Sie es später noch einmal.")
    said = f"Die Uhr weicht {shift:.0f} Sekunden von der bei Twilio ab."
    if shift <= SHIFTED:
        return ok(said)
    return warning(said, remedy) if shift <= WRONG else failed(said, remedy)
