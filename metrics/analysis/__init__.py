"""Why a figure is what it is: causes, fair comparison, provenance, late dossiers."""
