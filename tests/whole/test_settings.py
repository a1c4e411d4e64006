"""Settings: every mistake at once, every setting explained."""

import os
import re
import ssl
from pathlib import Path

import pytest

from config import SETTINGS, SettingsError, load
from procfile import copy_the_example
from storage.redis_client import pool_at

# As long as a secret has to be.
LONG = "0123456789abcdef"
README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def test_all_mistakes_are_told_at_once(tmp_path):
    with pytest.raises(SettingsError) as told:
        load({"PORT": "eighty", "PUBLIC_URL": "hotline", "CONTENT_DIR": str(tmp_path / "none"), "REDIS_URL": "x"})
    assert [name in str(told.value) for name in ("PORT", "PUBLIC_URL", "CONTENT_DIR", "REDIS_URL")] == [True] * 4


def test_what_is_empty_gets_a_safe_default(tmp_path):
    settings = load({"DATA_DIR": str(tmp_path)})
    assert settings.public_url == "http://127.0.0.1:8000"
    assert len(settings.auth_tokens[0]) >= 32 and settings.is_trial
    assert settings.redis_url == f"unix://{tmp_path}/redis.sock"


@pytest.mark.parametrize(
    "url",
    [
        *("https://host:abc", "https://host?x", "https://u:p@host", "https://[", "https://a/b", "host"),
        *("https://host:0", "https://host:65536", "https://host:99999", "https://host:", "https://[::1]:70000"),
    ],
)
def test_an_address_that_twilio_cannot_call_is_refused(url, tmp_path):
    with pytest.raises(SettingsError, match="PUBLIC_URL"):
        load({"PUBLIC_URL": url, "TWILIO_AUTH_TOKEN": LONG, "DATA_DIR": str(tmp_path)})


@pytest.mark.parametrize("token", ["", ",", " , "])
def test_a_public_address_needs_a_token(token, tmp_path):
    public = {"PUBLIC_URL": "https://hotline.example.org", "DATA_DIR": str(tmp_path)}
    with pytest.raises(SettingsError, match="TWILIO_AUTH_TOKEN is empty, but PUBLIC_URL"):
        load(public | {"TWILIO_AUTH_TOKEN": token})
    assert not load(public | {"TWILIO_AUTH_TOKEN": LONG}).is_trial


SECRETS = {
    "SECRET_KEY": LONG,
    "METRICS_TOKEN": LONG,
    "TWILIO_AUTH_TOKEN": f"{LONG},{LONG}",
    "STAFF_PASSWORD": LONG[:10],
}


@pytest.mark.parametrize("name", SECRETS)
def test_a_secret_that_can_be_guessed_is_refused_and_not_said_back(name, tmp_path):
    secret = SECRETS[name]
    with pytest.raises(SettingsError, match=f"{name} is too short: it needs {len(secret.split(',')[0])}") as told:
        load({name: secret[:-1], "DATA_DIR": str(tmp_path)})
    assert secret[:9] not in str(told.value)
    assert load({name: secret, "DATA_DIR": str(tmp_path)})


def test_of_two_tokens_the_first_must_be_long_as_well(tmp_path):
    with pytest.raises(SettingsError, match="TWILIO_AUTH_TOKEN is too short"):
        load({"TWILIO_AUTH_TOKEN": f"x,{LONG}", "DATA_DIR": str(tmp_path)})


@pytest.mark.parametrize("number", ["one", "-1", "10", "²", "1.0"])
def test_so_many_proxies_cannot_be(number, tmp_path):
    with pytest.raises(SettingsError, match="TRUSTED_PROXIES"):
        load({"TRUSTED_PROXIES": number, "DATA_DIR": str(tmp_path)})


@pytest.mark.parametrize("number", ["two", "0", "-1", "17", "1.5"])
def test_so_many_processes_cannot_be(number, tmp_path):
    with pytest.raises(SettingsError, match=r"WEB_PROCESSES is .* must be a number from 1 to 16"):
        load({"WEB_PROCESSES": number, "DATA_DIR": str(tmp_path)})


def test_calls_are_answered_by_one_process_on_trial_and_by_every_core_in_earnest(tmp_path):
    trial = {"DATA_DIR": str(tmp_path)}
    assert load(trial).processes == 1
    assert load(trial | {"TWILIO_AUTH_TOKEN": LONG}).processes == min(16, len(os.sched_getaffinity(0)))
    assert load(trial | {"WEB_PROCESSES": "3"}).processes == 3


@pytest.mark.parametrize("port", ["8000", "none", "0"])
def test_the_test_network_needs_a_port_of_its_own(port, tmp_path):
    with pytest.raises(SettingsError, match="EXCHANGE_PORT"):
        load({"EXCHANGE_PORT": port, "DATA_DIR": str(tmp_path)})
    assert load({"PORT": "9000", "DATA_DIR": str(tmp_path)}).exchange_port == 9001


