// The draft: all that was typed, kept in this browser under one key until it is deleted.

import { boxOf, calendarOf, fieldOf, read, readScope } from "./suggest-fields.js";

const KEY = "timeline-suggestion";

/** Makes the draft of a form; `write(tree)` puts what an event holds into its fields, `proposal.text` is kept, too. */
export function drafts(whole, idField, write, proposal) {
  const date = fieldOf(whole, "date");

  /** What stands in the form. */
  function taken() {
    return { id: read(idField), calendar: calendarOf(date), event: readScope(whole), proposal: proposal.text };
  }

  function restore({ id, calendar, event, proposal: address }) {
    proposal.text = address ?? "";
    boxOf(idField).value = id;
    for (const radio of date.querySelectorAll("[name$=_calendar]")) radio.checked = radio.value === calendar;
    // Sources first: claims may name one that is new.
    write({ sources: event.sources ?? [] });
    write(event);
  }

  /** Keeps what stands in the form; whether that was possible. */
  function keep() {
    try {
      localStorage.setItem(KEY, JSON.stringify(taken()));
      return true;
    } catch {
      return false; // blocked or full
    }
  }

  /** The draft from before; null without one. */
  function kept() {
    try {
      return JSON.parse(localStorage.getItem(KEY));
    } catch {
      return null;
    }
  }

  function forget() {
    try {
      localStorage.removeItem(KEY);
    } catch {}
  }

  return { taken, restore, keep, kept, forget };
}
