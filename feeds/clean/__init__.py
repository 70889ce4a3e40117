"""Raw in, clean out: pure functions that make what a site gave safe, plain and the same everywhere."""
