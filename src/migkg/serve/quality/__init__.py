"""How good the graph is: measured once for each build, beside the work, shown on a page."""
