"""Tests of carrier/."""
