"""The rules, topic by topic: whether a command may be done now, and what then happens."""
