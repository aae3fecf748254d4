"""Work that somebody began and did not save: it outlives a page that is loaded anew."""
