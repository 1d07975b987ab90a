"""What is true and what may be done: pure, standard library only, no clock, chance or I/O."""
