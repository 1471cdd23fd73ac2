"""The words of the frame: header, footer, search dialog, the page for what was not found."""

from markupsafe import escape

from timeline.messages import Messages, forms


def theme_words(say: Messages, *, searched: bool = True) -> dict[str, str]:
    """Each word by its key in `theme/main.html`, escaped for HTML.

    A preview is not searched: it has no index, and its search dialog says so.
    """
    text = say.text
    words = {
        "skip": text("Skip to the content"),
        "menu": text("Sections"),
        "sections": text("Sections of the site"),
        "search": text("Search"),
        "search_label": text("Search events, places, people and dates"),
        "search_example": text("A name, a place or a date: Rabi al-Awwal 1439"),
        "search_none": text("Nothing found. Try fewer words, or another spelling."),
        "search_none_of_one": text("Nothing found. Try another spelling."),
        "search_ways": text("Or look through:"),
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
        "search_failed": text("The search index could not be loaded.")
        if searched
        else text("A preview has no search. To try it, publish the site with python build.py."),
        "search_more": text("More results"),
        "close": text("Close"),
        "more": text("More of the site"),
        "data": text("The data as JSON"),
        "licence": text("Licence:"),
        "preferences": text("Display options"),
        "leading": text("The calendar that leads"),
        "gregorian_first": text("Gregorian first"),
        "hijri_first": text("Hijri first"),
        "digits": text("Digits"),
        "latin": text("Latin digits"),
        "arabic_indic": text("Arabic-Indic digits"),
        "scheme": text("Colours"),
        "system": text("As on the device"),
        "light": text("Light"),
        "dark": text("Dark"),
        "text": text("Text size"),
        "text_small": text("Smaller"),
        "text_normal": text("Usual"),
        "text_large": text("Larger"),
        "text_largest": text("Largest"),
        "kept_here": text("Kept in this browser alone, and obeyed in print."),
        "reset": text("Reset"),
        "as_of": text("The record stands as of"),
        "calendar": text(
            "Hijri dates: the Umm al-Qura calendar; a sighting may differ from it by a day."
        ),
        "not_found": text("This page does not exist"),
        "not_found_help": text("Perhaps the address was misspelt, or the record was withdrawn."),
        "to_timeline": text("To the timeline"),
    }
    for form, phrase in forms(lambda n: say.count("{n} result", "{n} results", n)).items():
        words[f"count_{form}"] = phrase
    return {key: str(escape(word)) for key, word in words.items()}
