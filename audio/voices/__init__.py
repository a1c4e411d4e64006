"""The voices: the protocol (voice.py), one file for each engine, and the registry for the setting VOICES."""
