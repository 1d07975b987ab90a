"""Dispatch: the emergency dispatch console of a school district's department of school safety."""

__version__ = "0.1.0"
