// What the filters draw: boxes to tick, buttons, and the events that are left.

// Where the page does not list every event: results drawn at once, and of them those that are waited for.
const PAGE = 40;
const SCREEN = 10;

export function boxed(facet, value, name, count) {
  const label = document.createElement("label");
  const box = Object.assign(document.createElement("input"), { type: "checkbox", name: facet, value });
  const words = document.createElement("bdi");
  const number = Object.assign(document.createElement("span"), { className: "n" });
  words.textContent = name;
  number.textContent = count;
  label.append(box, words, number);
  return label;
}

export function button(words, className, act) {
  const made = Object.assign(document.createElement("button"), { type: "button", className });
  made.textContent = words;
  made.addEventListener("click", act);
  return made;
}

export function copy(template) {
  return document.getElementById(template).content.firstElementChild.cloneNode(true);
}

// The events of the page that are left, by their ids, and of its years and months those that hold any.
export function showInPlace(list, ids) {
  const left = new Set(ids);
  for (const item of list.querySelectorAll("li.ev[id]")) item.hidden = !left.has(item.id);
  for (const section of list.querySelectorAll(".yr, .month")) {
    section.hidden = !section.querySelector("li.ev:not([hidden])");
  }
}

// The events that are left, by their numbers, as a list of their own, where the page has not got them
// all. `row` gives what is shown of one, or a promise of it; the promise is of the first to be drawn.
export function showFound(list, numbers, row) {
  list.hidden = true;
  const found = copy("found_");
  const items = found.querySelector("ol");
  const further = found.querySelector(".further");
  const draw = async () => {
    const start = items.children.length;
    further.hidden = true;
    const rows = numbers.slice(start, start + PAGE).map(row);
    for (let at = 0; at < rows.length; at += SCREEN) {
      const some = rows.slice(at, at + SCREEN);
      // What has arrived is drawn at once: a turn would be a picture later.
      const whole = some.every(Array.isArray) ? some : await Promise.all(some);
      items.append(...whole.map(entry));
    }
    further.hidden = items.children.length >= numbers.length;
    return start;
  };
  further.addEventListener("click", async () => {
    const start = await draw();
    found.querySelectorAll("a")[start].focus();
  });
  list.after(found);
  return draw();
}

function entry([id, title, gregorian, hijri]) {
  const item = document.createElement("li");
  const link = Object.assign(document.createElement("a"), { href: `events/${id}/` });
  link.textContent = title;
  item.append(link);
  for (const [calendar, phrase] of [["greg", gregorian], ["hijri", hijri]]) {
    if (!phrase) continue;
    const date = Object.assign(document.createElement("span"), { className: calendar });
    date.textContent = phrase;
    item.append(date);
  }
  return item;
}
