"""ANSWERS: thin Flask blueprints, form in, TwiML or page out. Decides nothing."""
