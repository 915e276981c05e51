"""Charts drawn on the server as SVG: the same picture on screen and on paper.

radar.py draws the radar and its table, with what `kyodo.charts` has for every kind of chart. plan.py chooses the chart
of a survey's table; tables.py draws it, excel.py makes it Excel's own, pictures.py turns a drawing into PNG.

Redrawing while someone picks a score: the browser asks the server (htmx) and swaps the answer in; a radar takes
well under a millisecond, so there is no second implementation in JavaScript. Whoever swaps it
- keeps the same `id_prefix`, axes and size, so that only lines and markers change and nothing jumps;
- passes unsaved picks as values and None for what is not picked yet;
- prints `radar_table` beside it from the same arguments.
"""
