"""ANSWERS: thin Flask blueprints, request in, document or page out. Decides nothing."""
