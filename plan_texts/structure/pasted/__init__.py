"""Tables of a PDF whose cells lost their places, put back as lines with tabs."""
