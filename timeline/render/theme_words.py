"""The words of the frame: header, footer, search dialog, the page for what was not found."""

from markupsafe import escape

from timeline.messages import Messages


def theme_words(say: Messages) -> dict[str, str]:
    """Each word by its key in `theme/main.html`, escaped for HTML."""
    text = say.text
    words = {
        "skip": text("Skip to the content"),
        "menu": text("Sections"),
        "sections": text("Sections of the site"),
        "search": text("Search"),
        "search_label": text("Search events, places, people and dates"),
        "search_example": text("A name, a place or a date: Rabi al-Awwal 1439"),
        "search_none": text("Nothing found. Try fewer words, or another spelling."),
        "search_instead": text(
            "«{words}» was not found; these are the results for «{meant}».",
            words="{words}",
            meant="{meant}",
        ),
        "search_without": text(
            "«{words}» was not found; these are the results for the rest.", words="{words}"
        ),
        "search_partly": text("No page has all of these words; the nearest:"),
        "search_rest": text("First those with all of these words, then those with some."),
        "search_failed": text("The search index could not be loaded."),
        "search_more": text("More results"),
        "close": text("Close"),
        "as_of": text("The record stands as of"),
        "calendar": text(
            "Hijri dates: the Umm al-Qura calendar; a sighting may differ from it by a day."
        ),
        "not_found": text("This page does not exist"),
        "not_found_help": text("Perhaps the address was misspelt, or the record was withdrawn."),
        "to_timeline": text("To the timeline"),
    }
    counts = {"zero": 0, "one": 1, "two": 2, "few": 3, "many": 11, "other": 100}
    for form, n in counts.items():
        words[f"count_{form}"] = say.count("{n} result", "{n} results", n).replace(f"{n:,}", "{n}")
    return {key: str(escape(word)) for key, word in words.items()}
