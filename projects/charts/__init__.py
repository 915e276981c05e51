"""Charts of calls and proposals, drawn with what `kyodo.charts` has."""
