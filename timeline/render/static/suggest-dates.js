// The parts of a date, chosen one by one, and the EDTF that they make; what is typed into the box by
// hand is shown in the parts, as far as they have a place for it.

import { digits } from "./arabic.js";
import { compose, isPoint, OPEN } from "./edtf.js";
import { isFault } from "./fault.js";
import { SEASONS } from "./phrases.js";

// Stands in the text for what is chosen and not yet written: no date has it, so that it is asked for
// and means nothing by itself.
const GAP = "…";
const POINT = /^(…|[0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?([~?%]?)$/;

/** What is still to be written of a date: `first`, `last` (of a period), `other` (of two dates), `year`; or null. */
export function lacking(text) {
  if (!text.includes(GAP)) return null;
  const [first, last] = halves(text);
  if (last === undefined) return "year";
  if (first.startsWith(GAP)) return "first";
  return text.startsWith("[") ? "other" : "last";
}

const halves = (text) => (text.startsWith("[") ? text.slice(1, -1).split(OPEN) : text.split("/"));

/** Makes the parts of a date field work; gives `show`, which shows its text in the parts. */
export function dateParts(field, { box, calendar, parse, months, say }) {
  const parts = field.querySelector("[data-parts]");
  const form = parts.querySelector("[data-part=form]");
  const word = parts.querySelector("[data-word]");
  const [first, last] = parts.querySelectorAll("[data-which]");
  const part = (root, name) => root.querySelector(`[data-part="${name}"]`);
  const marks = ["approximate", "uncertain"].map((name) => part(parts, name));
  const written = {}; // what was written by each calendar before it was left
  let own = calendar();
  let unticked = null; // the marks as they were before a form that has none

  function names() {
    own = calendar();
    for (const select of parts.querySelectorAll("[data-part=month]")) {
      const kept = select.value;
      select.replaceChildren(new Option("—", ""), ...months[own].map((name, place) => new Option(name, place + 1)));
      if (own === "gregorian") {
        const group = document.createElement("optgroup");
        group.label = say.seasons;
        group.append(...Object.entries(SEASONS).map(([season, name]) => new Option(name, season)));
        select.append(group);
      }
      select.value = kept;
      if (select.selectedIndex < 0) select.value = "";
    }
  }

  function arrange() {
    const kind = form.value;
    const ended = part(last, "end").value;
    last.hidden = kind === "single";
    part(last, "end").hidden = kind !== "interval";
    for (const label of last.querySelectorAll("label")) label.hidden = kind === "interval" && ended !== "date";
    for (const [lead, shown] of Object.entries({ from: "interval", to: "interval", between: "one-of", and: "one-of" })) {
      parts.querySelector(`[data-lead="${lead}"]`).hidden = kind !== shown;
    }
    parts.querySelector(".suggest-marks").hidden = kind === "one-of";
    for (const root of [first, last]) {
      const month = part(root, "month").value;
      part(root, "day").disabled = !month || Number(month) > 12;
      if (part(root, "day").disabled) part(root, "day").value = "";
    }
  }

  function one(root) {
    const year = digits(part(root, "year").value.trim());
    const [month, day] = ["month", "day"].map((name) => Number(part(root, name).value));
    if (year) return compose(year, month, day);
    return month ? compose("0", month, day).replace("0000", GAP) : "";
  }

  // One day between two dates is neither about then nor doubted: its two dates say how far it is known.
  function mark() {
    const none = form.value === "one-of";
    if (none && !unticked) {
      unticked = marks.map((box) => box.checked);
      for (const box of marks) box.checked = false;
    } else if (!none && unticked) {
      for (const [place, box] of marks.entries()) box.checked = unticked[place];
      unticked = null;
    }
    if (unticked?.includes(true)) word.textContent = say.unticked;
  }

  function write() {
    word.textContent = "";
    mark();
    arrange();
    const sign = { "10": "~", "01": "?", "11": "%" }[marks.map((box) => +box.checked).join("")] ?? "";
    const marked = (text) => (text || GAP) + (text ? sign : "");
    const [start, stop] = [one(first), one(last)];
    const kind = form.value;
    const end = { date: marked(stop), open: OPEN, unknown: "" }[part(last, "end").value];
    if (!start && (kind === "single" || !stop)) box.value = "";
    else box.value = { single: marked(start), interval: `${marked(start)}/${end}`, "one-of": `[${start || GAP}..${stop || GAP}]` }[kind];
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function put(root, point) {
    part(root, "year").value = point ? point.year : "";
    part(root, "month").value = point?.month ?? point?.season ?? "";
    part(root, "day").value = point?.day ?? "";
  }

  // What of a text is still to be written is shown as empty.
  function unfinished(text) {
    const points = halves(text).map((half) => POINT.exec(half));
    const number = (digits) => (digits ? Number(digits) : null);
    const ends = points.map((found) => found && { year: found[1] === GAP ? "" : Number(found[1]), month: number(found[2]), day: number(found[3]) });
    const sign = points.map((found) => found?.[4] ?? "").join("");
    const end = { "..": "open", "": "unknown" }[text.split("/")[1]] ?? "date";
    const shape = text.startsWith("[") ? "one-of" : text.includes("/") ? "interval" : "single";
    return { shape, ends, end, approximate: /[~%]/.test(sign), uncertain: /[?%]/.test(sign) };
  }

  // What the parts cannot say (decades, sets, XX) is null.
  function finished(text) {
    const span = text ? parse(text, own) : null;
    const [only] = span && !isFault(span) && span.parts.length === 1 ? span.parts : [];
    const sayable = (end) => !isPoint(end) || !end.edtf.includes("X");
    const fits = only && (isPoint(only) ? sayable(only) : sayable(only.first) && sayable(only.last) && isPoint(only.first));
    if (!fits) return null;
    const [start, stop] = isPoint(only) ? [only] : [only.first, only.last];
    const end = stop === OPEN ? "open" : stop === "" ? "unknown" : "date";
    if (span.form === "one-of" && !isPoint(stop)) return null;
    return { shape: span.form, ends: [start, isPoint(stop) ? stop : null], end, approximate: span.approximate, uncertain: span.uncertain };
  }

  function show() {
    names();
    unticked = null;
    word.textContent = "";
    const found = lacking(box.value) ? unfinished(box.value) : finished(box.value);
    form.value = found?.shape ?? "single";
    put(first, found?.ends[0]);
    put(last, found?.ends[1]);
    part(last, "end").value = found?.end ?? "date";
    for (const box of marks) box.checked = Boolean(found?.[box.dataset.part]);
    if (form.value === "one-of") unticked = [false, false];
    arrange();
  }

  // Another calendar: no number is carried over as it is; which kind of date it is stays.
  function turn() {
    const [before, text] = [own, box.value];
    if (calendar() === before) return;
    written[before] = text;
    own = calendar();
    const valid = (reckoning) => Boolean(text) && !isFault(parse(text, reckoning));
    // A year that is one of the chosen calendar was written before the calendar was chosen.
    if (valid(own) && (own === "hijri" || !valid(before))) show();
    else if (written[own]) {
      box.value = written[own];
      show();
      word.textContent = say.dateBack;
    } else {
      names();
      for (const root of [first, last]) put(root, null);
      write();
      if (text) word.textContent = say.dateCleared;
    }
  }

  // Nothing bubbles out of here as it is: what counts is the box, which hears of it in `write`.
  for (const type of ["input", "change"]) {
    parts.addEventListener(type, (event) => {
      event.stopPropagation();
      write();
      if (type === "change") box.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }
  field.addEventListener("change", (event) => {
    if (event.target.name?.endsWith("_calendar")) turn();
    else if (event.target === box && event.isTrusted) show(); // typed by hand
  });
  show();
  return show;
}
