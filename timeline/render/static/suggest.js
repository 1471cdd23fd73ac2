// The form that suggests an event: what is typed is checked as it is left, kept in this browser, and
// made into records. Nothing is sent; only the page's own data are fetched. Labels and help are the
// page's, what is said of a value the rules' (suggest-checks.js), how a record is written the fixer's
// (suggest-yaml.js).

import { gregorianDay, iso } from "./calendars.js";
import { isFault, reader } from "./edtf.js";
import { phrases } from "./phrases.js";
import { checks } from "./suggest-checks.js";
import { dateParts } from "./suggest-dates.js";
import { amount, handing, missing, near, preview } from "./suggest-handing.js";
import { nearest, picker, set } from "./suggest-picker.js";
import { recordText, tidy } from "./suggest-yaml.js";

const KEY = "timeline-suggestion";
const PAUSE = 250; // milliseconds without a key after which the end of the form is drawn anew
const form = document.querySelector(".suggest-form");
const part = (name) => form.querySelector(`[data-${name}]`);
const filled = (words, values) => words.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

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
const left = new WeakSet(); // the fields that were left: only those are spoken of
const shows = new WeakMap(); // how each date shows its text in its parts
let added = 0;

// ------------------------------------------------------------------------ fields and values

const fieldsOf = (scope) => [...scope.querySelectorAll("[data-field]")].filter((field) => field.parentElement.closest("[data-scope]") === scope);
const scopeOf = (field) => field.parentElement.closest("[data-scope]");
const fieldOf = (scope, name) => fieldsOf(scope).find((field) => field.dataset.field === name);
const isDate = (field) => /date$/.test(field.dataset.kind);
const boxOf = (field) => field.querySelector(isDate(field) ? ".suggest-edtf" : "textarea, select, input");
const itemsOf = (field) => [...field.querySelector("[data-items]").children];
const labelOf = (field) => (field.querySelector("label, legend")?.firstChild.textContent ?? say.name).trim();

function calendarOf(field) {
  return field.dataset.kind === "hijri-date" ? "hijri" : (field.querySelector("[name$=_calendar]:checked")?.value ?? "gregorian");
}

/** What a field holds, as it was typed: a text, a list of texts, or a list of objects. */
function read(field) {
  const { kind } = field.dataset;
  if (kind === "list") return itemsOf(field).map(readItem);
  if (kind === "boxes") return [...field.querySelectorAll(":checked")].map((box) => box.value);
  const box = boxOf(field);
  if (kind === "flag") return box.checked ? "true" : "";
  return box.dataset.value ?? box.value;
}

function readScope(scope) {
  return Object.fromEntries(fieldsOf(scope).map((field) => [field.dataset.field, read(field)]));
}

function readItem(item) {
  const tree = readScope(item);
  const inner = item.querySelector('[data-scope="source"]');
  return inner ? { ...tree, "+new": isNew(item), "+source": readScope(inner) } : tree;
}

const isNew = (item) => Boolean(item.querySelector("[data-new]:checked")?.value);

function write(field, value) {
  const { kind } = field.dataset;
  if (kind === "list") {
    for (const item of itemsOf(field)) item.remove();
    for (const one of value) writeItem(add(field), one);
  } else if (kind === "boxes") {
    for (const box of field.querySelectorAll("input")) box.checked = value.includes(box.value);
  } else if (kind === "flag") boxOf(field).checked = value === "true";
  else if (kind === "id" && field.dataset.of) set(boxOf(field), value, optionsOf(field));
  else boxOf(field).value = value;
  shows.get(field)?.();
}

function writeScope(scope, tree) {
  for (const field of fieldsOf(scope)) if (field.dataset.field in tree) write(field, tree[field.dataset.field]);
}

function writeItem(item, tree) {
  const inner = item.querySelector('[data-scope="source"]');
  if (inner) {
    writeScope(inner, tree["+source"]);
    for (const radio of item.querySelectorAll("[data-new]")) radio.checked = Boolean(radio.value) === tree["+new"];
  }
  writeScope(item, tree);
}

/** What a field's ids can be: of the vocabularies, and the new sources that stand in this form. */
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
  const own = kinds.includes("sources") ? newSources().map(({ id, title }) => [id, title || id, [], say.newSource]) : [];
  return [...own.filter(([id]) => id), ...kinds.flatMap((kind) => choices[kind])];
}

