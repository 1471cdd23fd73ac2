// What is wrong with a field where it stands: the value by itself (suggest-checks.js), and to what else
// the form holds or the timeline has. A fault is `{text, instead}`, with `hint` where it only asks.

import { iso, today } from "./calendars.js";
import { filled } from "./filled.js";
import { blank, boxOf, calendarOf, fieldOf, fieldsOf, isNew, itemsOf, labelOf, newSources, read, readScope, scopeOf, untouched } from "./suggest-fields.js";
import { mayBeNoted } from "./suggest-notes.js";
import { nearest } from "./suggest-picker.js";

/**
 * Makes `faultOf(field)`, which gives null where nothing is wrong. `optionsOf(field)` is what an id may
 * be, null while that is not known; `taken` are the sources, `like(id)` the events that have ids like it.
 */
export function faults({ form, whole, check, parse, say, optionsOf, taken, like }) {
  function faultOf(field) {
    const { kind } = field.dataset;
    const value = read(field);
    const scope = scopeOf(field) ?? form;
    if (field.closest("[hidden]:not(details)") || (kind !== "list" && hiddenBySource(field))) return null;
    if (kind === "list") return field.hasAttribute("data-needed") && value.every(blankItem) ? lacking(field) : null;
    if (kind === "boxes" || kind === "flag") return null;
    if (!value.trim()) return emptyFault(field, scope);
    if (kind === "new-id" || kind === "new-source-id") return idFault(field, value.trim());
    if (kind === "id" && field.dataset.of) return choiceFault(field, value) ?? repeated(field, value);
    const found = check.value(value, kind === "date" ? (calendarOf(field) === "hijri" ? "hijri-date" : "date") : kind);
    if (found) return found;
    return (scope.dataset.scope === "claims" && claimFault(field, scope)) || dateFault(field, scope);
  }

  const lacking = (field) => check.fault("missing-field", { field: labelOf(field, say.name) });

  function emptyFault(field, scope) {
    const name = field.dataset.field;
    if (scope === whole && name === "date_note" && read(fieldOf(whole, "date_basis")) !== "stated") return check.fault("date-note-missing");
    if (scope.dataset.scope === "claims") return claimFault(field, scope) ?? (field.hasAttribute("data-needed") && !untouched(scope) ? lacking(field) : null);
    if (!field.hasAttribute("data-needed")) return null;
    return scope !== whole && scope !== form && untouched(scope) ? null : lacking(field);
  }

  function claimFault(field, scope) {
    const found = untouched(scope) ? null : check.claim(readScope(scope));
    return found && found[0] === field.dataset.field ? found[1] : null;
  }

  function dateFault(field, scope) {
    if (scope !== whole || field.dataset.field !== "date") return null;
    const span = parse(read(field), calendarOf(field));
    const status = fieldOf(whole, "status");
    const planned = ["planned", "cancelled"].includes(read(status));
    if (!planned && span.start.earliest !== null && iso(span.start.earliest) > today()) {
      return check.fault("future-event", { value: span.edtf, status: boxOf(status).selectedOptions[0].textContent });
    }
    if (read(fieldOf(whole, "date_basis")) !== "inferred") return null;
    if (span.form === "one-of" || span.uncertain || span.approximate) return null;
    return { ...check.fault("inferred-as-certain", { value: span.edtf }, `${span.edtf}?`), hint: true };
  }

  function choiceFault(field, value) {
    const options = optionsOf(field);
    if (options?.some(([id]) => id === value)) return null;
    // No vocabulary, or it could not be had: any id.
    if (!options || options.every(([id, name]) => id === name)) return check.value(value, "id");
    const best = nearest(options, value);
    const hint = mayBeNoted(field);
    const words = hint ? say.unlisted : field.dataset.of === "sources" ? say.noSource : say.noEvent;
    return { text: filled(words, { value }), instead: best?.[0] ?? null, words: best?.[1], hint };
  }

  function repeated(field, value) {
    const scope = scopeOf(field);
    const list = scope.parentElement?.closest("[data-kind=list]");
    if (!list || scope.dataset.scope === "claims" || field !== fieldsOf(scope)[0]) return null;
    const mine = JSON.stringify(readScope(scope));
    const before = itemsOf(list).slice(0, itemsOf(list).indexOf(scope));
    return before.some((item) => JSON.stringify(readScope(item)) === mine) ? check.fault("repeated-reference", { value: boxOf(field).value }) : null;
  }

  function idFault(field, value) {
    const found = check.value(value, "id");
    if (found) return found;
    const ofEvent = field.dataset.kind === "new-id";
    const known = ofEvent ? (like(value) ?? []) : taken;
    const other = known.find(([id]) => id === value);
    const twice = !ofEvent && newSources(whole).filter(({ id }) => id.trim() === value).length > 1;
    if (!other && !twice) return null;
    const stem = value.replace(/-[0-9]$/, "");
    const free = [2, 3, 4, 5, 6, 7, 8, 9].map((n) => `${stem}-${n}`).find((id) => !known.some(([own]) => own === id));
    return check.fault("duplicate-id", { value, other: `«${other?.[1] ?? value}»` }, free ?? null);
  }

  return faultOf;
}

function blankItem(item) {
  if (item["+new"]) return blank(item["+source"]);
  return blank(item.source ?? item);
}

const hiddenBySource = (field) => field.dataset.field === "source" && scopeOf(field)?.dataset.scope === "sources" && isNew(scopeOf(field));
