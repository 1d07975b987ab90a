"""Forms of an incident on paper: what stands in the blocks of each, from what its reader may see."""
