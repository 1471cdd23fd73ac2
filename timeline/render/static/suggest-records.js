// The files of what the form holds: the event, and each new source, in the folders in which those of
// the timeline stand.

import { gregorianDay, today } from "./calendars.js";
import { blank, calendarOf, fieldOf, fieldsOf, isNew, itemsOf, readScope, sourceIn, usedItems } from "./suggest-fields.js";
import { recordText } from "./suggest-yaml.js";

// The fields of a record that say something, as the writer takes them.
function said(tree) {
  return Object.fromEntries(Object.entries(tree).filter(([name, value]) => !name.startsWith("+") && name !== "id" && !blank(value)));
}

const bare = (item) => ("" in item ? item[""] : said(item));
const nonempty = (item) => (typeof item === "string" ? item.trim() : Object.keys(item).length);

function eventTree(whole, notes) {
  const tree = readScope(whole);
  const lists = Object.fromEntries(
    fieldsOf(whole)
      .filter((field) => field.dataset.kind === "list")
      .map((field) => [field.dataset.field, usedItems(field).map(notes.listed).filter(Boolean).map(bare).filter(nonempty)]),
  );
  const dated = { [calendarOf(fieldOf(whole, "date")) === "hijri" ? "date_hijri" : "date"]: tree.date.trim() };
  const { date: _, ...rest } = said(tree);
  if (rest.status !== "disputed") delete rest.disputed_over;
  return { ...rest, ...lists, ...dated, added: today() };
}

/**
 * The files, sources first: `{kind, folder, name, text}`, `folder` below content/. `data` is the page's:
 * how records are written, whether events stand in years, and where schemas are, if there are any;
 * `notes` knows of names that no list has (suggest-notes.js).
 */
export function files(whole, id, span, notes, { layouts, byYear, schemas }) {
  function file(kind, folder, name, tree, told) {
    const up = "../".repeat(`${folder}/${name}`.split("/").length - 1);
    return { kind, folder, name, text: recordText(layouts[kind], tree, schemas && `${up}${schemas}/${kind}.schema.json`, told) };
  }
  const made = itemsOf(fieldOf(whole, "sources")).filter(isNew).map(sourceIn);
  const sources = made.filter((scope) => !blank(readScope(scope))).map((scope) => {
    const { published_basis: basis, ...rest } = said(notes.known(scope));
    const tree = rest.published ? { ...rest, published_basis: basis } : rest;
    return file("source", "sources", `${readScope(scope).id.trim()}.yml`, tree, notes.ofScope(scope));
  });
  const day = byYear ? (span.start.earliest ?? span.start.latest) : null;
  const year = day === null ? "" : `${String(gregorianDay(day)[0]).padStart(4, "0")}/`;
  return [...sources, file("event", "events", `${year}${id}.yml`, eventTree(whole, notes), notes.ofEvent())];
}
