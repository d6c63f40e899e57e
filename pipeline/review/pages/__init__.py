"""A desk in, its pages in a browser out: the only package that knows the page toolkit."""
