// The form that suggests an event: what is typed is checked as it is left, kept in this browser, and
// made into records. Nothing is sent; only the page's own data are fetched. Labels and help are the
// page's, what is said of a value the rules' (suggest-checks.js), how a record is written the fixer's
// (suggest-yaml.js).

import { reader } from "./edtf.js";
import { isolated } from "./isolates.js";
import { phrases } from "./phrases.js";
import { checks } from "./suggest-checks.js";
import { dateParts } from "./suggest-dates.js";
import { drafts } from "./suggest-draft.js";
import { faults } from "./suggest-faults.js";
import { boxOf, calendarOf, fieldOf, fieldsOf, isDate, isNew, itemsOf, labelOf, newSources, read, scopeOf, sourceIn, spanOf, untouched, withSource } from "./suggest-fields.js";
import { handing, missing, near, preview } from "./suggest-handing.js";
import { mayBeNoted, notes } from "./suggest-notes.js";
import { picker, set } from "./suggest-picker.js";
import { overview } from "./suggest-preview.js";
import { recorded } from "./suggest-recorded.js";
import { files } from "./suggest-records.js";

const PAUSE = 250; // milliseconds without a key after which the end of the form is drawn anew
const form = document.querySelector(".suggest-form");
const part = (name) => form.querySelector(`[data-${name}]`);

async function load(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(response.status);
  return response.json();
}

let data, months;
try {
  [data, months] = await Promise.all([load(form.dataset.suggest), load(form.dataset.hijriMonths)]);
} catch {
  part("failed").hidden = false;
  throw new Error("the form's data could not be loaded");
}
const { say, choices } = data;
const { parse, calendars } = reader(months, data.words);
const phrase = phrases(calendars, data.months);
const check = checks(data, parse, say);
const whole = form.querySelector('[data-scope="event"]');
const idField = form.querySelector('[data-kind="new-id"]');
const events = recorded(data.recorded, new URL("../", new URL(form.dataset.suggest, location.href)), arrived);
const faultOf = faults({ form, whole, check, parse, say, optionsOf, taken: choices.sources, like: events.like });
const told = notes({ whole, optionsOf, say });
const { shown, duplicates, offered } = overview({ whole, check, parse, phrase, choices, say, events, notes: told });
const proposal = { text: "" }; // the address of what was proposed already
const draft = drafts(whole, idField, (tree) => writeScope(whole, tree), proposal);
const left = new WeakSet(); // the fields that were left: only those are spoken of
const redraw = new WeakMap(); // how each date shows its text in its parts
let added = 0;

// ------------------------------------------------------------------------ fields and values

function write(field, value) {
  const { kind } = field.dataset;
  if (kind === "list") {
    for (const item of itemsOf(field)) item.remove();
    for (const one of value) writeItem(add(field), one);
  } else if (kind === "boxes") {
    for (const box of field.querySelectorAll("input")) box.checked = value.includes(box.value);
  } else if (kind === "flag") boxOf(field).checked = value === "true";
  else if (kind === "id" && field.dataset.of) set(boxOf(field), value, value ? optionsOf(field) : null);
  else boxOf(field).value = value;
  redraw.get(field)?.();
}

function writeScope(scope, tree) {
  for (const field of fieldsOf(scope)) if (field.dataset.field in tree) write(field, tree[field.dataset.field]);
}

function writeItem(item, tree) {
  const inner = sourceIn(item);
  if (inner) {
    writeScope(inner, tree["+source"]);
    for (const radio of item.querySelectorAll("[data-new]")) radio.checked = Boolean(radio.value) === tree["+new"];
  }
  writeScope(item, tree);
}

/** What a field's ids can be: of what is recorded, and the new sources that stand in this form. */
function optionsOf(field) {
  const kinds = field.dataset.of.split(" ");
  if (scopeOf(field)?.dataset.scope === "claims" && kinds.includes("sources")) {
    // A number is read in one of the event's own sources.
    const cited = new Set(itemsOf(fieldOf(whole, "sources")).map((item) => withSource(item).source));
    return allOptions(kinds).filter(([id]) => cited.has(id));
  }
  return allOptions(kinds);
}

function allOptions(kinds) {
  if (kinds.includes("events")) return events.all();
  const own = kinds.includes("sources") ? newSources(whole).map(({ id, title }) => [id, title || id, [], say.newSource]) : [];
  return [...own.filter(([id]) => id), ...kinds.flatMap((kind) => choices[kind])];
}

