"""RECEIVES: how requests come in, before anything of the hotline runs. Imports nothing of ours."""
