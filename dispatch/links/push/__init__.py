"""Web Push: a second way to an officer's telephone when its page is asleep. It says that there is something, and never what.

Off by default. It needs the push service of the browser's maker, so it is never the only way, and what was pushed is not taken as seen.
"""
