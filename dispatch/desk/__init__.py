"""The running core of one log in one process: takes commands, decides, appends, folds, publishes."""
