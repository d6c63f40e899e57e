"""Findings in, disputes and decisions out."""
