"""WAV files in the format of this network: 8000 samples a second, 16 bit, mono."""

import io
import wave

RATE = 8000
BYTES_PER_SECOND = 2 * RATE
# Nobody is recorded for longer than 90 seconds; the rest is for what stands in front of the sound.
MOST_SPEECH = 90 * BYTES_PER_SECOND + 1000


class WavError(ValueError):
    """Raised for a file that is no WAV file of this format."""


def samples_of(sound: bytes) -> bytes:
    """The samples of a WAV file, also of a truncated one; raises WavError unless it has this format."""
    try:
        with wave.open(io.BytesIO(sound)) as file:
            if file.getparams()[:3] != (1, 2, RATE):
                raise WavError(f"the telephone carries PCM16, mono, {RATE} Hz, not {file.getparams()}")
            samples: bytes = file.readframes(file.getnframes())
    except (wave.Error, EOFError, RuntimeError) as error:  # the last for chunks that claim to be longer than the file
        raise WavError("this is no WAV file") from error
    return samples[: len(samples) // 2 * 2]


def wav_of(samples: bytes) -> bytes:
    """Samples (s16le, mono, RATE) as a WAV file."""
    written = io.BytesIO()
    with wave.open(written, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples)
    return written.getvalue()
