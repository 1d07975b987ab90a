"""Accounts, credentials, sessions and devices: tables that are not events."""
