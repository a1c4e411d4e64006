"""What transcripts may hold, drawn at random."""

from hypothesis import strategies as st

WORDS = st.lists(st.text("abcäöüß.:,*#0123456789-", min_size=1), max_size=5).map(" ".join)
