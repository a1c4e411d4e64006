"""READS: what staff write. Text in, a plan and problems out; pure, and no text makes it raise."""
