"""A publisher of sourced timelines: records in, an Arabic site out."""
