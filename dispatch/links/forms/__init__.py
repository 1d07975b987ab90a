"""Forms drawn on paper: a process of its own sets the pages."""
