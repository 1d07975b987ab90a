"""The fold, topic by topic."""