/** Puts another item into a list; gives it. */
function add(field) {
  added += 1;
  const items = field.querySelector("[data-items]");
  const template = field.querySelector("template").content.cloneNode(true);
  const walk = (root) => {
    for (const element of root.querySelectorAll("*")) {
      for (const attribute of element.attributes) {
        attribute.value = attribute.value.replaceAll("__n__", `_${added}_`).replaceAll("__at__", String(items.children.length + 1));
      }
    }
  };
  walk(template);
  const item = template.firstElementChild;
  items.append(item);
  begin(item);
  return item;
}

/** Makes what stands in a part of the form work. */
function begin(root) {
  for (const field of root.querySelectorAll("[data-field]")) {
    if (field.dataset.kind === "id" && field.dataset.of) picker(boxOf(field), () => optionsOf(field), say, mayBeNoted(field) ? say.noneKept : say.noneFound);
    if (isDate(field)) {
      const calendar = () => calendarOf(field);
      redraw.set(field, dateParts(field, { box: boxOf(field), calendar, parse, months: data.months, say }));
    }
  }
}

// ------------------------------------------------------------------------- what is said

function tell(field) {
  if (isDate(field)) tellDates(field);
  const fault = left.has(field) ? faultOf(field) : null;
  const said = field.querySelector(`#${CSS.escape(`${idOf(field)}_said`)}`);
  if (!said) return;
  const told = JSON.stringify(fault);
  if (said.dataset.told === told) return; // the same is not told twice
  said.dataset.told = told;
  said.classList.toggle("suggest-hint", Boolean(fault?.hint));
  const controls = field.dataset.kind === "list" ? [] : [boxOf(field)];
  for (const control of controls) {
    if (fault && !fault.hint) control.setAttribute("aria-invalid", "true");
    else control.removeAttribute("aria-invalid");
  }
  said.replaceChildren();
  if (!fault) return;
  said.append(...isolated(fault.text));
  if (fault.instead !== null && fault.instead !== undefined) said.append(" ", mend(field, fault));
}

const idOf = (field) => (field.dataset.kind === "list" ? field.querySelector(":scope > .suggest-said").id.replace(/_said$/, "") : boxOf(field).id);

function mend(field, { instead, words }) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "suggest-mend";
  const shown = document.createElement("bdi");
  shown.textContent = words ?? (instead.length > 60 || field.dataset.kind === "prose" ? "" : instead);
  button.append(shown.textContent ? `${say.writeInstead} ` : say.mend, shown);
  button.addEventListener("click", () => {
    write(field, instead);
    changed(field);
    boxOf(field).focus();
  });
  return button;
}

function tellDates(field) {
  const shown = field.querySelector("[data-phrases]");
  const span = spanOf(field, parse);
  shown.hidden = !span;
  if (shown.hidden) return;
  shown.querySelector('[data-in="gregorian"]').textContent = phrase.gregorian(span);
  shown.querySelector('[data-in="hijri"]').textContent = phrase.hijri(span) ?? say.noHijri;
}

// --------------------------------------------------------------------------- the end

function allFields() {
  return [...form.querySelectorAll("[data-field]")].filter((field) => !field.closest("template"));
}

