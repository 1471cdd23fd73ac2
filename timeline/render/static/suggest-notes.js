// Names that no list has. A record cannot hold them, so each goes with it as a note to the editor, a
// comment at the head of the file; what cannot stand without the name goes into the note, too.

import { filled } from "./filled.js";
import { blank, boxOf, fieldOf, fieldsOf, isNew, itemsOf, labelOf, read, sourceIn, usedItems, withSource } from "./suggest-fields.js";

const CLOSED = /^(?:sources|events)$/; // what another record is about is never a mere name

/** Whether a name that is not in the field's list may be kept for the editor. */
export const mayBeNoted = (field) => field.dataset.kind === "id" && Boolean(field.dataset.of) && !field.dataset.of.split(" ").some((kind) => CLOSED.test(kind));

/** Makes `{known, listed, ofScope, ofEvent, all}`; `optionsOf(field)` is what an id may be, null while unknown. */
export function notes({ whole, optionsOf, say }) {
  // Whether a field holds a name that its list has not.
  function isUnlisted(field) {
    const value = read(field);
    if (!mayBeNoted(field) || blank(value)) return false;
    const options = optionsOf(field);
    return Boolean(options?.some(([id, name]) => id !== name)) && !options.some(([id]) => id === value);
  }

  /** An item of a list as a record can hold it; null where the name is all that it is about. */
  function listed(item) {
    return isUnlisted(fieldsOf(item)[0]) ? null : known(item);
  }

  /** What stands in a part of the form, without the names that no list has. */
  function known(scope) {
    const without = new Set(fieldsOf(scope).filter(isUnlisted).map((field) => field.dataset.field));
    return Object.fromEntries(Object.entries(withSource(scope)).filter(([name]) => !without.has(name)));
  }

  function note(field, others = []) {
    const named = (one, words) => `${labelOf(one, listLabel(one))} ${words}`;
    const words = [named(field, `«${boxOf(field).value}»`), ...others.map((one) => named(one, shownIn(one)))];
    return inert(filled(say.note, { what: words.join("؛ ") }));
  }

  // The notes that an item of a list gives rise to.
  function ofItem(item) {
    const [main, ...others] = fieldsOf(item);
    if (!isUnlisted(main)) return others.filter(isUnlisted).map((field) => note(field, [main].filter(shownIn)));
    return [note(main, others.filter(shownIn))];
  }

  /** Those of single fields. */
  const ofScope = (scope) => fieldsOf(scope).filter(isUnlisted).map((field) => note(field));

  /** Those of the event. */
  const ofEvent = () => fieldsOf(whole).filter((field) => field.dataset.kind === "list").flatMap((field) => usedItems(field).flatMap(ofItem));

  /** All that go along. */
  const all = () => [...itemsOf(fieldOf(whole, "sources")).filter(isNew).map(sourceIn).flatMap(ofScope), ...ofEvent()];

  return { known, listed, ofScope, ofEvent, all };
}

// A list of single names has its label at the list.
const listLabel = (field) => labelOf(field.closest("[data-kind=list]") ?? field, "");

// What was chosen or typed, in words; a closed list as it is set beforehand says nothing.
function shownIn(field) {
  const box = boxOf(field);
  if (field.dataset.kind !== "choice") return box.value.trim();
  return box.value && !box.selectedOptions[0].defaultSelected ? box.selectedOptions[0].textContent : "";
}

// One line without a sign that YAML or an eye could take for anything but text.
const inert = (text) => text.normalize("NFC").replace(/[\s\p{Zl}\p{Zp}\p{Cc}]+/gu, " ").replace(/\p{C}/gu, "").trim();