EXPOSED = {
    "Twilio": {"TWILIO_AUTH_TOKEN": LONG},
    "a public address": {"TWILIO_AUTH_TOKEN": LONG, "PUBLIC_URL": "https://hotline.example.org"},
    "a proxy": {"TRUSTED_PROXIES": "1"},
}


@pytest.mark.parametrize("setting", EXPOSED.values(), ids=EXPOSED)
def test_an_office_that_is_closed_is_told_at_the_start(setting, tmp_path):
    exposed = {"DATA_DIR": str(tmp_path)} | setting
    assert "»flask password«" in "".join(load(exposed).said_at_the_start)
    assert load(exposed | {"STAFF_PASSWORD": LONG}).said_at_the_start == ()
    assert load({"DATA_DIR": str(tmp_path), "PUBLIC_URL": "http://localhost:8000"}).said_at_the_start == ()


@pytest.mark.parametrize("sid", ["AC1", "ac" + "0" * 32, "AC" + "g" * 32, "AC" + "0" * 33, "0" * 32])
def test_what_is_no_account_is_refused_and_not_said_back(sid, tmp_path):
    with pytest.raises(SettingsError, match="TWILIO_ACCOUNT_SID must") as told:
        load({"TWILIO_ACCOUNT_SID": sid, "TWILIO_AUTH_TOKEN": LONG, "DATA_DIR": str(tmp_path)})
    assert sid not in str(told.value)


def test_an_account_needs_its_token(tmp_path):
    account = {"TWILIO_ACCOUNT_SID": "AC" + "0f" * 16, "DATA_DIR": str(tmp_path)}
    with pytest.raises(SettingsError, match="TWILIO_AUTH_TOKEN is empty"):
        load(account)
    assert load(account | {"TWILIO_AUTH_TOKEN": LONG}).account_sid == account["TWILIO_ACCOUNT_SID"]


def test_without_twilio_every_process_of_one_installation_has_the_same_token(tmp_path):
    here, again = (load({"DATA_DIR": str(tmp_path)}).auth_tokens for _ in range(2))
    assert here == again != load({"DATA_DIR": str(tmp_path / "elsewhere")}).auth_tokens


@pytest.mark.parametrize(
    "setting",
    [
        {"REDIS_URL": "redis://h:abc"},
        {"REDIS_URL": "redis://h?master=mymaster"},
        {"REDIS_URL": "unix:///h.sock?ssl_foo=1"},
        {"DATA_DIR": "/dev/null/x"},
    ],
)
def test_a_place_that_cannot_be_is_refused(setting, tmp_path):
    with pytest.raises(SettingsError, match=next(iter(setting))):
        load({"DATA_DIR": str(tmp_path), **setting})


CUT_SHORT = ["redis://:p@ss/w#x@h:6379", "redis://u:a/b@h", "rediss://:a?b@h:1", "redis://h/abc", "redis://:pa#ss@h"]


@pytest.mark.parametrize("url", CUT_SHORT)
def test_a_password_that_cuts_its_address_short_is_told_with_the_remedy(url, tmp_path):
    with pytest.raises(SettingsError, match="REDIS_URL cannot be used: in its password write %2F"):
        load({"DATA_DIR": str(tmp_path), "REDIS_URL": url})


@pytest.mark.parametrize(
    "url", ["redis://u:p%40%2F%23@h:6379/2", "rediss://h?ssl_cert_reqs=none", "redis://h?protocol=3"]
)
def test_an_address_of_redis_is_taken_as_it_is(url, tmp_path):
    assert load({"DATA_DIR": str(tmp_path), "REDIS_URL": url}).redis_url == url


@pytest.mark.parametrize("url", ["redis://h?protocol=9", "redis://h?sentinel=a", "rediss://h?ssl_bar=1"])
def test_a_parameter_that_nobody_knows_is_a_sentence(url, tmp_path):
    with pytest.raises(SettingsError, match="REDIS_URL cannot be used: "):
        load({"DATA_DIR": str(tmp_path), "REDIS_URL": url})


def test_a_damaged_secret_is_no_secret(tmp_path):
    (tmp_path / "secret_key").write_bytes(b"")
    with pytest.raises(SettingsError, match="damaged"):
        load({"DATA_DIR": str(tmp_path)})


def test_the_secret_is_made_once_and_only_the_owner_can_read_it(tmp_path):
    first, second = (load({"DATA_DIR": str(tmp_path)}).secret_key for _ in range(2))
    assert first == second and len(first) >= 32
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_every_setting_is_explained_in_the_readme(setting):
    row = next(line for line in README.splitlines() if line.startswith(f"| `{setting.name}`"))
    assert row.endswith(f"| {setting.meaning} |")


