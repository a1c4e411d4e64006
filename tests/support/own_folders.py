"""The folders and modules of the hotline."""

PUT_TOGETHER = {"app", "config", "config_checks", "hotline"}
FOLDERS = {
    "ivr",
    "reading",
    "prompts",
    "audio",
    "storage",
    "keep",
    "routes",
    "exchange",
    "carrier",
    "doctor",
    "office",
    "server",
    "worker",
}
OURS = PUT_TOGETHER | FOLDERS
