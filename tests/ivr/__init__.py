"""Tests of ivr/."""
