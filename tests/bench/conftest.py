"""Nothing here is a test: the comparison is run by ``make bench``."""

collect_ignore_glob = ["*.py", "sections/*.py"]
