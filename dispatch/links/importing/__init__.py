"""Taking over reference data from files: sites, agencies, units, rooms, people.

A file goes through three rooms. A *reader* (``geojson``, ``nces``, ``site_table``, ``unit_table``, ``room_table``, ``people_table``,
``oneroster``) knows one format and makes rows, each with the line it came from. A *plan* (``site_plan``, ``unit_plan`` …) holds the rows
against the district as it is now and says what each line would change. ``running`` gives what is planned as one command, or writes the
accounts in one transaction: all of a file, or nothing of it and every reason.

Text from a file stays text: it is never run, formatted or cut, and what cannot be shown as it stands is a problem.
"""
