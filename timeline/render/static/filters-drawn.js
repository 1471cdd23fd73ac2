// What the filters draw: boxes to tick, buttons, and the events that are left.

const PAGE = 100; // results drawn at once where the page does not list every event

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

// The events of the page that are left, and of its years and months those that hold any.
export function showInPlace(list, shown) {
  const left = new Set(shown.map((event) => event.id));
  for (const item of list.querySelectorAll("li.ev[id]")) item.hidden = !left.has(item.id);
  for (const section of list.querySelectorAll(".yr, .month")) {
    section.hidden = !section.querySelector("li.ev:not([hidden])");
  }
}

// The events that are left, as a list of their own, where the page has not got them all.
export function showFound(list, shown) {
  list.hidden = true;
  const found = copy("found_");
  const further = found.querySelector(".further");
  const draw = () => {
    const drawn = found.querySelectorAll("li").length;
    found.querySelector("ol").append(...shown.slice(drawn, drawn + PAGE).map(entry));
    further.hidden = drawn + PAGE >= shown.length;
    return found.querySelectorAll("a")[drawn];
  };
  further.addEventListener("click", () => draw().focus());
  draw();
  list.after(found);
}

function entry({ id, title, gregorian, hijri }) {
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
