"""A preview that follows edits: `timeline serve`.

`watching` sees that content/ has changed, `showing` turns it into pages when they are asked for,
`faults` puts what is wrong with it on the page, `serving` answers a browser on this machine. What
MkDocs has to be run for, `timeline.publishing.publish.shell` makes. Nothing of it is ever published.
"""
