"""Tests of keep/."""