function newSources() {
  return itemsOf(fieldOf(whole, "sources")).filter(isNew).map((item) => readScope(item.querySelector('[data-scope="source"]')));
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
    if (field.dataset.kind === "id" && field.dataset.of) picker(boxOf(field), () => optionsOf(field), say);
    if (isDate(field)) {
      const calendar = () => calendarOf(field);
      shows.set(field, dateParts(field, { box: boxOf(field), calendar, parse, months: data.months, say }));
    }
  }
}

// ----------------------------------------------------------------------------------- checks

const blank = (value) => (typeof value === "string" ? !value.trim() : Object.values(value).every((one) => typeof one === "boolean" || blank(one)));
// What a closed list is set to beforehand says nothing yet.
const untouched = (scope) => fieldsOf(scope).every((field) => field.dataset.kind === "choice" || field.dataset.kind === "boxes" ? field.dataset.kind === "choice" || blank(read(field)) : blank(read(field)));

/** What is wrong with a field: `{text, instead}`; null if nothing is. */
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

function blankItem(item) {
  if (item["+new"]) return blank(item["+source"]);
  return blank(item.source ?? item);
}

const hiddenBySource = (field) => field.dataset.field === "source" && scopeOf(field)?.dataset.scope === "sources" && isNew(scopeOf(field));
const lacking = (field) => check.fault("missing-field", { field: labelOf(field) });

function emptyFault(field, scope) {
  const name = field.dataset.field;
  if (scope === whole && name === "date_note" && read(fieldOf(whole, "date_basis")) !== "stated") return check.fault("date-note-missing");
  if (scope.dataset.scope === "claims") return claimFault(field, scope) ?? (field.hasAttribute("data-needed") && !untouched(scope) ? lacking(field) : null);
  if (!field.hasAttribute("data-needed")) return null;
  const idle = scope !== whole && scope !== form && scope.dataset.scope !== "source" && untouched(scope);
  const idleSource = scope.dataset.scope === "source" && untouched(scope);
  return idle || idleSource ? null : lacking(field);
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
  if (options.some(([id]) => id === value)) return null;
  if (options.every(([id, name]) => id === name)) return check.value(value, "id"); // no vocabulary: any id
  const best = nearest(options, value);
  return { text: filled(say.notInList, { value }), instead: best?.[0] ?? null, words: best?.[1] };
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
  const taken = field.dataset.kind === "new-id" ? [...choices.events, ...choices.withdrawn] : choices.sources;
  const other = taken.find(([id]) => id === value);
  const twice = field.dataset.kind !== "new-id" && newSources().filter(({ id }) => id.trim() === value).length > 1;
  if (!other && !twice) return null;
  const free = [2, 3, 4, 5, 6, 7, 8, 9].map((n) => `${value}-${n}`).find((id) => !taken.some(([own]) => own === id));
  return check.fault("duplicate-id", { value, other: `«${other?.[1] ?? value}»` }, free ?? null);
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
  said.append(fault.text);
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
  const text = read(field);
  const span = text.trim() ? parse(text, calendarOf(field)) : null;
  shown.hidden = !span || isFault(span);
  if (shown.hidden) return;
  shown.querySelector('[data-in="gregorian"]').textContent = phrase.gregorian(span);
  shown.querySelector('[data-in="hijri"]').textContent = phrase.hijri(span) ?? say.noHijri;
}

// -------------------------------------------------------------------------- the records

const today = () => {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((number) => String(number).padStart(2, "0")).join("-");
};

/** The fields of a record that say something, as the writer takes them. */
function said(tree) {
  return Object.fromEntries(Object.entries(tree).filter(([name, value]) => !name.startsWith("+") && name !== "id" && !blank(value)));
}

const bare = (item) => ("" in item ? item[""] : said(item));
const nonempty = (item) => (typeof item === "string" ? item.trim() : Object.keys(item).length);

function eventTree() {
  const tree = readScope(whole);
  const lists = Object.fromEntries(
    fieldsOf(whole)
      .filter((field) => field.dataset.kind === "list")
      .map((field) => [field.dataset.field, itemsOf(field).filter((item) => !untouched(item) || isNew(item)).map((item) => bare(withSource(item))).filter(nonempty)]),
  );
  const date = fieldOf(whole, "date");
  const dated = { [calendarOf(date) === "hijri" ? "date_hijri" : "date"]: tree.date.trim() };
  const { date: _, ...rest } = said(tree);
  if (rest.status !== "disputed") delete rest.disputed_over;
  return { ...rest, ...lists, ...dated, added: today() };
}

function withSource(item) {
  const tree = readItem(item);
  return tree["+new"] ? { ...tree, source: tree["+source"].id.trim() } : tree;
}

