"""Other systems: what their bytes mean, in and out."""
