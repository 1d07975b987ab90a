"""Dispatch: the emergency dispatch console of a school district's department of school safety."""
