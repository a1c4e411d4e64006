"""All that callers can hear, found by walking through every menu, so that it is spoken beforehand."""
