"""From a checked timeline to `site/`: MkDocs run beside it, its result verified, one swap."""
