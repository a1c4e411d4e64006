"""What the settings choose: the store, the voices, who sends messages, and who the carrier is."""

import config
from audio.voices.registry import voices
from audio.voices.voice import Voice
from carrier.nobody import Nobody
from carrier.port import Carrier
from carrier.twilio import TwilioCarrier
from exchange.call_leg import ACCOUNT
from exchange.network import Network
from keep.notifier import Sender
from storage.store import Store, store_at


def carrier_of(settings: config.Settings, network: Network) -> Carrier:
    """Who is asked to act in rooms: Twilio, or the test network in this very process."""
    return twilio_of(settings) or (network.control if knows_its_carrier(settings) else Nobody())


def carrier_of_the_worker(settings: config.Settings) -> Carrier:
    """The same for the worker, which finds the test network in the web process."""
    own = f"http://127.0.0.1:{settings.port}/phone"
    return twilio_of(settings) or TwilioCarrier(ACCOUNT, settings.auth_tokens[0], api=own)


def knows_its_carrier(settings: config.Settings) -> bool:
    """Whether there is somebody to ask: Twilio's calls may come in while its account is not named, and then the test
    network would say of their rooms that nobody is there."""
    return bool(settings.account_sid) or settings.is_trial


def twilio_of(settings: config.Settings) -> Carrier | None:
    """Twilio's REST API, if there is an account. While the token is rotated, the new one is good before and after."""
    return TwilioCarrier(settings.account_sid, settings.auth_tokens[-1]) if settings.account_sid else None


def store_of(settings: config.Settings) -> Store:
    """The store at DATA_DIR; raises SettingsError."""
    try:
        return store_at(settings.store)
    except ValueError as mistake:
        raise config.SettingsError(str(mistake)) from mistake


def sender_of(settings: config.Settings) -> Sender | None:
    """Who sends messages to staff, None where NOTIFY is empty; raises SettingsError."""
    try:
        return Sender(settings.notify) if settings.notify else None
    except ValueError as mistake:
        raise config.SettingsError(str(mistake)) from mistake


def voices_of(settings: config.Settings) -> tuple[Voice, ...]:
    """The voices of the setting VOICES; raises SettingsError."""
    try:
        return voices(settings.voices)
    except ValueError as mistake:
        raise config.SettingsError(str(mistake)) from mistake
