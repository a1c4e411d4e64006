"""The voices: what a voice is, one file for each kind, and which of them the setting VOICES names."""
