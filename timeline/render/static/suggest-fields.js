// The fields of the form, and what they hold. A part of the form with fields of its own is a scope:
// the event, an item of a list, a new source within one.

import { isFault } from "./fault.js";

export const scopeOf = (field) => field.parentElement.closest("[data-scope]");
export const fieldsOf = (scope) => [...scope.querySelectorAll("[data-field]")].filter((field) => scopeOf(field) === scope);
export const fieldOf = (scope, name) => fieldsOf(scope).find((field) => field.dataset.field === name);
export const isDate = (field) => /date$/.test(field.dataset.kind);
export const boxOf = (field) => field.querySelector(isDate(field) ? ".suggest-edtf" : "textarea, select, input");
export const itemsOf = (field) => [...field.querySelector("[data-items]").children];
export const sourceIn = (item) => item.querySelector('[data-scope="source"]');
export const isNew = (item) => Boolean(item.querySelector("[data-new]:checked")?.value);

export function labelOf(field, otherwise) {
  return (field.querySelector("label, legend")?.firstChild.textContent ?? otherwise).trim();
}

export function calendarOf(field) {
  return field.dataset.kind === "hijri-date" ? "hijri" : (field.querySelector("[name$=_calendar]:checked")?.value ?? "gregorian");
}

/** What a field holds, as it was typed: a text, a list of texts, or a list of objects. */
export function read(field) {
  const { kind } = field.dataset;
  if (kind === "list") return itemsOf(field).map(readItem);
  if (kind === "boxes") return [...field.querySelectorAll(":checked")].map((box) => box.value);
  const box = boxOf(field);
  if (kind === "flag") return box.checked ? "true" : "";
  return box.dataset.value ?? box.value;
}

export function readScope(scope) {
  return Object.fromEntries(fieldsOf(scope).map((field) => [field.dataset.field, read(field)]));
}

export function readItem(item) {
  const tree = readScope(item);
  const inner = sourceIn(item);
  return inner ? { ...tree, "+new": isNew(item), "+source": readScope(inner) } : tree;
}

/** An item of the sources, by its id whether the source is new or not. */
export function withSource(item) {
  const tree = readItem(item);
  return tree["+new"] ? { ...tree, source: tree["+source"].id.trim() } : tree;
}

/** The new sources that stand in the form. */
export function newSources(whole) {
  return itemsOf(fieldOf(whole, "sources")).filter(isNew).map((item) => readScope(sourceIn(item)));
}

export const blank = (value) => (typeof value === "string" ? !value.trim() : Object.values(value).every((one) => typeof one === "boolean" || blank(one)));
// What a closed list is set to beforehand says nothing yet.
export const untouched = (scope) => fieldsOf(scope).every((field) => field.dataset.kind === "choice" || blank(read(field)));

/** The items of a list in which something stands. */
export const usedItems = (field) => itemsOf(field).filter((item) => !untouched(item) || isNew(item));

/** The span that stands in a date field; null where there is none, or no date. */
export function spanOf(field, parse) {
  const text = read(field);
  const span = text.trim() ? parse(text, calendarOf(field)) : null;
  return span && !isFault(span) ? span : null;
}
