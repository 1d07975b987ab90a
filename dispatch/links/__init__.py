"""Other systems: what their bytes mean, in and out.

What the command line and the wiring use (a link never opens a database: it is given the desk that it works through):

- ``demo.load(desk, administration, password)`` makes or completes the demo district; ``demo.drive(desk, clock)`` moves its units.
- ``importers.run(desk, source, options, say)`` takes over sites from a file; ``importers.check`` reads it without a desk.
- ``play.run(desk, scenario, clock, speed, say)`` plays a scenario; ``play.read`` reads it; ``play.open_exercise`` gives a new
  exercise log the roster of its parent.
"""
