// The parts of a date, chosen one by one, and the EDTF that they make; what is typed into the box by
// hand is shown in the parts, as far as they have a place for it.

import { digits } from "./arabic.js";
import { compose, isPoint, OPEN } from "./edtf.js";
import { isFault } from "./fault.js";
import { SEASONS } from "./phrases.js";

/** Makes the parts of a date field work; gives `show`, which shows its text in the parts. */
export function dateParts(field, { box, calendar, parse, months, say }) {
  const parts = field.querySelector("[data-parts]");
  const form = parts.querySelector("[data-part=form]");
  const [first, last] = parts.querySelectorAll("[data-which]");
  const part = (root, name) => root.querySelector(`[data-part="${name}"]`);

  function names() {
    const own = calendar();
    for (const select of parts.querySelectorAll("[data-part=month]")) {
      const kept = select.value;
      select.replaceChildren(new Option("", ""), ...months[own].map((name, place) => new Option(name, place + 1)));
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
    return year ? compose(year, Number(part(root, "month").value), Number(part(root, "day").value)) : "";
  }

  function write() {
    arrange();
    const mark = { "10": "~", "01": "?", "11": "%" }[`${+part(parts, "approximate").checked}${+part(parts, "uncertain").checked}`] ?? "";
    const marked = (text) => (text ? text + mark : "");
    const [start, stop] = [one(first), one(last)];
    let text = marked(start);
    if (form.value === "interval" && (start || stop)) {
      const end = { date: marked(stop), open: OPEN, unknown: "" }[part(last, "end").value];
      text = `${marked(start)}/${end}`;
    } else if (form.value === "one-of" && (start || stop)) text = `[${start}..${stop}]`;
    box.value = text;
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function put(root, point) {
    part(root, "year").value = point ? point.year : "";
    part(root, "month").value = point?.month ?? point?.season ?? "";
    part(root, "day").value = point?.day ?? "";
  }

  // What the parts cannot say (decades, sets, XX) leaves them empty; the box holds it.
  function show() {
    names();
    const span = box.value ? parse(box.value, calendar()) : null;
    const [only] = span && !isFault(span) && span.parts.length === 1 ? span.parts : [];
    const sayable = (end) => !isPoint(end) || !end.edtf.includes("X");
    const fits = only && (isPoint(only) ? sayable(only) : sayable(only.first) && sayable(only.last) && isPoint(only.first));
    form.value = fits ? span.form : "single";
    const [start, stop] = !fits ? [] : isPoint(only) ? [only] : [only.first, only.last];
    put(first, start);
    put(last, isPoint(stop) ? stop : null);
    part(last, "end").value = stop === OPEN ? "open" : stop === "" ? "unknown" : "date";
    part(parts, "approximate").checked = Boolean(fits && span.approximate);
    part(parts, "uncertain").checked = Boolean(fits && span.uncertain);
    arrange();
  }

  // Nothing bubbles out of here as it is: what counts is the box, which hears of it in `write`.
  for (const type of ["input", "change"]) {
    parts.addEventListener(type, (event) => {
      event.stopPropagation();
      write();
      if (type === "change") box.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }
  show();
  return show;
}
