"""Quotation marks: «…», and ‹…› for a quotation within one."""


def within_quotes(text: str) -> str:
    """The text as it stands between «», its own quotation marks those of a quotation within."""
    return text.replace("«", "‹").replace("»", "›")


def quoted(text: str) -> str:
    """The text between «»."""
    return f"«{within_quotes(text)}»"
