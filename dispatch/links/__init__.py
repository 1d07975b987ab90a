"""Other systems: what their bytes mean, in and out.

What the command line and the wiring use (a link never opens a database: it is given the desk that it works through):

- ``demo.load(desk, administration, password)`` makes or completes the demo district; ``demo.drive(desk, clock)`` moves its units.
- ``importing`` takes over sites, agencies, units, rooms and people from files: ``reading`` reads one, a plan says what it would change,
  ``running`` and ``accounts`` do it.
- ``play.run(desk, scenario, clock, pace, say)`` plays a scenario; ``play.read`` reads it; ``play.open_exercise`` gives a new
  exercise log the roster of its parent.
"""
