"""Panic devices and alarm panels: what their bytes mean, whether they are signed, and how presses come to the desk.

``docs/panic-devices.md`` says to vendors what this package does.
"""
