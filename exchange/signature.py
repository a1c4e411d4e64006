"""The value of the X-Twilio-Signature header as Twilio computes it; nothing of ours is imported."""

import base64
import hmac
from collections.abc import Mapping
from hashlib import sha1
from urllib.parse import urldefrag


def signature(token: str, url: str, form: Mapping[str, str]) -> str:
    """Sign `url` (with its query, without fragment) and the sorted fields of the form, as base64 text."""
    fields = "".join(name + form[name] for name in sorted(form))
    signed = hmac.new(token.encode(), (urldefrag(url).url + fields).encode(), sha1)
    return base64.b64encode(signed.digest()).decode()
