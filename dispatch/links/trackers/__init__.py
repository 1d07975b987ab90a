"""Applications on phones and units in vehicles that say where a unit is: Traccar Client, OwnTracks, and what speaks like them."""
