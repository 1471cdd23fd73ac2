"""A record asked for in words, one question at a time → its fields, valid one by one.

What is asked goes out and what is answered comes in through two functions that the command gives,
so that the conversation runs on any terminal, through a pipe and in tests. Imports everything up to
`timeline.rules`, `timeline.importing`, `timeline.schemas`, `timeline.reporting`, `timeline.writing`
and `timeline.messages`; writes nothing and knows no clock.
"""
