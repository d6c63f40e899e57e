"""Named numbers in, which belongs to which out."""