function files() {
  const made = newSources().filter((tree) => !blank(tree)).map((tree) => {
    const { published_basis: basis, ...rest } = said(tree);
    const dated = rest.published ? { ...rest, published_basis: basis } : rest;
    return file("source", "sources", `${tree.id.trim()}.yml`, dated);
  });
  const span = parse(read(fieldOf(whole, "date")), calendarOf(fieldOf(whole, "date")));
  const day = span.start?.earliest ?? span.start?.latest;
  const year = day === null || day === undefined ? "" : `${String(gregorianDay(day)[0]).padStart(4, "0")}/`;
  return [...made, file("event", "events", `${year}${read(idField).trim()}.yml`, eventTree())];
}

function file(kind, folder, name, tree) {
  const up = "../".repeat(`${form.dataset.folder}/${folder}/${name}`.split("/").length - 1);
  return { kind, folder, name, text: recordText(data.layouts[kind], tree, `${up}schema/${kind}.schema.json`) };
}

// --------------------------------------------------------------------------- the end

function allFields() {
  return [...form.querySelectorAll("[data-field]")].filter((field) => !field.closest("template"));
}

function draw() {
  const faults = allFields()
    .map((field) => ({ field, fault: faultOf(field) }))
    .filter(({ fault }) => fault && !fault.hint);
  const lines = faults.map(({ field, fault }) => ({
    label: labelOf(field),
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
  const ready = !faults.length;
  handing(part("files"), form.querySelector("template[data-file]"), ready ? files() : [], form, say);
  part("next").hidden = !ready;
}

/** Offers a name for the record where there is none: its place, its kind and its date. */
function offer() {
  const line = part("offer");
  const span = parse(read(fieldOf(whole, "date")), calendarOf(fieldOf(whole, "date")));
  const { place } = itemsOf(fieldOf(whole, "places")).map(readScope)[0] ?? {};
  const kinds = read(fieldOf(whole, "categories"));
  const day = isFault(span) ? null : span.start.earliest;
  line.hidden = !place || day === null || Boolean(read(idField).trim());
  if (line.hidden) return line.replaceChildren();
  const kind = typeof kinds[0] === "string" ? kinds[0] : undefined;
  const when = iso(day).slice(0, { day: 10, month: 7 }[span.precision] ?? 4);
  const name = [place, kind, when].filter(Boolean).join("-");
  const free = ["", "-2", "-3", "-4"].map((end) => name + end).find((id) => !check.value(id, "id") && !choices.events.some(([own]) => own === id));
  line.hidden = !free;
  if (free) line.replaceChildren(`${say.offer} `, mend(idField, { instead: free }));
}

function nameOf(kinds, id) {
  return kinds.flatMap((kind) => (kind === "sources" ? [...newSources().map(({ id: own, title }) => [own.trim(), title]), ...choices.sources] : choices[kind])).find(([own]) => own === id)?.[1] ?? id;
}

const optionText = (scope, name) => fieldOf(scope, name)?.querySelector("option:checked")?.textContent ?? "";
const joined = (...parts) => parts.filter(Boolean).join("، ");

function shown() {
  const date = fieldOf(whole, "date");
  const span = read(date).trim() ? parse(read(date), calendarOf(date)) : null;
  const dated = span && !isFault(span);
  const list = (name, line) => itemsOf(fieldOf(whole, name)).filter((item) => !untouched(item) || isNew(item)).map((item) => line(withSource(item), item)).filter(Boolean);
  return {
    title: tidy(read(fieldOf(whole, "title"))),
    summary: tidy(read(fieldOf(whole, "summary")), "prose"),
    dates: dated ? [phrase.gregorian(span), phrase.hijri(span)].filter(Boolean) : [],
    how: dated ? joined(optionText(whole, "status"), `${say.dateKnown} ${optionText(whole, "date_basis")}`, tidy(read(fieldOf(whole, "date_note")))) : "",
    places: list("places", ({ place }, item) => joined(nameOf(["places"], place), optionText(item, "precision"))),
    actors: list("actors", ({ actor }, item) => joined(nameOf(["actors"], actor), optionText(item, "role"))),
    claims: list("claims", (one, item) =>
      joined(
        `${nameOf(["metrics"], one.metric)}: ${amount(one, say)}`,
        optionText(item, "group"),
        one.said_by && `${say.saidBy} ${nameOf(["actors"], one.said_by)}`,
        one.source && `${say.from} ${nameOf(["sources"], one.source)}`,
      ),
    ),
    sources: list("sources", ({ source, locator }) => joined(nameOf(["sources"], source), locator)),
  };
}

/** Records of the same month and place, or of the same month with half of the headline's words. */
function duplicates() {
  const date = fieldOf(whole, "date");
  const span = read(date).trim() ? parse(read(date), calendarOf(date)) : null;
  if (!span || isFault(span)) return [];
  const month = (day, open) => (day === null ? open : iso(day).slice(0, 7));
  const [first, last] = [month(span.start.earliest, "0000"), month(span.end.latest, "9999")];
  const places = new Set(itemsOf(fieldOf(whole, "places")).map((item) => readScope(item).place));
  const words = (text) => new Set(text.split(/[\s«»،.:"]+/).filter((word) => word.length > 2));
  const mine = words(read(fieldOf(whole, "title")));
  return choices.events
    .map(([id, title, , edtf, calendar, where]) => ({ id, title, where, span: parse(edtf, calendar || "gregorian") }))
    .filter(({ title, where, span: theirs }) => {
      if (month(theirs.start.earliest, "0000") > last || month(theirs.end.latest, "9999") < first) return false;
      const their = words(title);
      const common = [...mine].filter((word) => their.has(word)).length;
      return where.some((place) => places.has(place)) || (mine.size > 1 && common * 2 >= Math.min(mine.size, their.size));
    })
    .slice(0, 5)
    .map(({ id, title, span: theirs }) => [id, title, phrase.gregorian(theirs)]);
}

// ------------------------------------------------------------------------------- the draft

let deleted = null;

function draft() {
  return { id: read(idField), calendar: calendarOf(fieldOf(whole, "date")), event: readTree() };
}

function readTree() {
  return Object.fromEntries(fieldsOf(whole).map((field) => [field.dataset.field, read(field)]));
}

function restore({ id, calendar, event }) {
  boxOf(idField).value = id;
  for (const radio of fieldOf(whole, "date").querySelectorAll("[name$=_calendar]")) radio.checked = radio.value === calendar;
  // Sources first: claims may name one that is new.
  writeScope(whole, { sources: event.sources ?? [] });
  writeScope(whole, event);
}

function keep() {
  const kept = part("kept");
  try {
    localStorage.setItem(KEY, JSON.stringify(draft()));
    kept.textContent = say.kept;
  } catch {
    kept.textContent = say.notKept; // blocked or full
  }
}

function kept() {
  try {
    return JSON.parse(localStorage.getItem(KEY));
  } catch {
    return null;
  }
}

function forget() {
  deleted = draft();
  try {
    localStorage.removeItem(KEY);
  } catch {}
  start(blankDraft);
  part("draft").hidden = true;
  const undo = document.createElement("button");
  undo.type = "button";
  undo.className = "suggest-plain";
  undo.textContent = say.undo;
  undo.addEventListener("click", () => {
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
    item.querySelector('[data-scope="source"]').hidden = !isNew(item);
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
  timer = setTimeout(draw, PAUSE);
}

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", (event) => changed(event.target.closest("[data-field]")));
form.addEventListener("change", (event) => {
  const field = event.target.closest("[data-field]");
  if (!field) return;
  if (event.target.matches("select, [role=combobox]")) left.add(field);
  changed(field);
});
form.addEventListener("focusout", (event) => {
  const field = event.target.closest("[data-field]");
  // From one part of a date to another it has not been left.
  if (!field || field.dataset.kind === "list" || field.contains(event.relatedTarget)) return;
  left.add(field);
  setTimeout(() => changed(field)); // after a picker has settled what was typed
});
form.addEventListener("click", (event) => {
  const button = event.target.closest("[data-do]");
  if (!button) return;
  if (button.dataset.do === "forget") return forget();
  const list = button.closest("[data-kind=list]");
  if (button.dataset.do === "add") add(list).querySelector("input:not([type=radio]), select").focus();
  else {
    button.closest("[data-scope]").remove();
    list.querySelector("[data-do=add]").focus();
  }
  changed(list);
});

function start(tree) {
  restore(tree);
  arrange();
  for (const field of allFields()) {
    left.delete(field);
    tell(field);
  }
  draw();
}

begin(form);
const blankDraft = { ...draft(), event: { ...readTree(), places: [{}], actors: [{}], sources: [{ "+new": false, "+source": {} }] } };
const before = kept();
try {
  start(before ? before : blankDraft);
  part("draft").hidden = !before;
} catch {
  start(blankDraft); // a draft of another version of the form
}
form.dataset.ready = "";
