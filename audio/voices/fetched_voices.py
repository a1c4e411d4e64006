"""The folder of voices that were fetched from piper's catalogue: each is NAME.onnx with NAME.onnx.json beside it."""

from pathlib import Path

MODEL, CONFIG = ".onnx", ".onnx.json"


def fetched_voices(folder: Path | None) -> list[Path]:
    """The models that are there whole, the one fetched last first; None = there is no folder."""
    if folder is None:
        return []
    found = [model for model in folder.glob(f"[!.]*{MODEL}") if model.with_name(f"{model.stem}{CONFIG}").is_file()]
    return sorted(found, key=lambda model: model.stat().st_mtime, reverse=True)
