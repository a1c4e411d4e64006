"""A signed webhook of a call that nobody makes, to see whether it is answered."""

from collections.abc import Mapping
from secrets import token_hex

from carrier.twilio.signature import HEADER, signature


def signed_call(url: str, token: str, account: str) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """The form and the header of a call that comes in at `url`, signed as Twilio would with this token."""
    form = {
        "CallSid": f"CA{token_hex(16)}",
        "AccountSid": account,
        "From": "anonymous",
        "To": "",
        "CallStatus": "ringing",
        "Direction": "inbound",
    }
    return form, {HEADER: signature(url, list(form.items()), token)}
