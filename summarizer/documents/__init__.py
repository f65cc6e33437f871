"""Articles in, briefs out: readers, writers and safe output files."""
