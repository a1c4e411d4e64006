"""ASKS AND IS TOLD: the telephone side. `port.py` is what the hotline asks of a carrier, `events.py` what a carrier
tells, in our own words. Each carrier is one folder, and nobody else knows its words. Imports `ivr/` alone."""
