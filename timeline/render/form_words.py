"""What the scripts of the suggestion form say themselves, by the name that they know it by."""

from timeline.messages import Messages
from timeline.records.claim import Stance


def form_words(say: Messages) -> dict[str, str | dict[str, str]]:
    """Each text; `{n}` and the like are filled in by the scripts."""
    text = say.text
    return {
        "name": text("Name"),
        "noneFound": text("Nothing in the list is called so."),
        "noneKept": text(
            "Nothing in the list is called so. Keep the name: it goes to the editor with the record."
        ),
        "more": text("and {n} more: type a part of the name", n="{n}"),
        "unlisted": text(
            "«{value}» is not in the list. If nothing there is meant, leave it as it is: it goes along "
            "as a note to the editor, who adds it.",
            value="{value}",
        ),
        "noSource": text(
            "«{value}» is not among the sources. Choose one from the list, or add a new source above.",
            value="{value}",
        ),
        "noEvent": text(
            "«{value}» is not recorded. Choose an event from the list, or leave the field empty.",
            value="{value}",
        ),
        "note": text("For the editor: not in the list: {what}", what="{what}"),
        "notes": text("Notes to the editor, at the head of the file; not shown on the page"),
        "takenOut": text("Taken out."),
        "newSource": text("new, in this form"),
        "seasons": text("Seasons"),
        "dateLacks": {
            "first": text("Write the first date too, at least its year."),
            "last": text(
                "Write when the period ended, or choose that it goes on, or that nobody says when it "
                "ended."
            ),
            "other": text("Write the second date too: the day lies between the two."),
            "year": text("Write the year too."),
        },
        "unticked": text(
            "«About then» and «not certain» are not ticked: the two dates themselves say how far the "
            "day is known."
        ),
        "dateCleared": text(
            "The numbers were of the other calendar and are taken out; choose it again and they are "
            "back. Write the date as the source gives it in this one."
        ),
        "dateBack": text("What you wrote in this calendar before is back."),
        "eitherDate": text(
            "Write {first} or {second}, whichever is meant.", first="{first}", second="{second}"
        ),
        "stances": {stance.value: say.term("stance", stance) for stance in Stance},
        "writeInstead": text("Write instead:"),
        "mend": text("Mend it"),
        "noHijri": text("Outside the Umm al-Qura table, 1343 to 1500 AH"),
        "preview": text("As readers will see it"),
        "previewEmpty": text("Here the record appears while you write."),
        "noTitle": text("(no headline yet)"),
        "dateKnown": text("How the date is known:"),
        "where": text("Where"),
        "who": text("Who"),
        "numbers": text("Who says how many?"),
        "sources": text("Sources"),
        "saidBy": text("said by:"),
        "from": text("reported by:"),
        "moreThan": text("{n} or more", n="{n}"),
        "upTo": text("up to {n}", n="{n}"),
        "stillToDo": text("Before it can be handed over:"),
        "offer": text("For example, out of what you wrote:"),
        "near": text("Perhaps it is recorded already. Look at these first:"),
        "fileOnly": text("The record is ready. Its file:"),
        "fileSource": text("File {n} of {count}, the source:", n="{n}", count="{count}"),
        "fileEvent": text("File {n} of {count}, the event:", n="{n}", count="{count}"),
        "openFilled": text("Open it in the repository, filled in"),
        "openEmpty": text("Open a new file in the repository"),
        "howFilled": text(
            "A page of the repository opens with the text in it. Sign in there, press the green "
            "button, and come back for the next file if there is one."
        ),
        "howLong": text(
            "The text is too long for an address. Copy it first, then open the new file and paste "
            "it into the large box."
        ),
        "howEmpty": text("Copy the text first, then open the new file and paste it in."),
        "howMail": text("Download the file, then write a mail and attach it."),
        "howAlone": text("Copy or download the file and send it to whoever publishes this site."),
        "together": text(
            "Each file is proposed by itself. Write the number of the source's proposal in the text of "
            "the event's (#12), so that an editor takes both; until then the check says that the "
            "source is unknown."
        ),
        "noProposal": text(
            "This is not the page of a proposal in this repository's host. Its address has /compare/ or "
            "/tree/ in it."
        ),
        "inBranch": text(
            "It is made in the same proposal, in the branch {branch}: press the green button and keep "
            "that branch.",
            branch="{branch}",
        ),
        "inBranchLong": text(
            "It is made in the same proposal, in the branch {branch}. The text is too long for an "
            "address: copy it first, then open the file and paste it in.",
            branch="{branch}",
        ),
        "mail": text("Write a mail"),
        "copied": text("The text is copied."),
        "notCopied": text("It could not be copied. The text is selected: copy it yourself."),
        "kept": text("The draft is kept in this browser alone."),
        "notKept": text("This browser keeps no draft: copy your text before you close the page."),
        "forgotten": text("The draft is deleted."),
        "undo": text("Undo"),
    }
