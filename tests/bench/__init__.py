"""make bench: what is measured, as ratios of one run."""
