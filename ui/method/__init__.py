"""How each figure is counted and judged, made from the catalogue and the plans."""