def test_a_bucket_holds_neither_the_key_nor_the_redis():
    with pytest.raises(SettingsError, match="SECRET_KEY and REDIS_URL must be set"):
        load({"DATA_DIR": "s3://hotline/data"})
    elsewhere = {"SECRET_KEY": "x" * 40, "REDIS_URL": "redis://localhost"}
    assert load(elsewhere | {"DATA_DIR": "s3://hotline/data"}).store == "s3://hotline/data"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_settings_file_may_come_from_any_editor(encoding, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CONTENT_DIR", str(tmp_path))
    for name in ("PORT", "METRICS_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    Path(".env").write_bytes(f"METRICS_TOKEN={LONG}\r\n# für das Büro\r\nPORT=9000\r\n".encode(encoding))
    assert (load().metrics_token, load().port) == (LONG, 9000)


WHERE_THE_CARRIER_IS_ASKED = {
    "the United States": ({}, "https://api.twilio.com"),
    "Ireland": ({"TWILIO_REGION": "ie1"}, "https://api.dublin.ie1.twilio.com"),
    "Ireland by Frankfurt": (
        {"TWILIO_REGION": "ie1", "TWILIO_EDGE": "frankfurt"},
        "https://api.frankfurt.ie1.twilio.com",
    ),
    "an edge alone": ({"TWILIO_EDGE": "dublin"}, "https://api.dublin.us1.twilio.com"),
    "another carrier": ({"CARRIER_API": "https://carrier.example.org/api/"}, "https://carrier.example.org/api"),
    "on this machine": ({"CARRIER_API": "http://127.0.0.1:9000"}, "http://127.0.0.1:9000"),
}


@pytest.mark.parametrize(("given", "api"), WHERE_THE_CARRIER_IS_ASKED.values(), ids=WHERE_THE_CARRIER_IS_ASKED)
def test_the_settings_say_where_the_carrier_is_asked(given, api, tmp_path):
    assert load({"DATA_DIR": str(tmp_path)} | given).carrier_api == api


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"TWILIO_REGION": "ie2"}, "TWILIO_REGION is 'ie2', but must be one of au1, ie1, jp1, us1"),
        ({"TWILIO_REGION": "evil.example.org/"}, "TWILIO_REGION"),
        ({"TWILIO_EDGE": "evil.example.org/#"}, "TWILIO_EDGE"),
        ({"CARRIER_API": "http://carrier.example.org"}, "must begin with https://"),
        ({"CARRIER_API": "https://carrier.example.org", "TWILIO_REGION": "ie1"}, "names another carrier"),
        ({"CARRIER_API": "https://carrier.example.org/?x=1"}, "CARRIER_API must look like"),
    ],
)
def test_a_place_where_no_carrier_can_be_asked_is_refused(given, told, tmp_path):
    with pytest.raises(SettingsError, match=re.escape(told)):
        load({"DATA_DIR": str(tmp_path)} | given)


def test_a_password_in_the_address_of_a_carrier_is_refused_and_not_said_back(tmp_path):
    with pytest.raises(SettingsError, match="CARRIER_API must look like") as told:
        load({"CARRIER_API": "https://name:secret@carrier.example.org", "DATA_DIR": str(tmp_path)})
    assert "secret" not in str(told.value)


@pytest.mark.parametrize(("name", "word"), [("HOST", "hotline.example.org"), ("REDIS_CERTIFICATE", "none")])
def test_a_word_that_means_nothing_is_refused(name, word, tmp_path):
    with pytest.raises(SettingsError, match=f"{name} is .* must be one of"):
        load({name: word, "DATA_DIR": str(tmp_path)})


def test_whoever_listens_to_all_networks_needs_a_password_for_the_office(tmp_path):
    settings = load({"HOST": "0.0.0.0", "DATA_DIR": str(tmp_path)})
    assert settings.is_trial and settings.is_exposed and settings.said_at_the_start


@pytest.mark.parametrize("url", ["rediss://:geheim@r.example.org:6380", "rediss://r.example.org/1?protocol=3"])
def test_the_certificate_of_a_redis_is_verified_unless_told_otherwise(url, tmp_path):
    here = {"REDIS_URL": url, "DATA_DIR": str(tmp_path)}
    assert load(here).redis_url == url
    told = pool_at(load(here | {"REDIS_CERTIFICATE": "any"}).redis_url).make_connection()
    assert told.cert_reqs == ssl.CERT_NONE and not told.check_hostname


def test_staff_edit_a_copy_of_the_example(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("beispiel").mkdir()
    Path("beispiel/buero.txt").write_text("Telefon: 030 23125 100")
    assert load({}).content == f"{tmp_path}/beispiel"
    copy_the_example("beispiel", "inhalt")
    assert load({}).content == f"{tmp_path}/inhalt" and Path("inhalt/buero.txt").read_text()
    assert load({"CONTENT_DIR": "beispiel"}).content == f"{tmp_path}/beispiel"
