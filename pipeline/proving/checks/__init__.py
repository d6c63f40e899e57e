"""One file per check; each looks at one thing that can be wrong with a fact."""