function draw() {
  const found = allFields()
    .map((field) => ({ field, fault: faultOf(field) }))
    .filter(({ fault }) => fault && !fault.hint);
  const lines = found.map(({ field, fault }) => ({
    label: labelOf(field, say.name),
    text: fault.rule === "missing-field" ? "" : fault.text,
    go: () => {
      for (let box = field.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
      left.add(field);
      tell(field);
      (field.dataset.kind === "list" ? (field.querySelector("input") ?? field.querySelector("[data-do=add]")) : boxOf(field)).focus();
    },
  }));
  missing(part("missing"), lines, say);
  preview(part("preview"), shown(), say);
  near(part("near"), duplicates(), say);
  offer();
  const ready = !found.length;
  const templates = ["file", "both"].map((name) => form.querySelector(`template[data-${name}]`));
  handing(part("files"), templates, ready ? files(whole, read(idField).trim(), spanOf(fieldOf(whole, "date"), parse), told, data) : [], form, say, proposal);
  part("next").hidden = !ready;
}

/** Offers a name for the record where there is none. */
function offer() {
  const line = part("offer");
  const name = read(idField).trim() ? null : offered();
  line.hidden = !name;
  line.replaceChildren(...(name ? [`${say.offer} `, mend(idField, { instead: name })] : []));
}

/** Says anew what more is known to: the names of events, and what is wrong. */
function arrived() {
  for (const box of form.querySelectorAll("[data-of=events] [role=combobox]")) box.dispatchEvent(new Event("options"));
  for (const field of allFields()) if (left.has(field)) tell(field);
  draw();
}

// ------------------------------------------------------------------------------- the draft

let deleted = null;

function keep() {
  part("kept").textContent = draft.keep() ? say.kept : say.notKept;
}

function forget() {
  deleted = draft.taken();
  draft.forget();
  start(blankDraft);
  part("draft").hidden = true;
  const undo = undoing(() => {
    start(deleted);
    keep();
  });
  part("kept").replaceChildren(`${say.forgotten} `, undo);
  undo.focus();
}

// -------------------------------------------------------------------------------- it runs

function arrange() {
  const disputed = fieldOf(whole, "disputed_over");
  disputed.hidden = read(fieldOf(whole, "status")) !== "disputed";
  const note = fieldOf(whole, "date_note");
  note.hidden = read(fieldOf(whole, "date_basis")) === "stated" && !read(note).trim();
  for (const item of itemsOf(fieldOf(whole, "sources"))) {
    sourceIn(item).hidden = !isNew(item);
    fieldOf(item, "source").hidden = isNew(item);
  }
}

let timer;
function changed(field) {
  arrange();
  if (field) tell(field);
  // What one field says may bear on what is said of another.
  for (const other of allFields()) if (other !== field && left.has(other)) tell(other);
  keep();
  clearTimeout(timer);
  timer = setTimeout(() => unpressed(draw), PAUSE);
}

// What is said of a field as it is left moves all that stands below it. Where it is left by pressing a
// button, that waits until the press has ended: it would be lost, or be another button's.
let pressed = null;
form.addEventListener("pointerdown", () => (pressed ??= []));
for (const type of ["pointerup", "pointercancel", "blur"]) {
  addEventListener(type, () => setTimeout(() => {
    const waiting = pressed ?? [];
    pressed = null;
    for (const act of waiting) act();
  }));
}
const unpressed = (act) => (pressed ? pressed.push(act) : setTimeout(act));

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", (event) => changed(event.target.closest("[data-field]")));
form.addEventListener("change", (event) => {
  const field = event.target.closest("[data-field]");
  if (!field) return;
  if (event.target.matches("select, [role=combobox]")) left.add(field);
  unpressed(() => changed(field));
});
form.addEventListener("focusout", (event) => {
  const field = event.target.closest("[data-field]");
  // From one part of a date to another it has not been left.
  if (!field || field.dataset.kind === "list" || field.contains(event.relatedTarget)) return;
  left.add(field);
  unpressed(() => changed(field)); // after a picker has settled what was typed
});
form.addEventListener("click", (event) => {
  const button = event.target.closest("[data-do]");
  if (!button) return;
  if (button.dataset.do === "forget") return forget();
  const list = button.closest("[data-kind=list]");
  if (button.dataset.do === "add") add(list).querySelector("input:not([type=radio]), select").focus();
  else remove(list, button.closest("[data-scope]"));
  changed(list);
});

/** Takes an item out of a list; what stood in it can be had back. */
function remove(list, item) {
  list.querySelector(":scope > .suggest-gone")?.remove();
  const next = item.nextElementSibling;
  item.remove();
  const button = list.querySelector(":scope > [data-do=add]");
  if (untouched(item) && !isNew(item)) return button.focus();
  const line = document.createElement("p");
  line.className = "suggest-gone";
  const undo = undoing(() => {
    list.querySelector("[data-items]").insertBefore(item, next?.isConnected ? next : null);
    line.remove();
    changed(list);
    item.querySelector("[data-do=remove]").focus();
  });
  line.append(`${say.takenOut} `, undo);
  button.before(line);
  undo.focus();
}

function undoing(act) {
  const undo = document.createElement("button");
  undo.type = "button";
  undo.className = "suggest-plain";
  undo.textContent = say.undo;
  undo.addEventListener("click", act);
  return undo;
}

function start(tree) {
  for (const line of form.querySelectorAll(".suggest-gone")) line.remove();
  draft.restore(tree);
  arrange();
  for (const field of allFields()) {
    left.delete(field);
    tell(field);
  }
  draw();
}

begin(form);
const empty = draft.taken();
const blankDraft = { ...empty, event: { ...empty.event, places: [{}], actors: [{}], sources: [{ "+new": false, "+source": {} }] } };
const before = draft.kept();
try {
  start(before ? before : blankDraft);
  part("draft").hidden = !before;
} catch {
  start(blankDraft); // a draft of another version of the form
}
form.dataset.ready = "";
