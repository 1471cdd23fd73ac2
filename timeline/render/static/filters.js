// The filters of the timeline: links become boxes to tick, what is chosen stands in the address, and
// the list shows what is left. The data loads when the filters are first used, or the address asks.

import { digits } from "./arabic.js";
import { parts } from "./facet-parts.js";
import { FACETS, isEmpty, known, read, weigh, write } from "./facets.js";
import { filled } from "./filled.js";
import { boxed, button, copy, showFound, showInPlace } from "./filters-drawn.js";

const number = new Intl.NumberFormat("en");
const plural = new Intl.PluralRules("ar");
const TYPING = 200; // milliseconds without a key after which what is typed counts

const panel = document.querySelector(".filters");
const fold = panel.querySelector(".fold");
const form = panel.querySelector("form");
const list = document.querySelector(".whole .list");
const bar = document.querySelector(".chosen");
const chips = bar.querySelector(".chips");
const sheet = document.querySelector("dialog.sheet");
const say = panel.dataset;

let chosen = read(location.search);
let latest = 0;
const stored = parts(say.facets);
const load = () => stored.data();

// ---------------------------------------------------------------------------------- words

function counted(what, n) {
  const form = plural.select(n);
  const words = say[what + form[0].toUpperCase() + form.slice(1)];
  return filled(words, { n: number.format(n), whole: say.all });
}

function monthOf(date, calendar) {
  const [year, month] = date.split("-");
  const named = calendar === "hijri" ? filled(say.hijri, { year }) : year;
  if (!month) return named;
  const option = form.querySelector(`[data-reckoned="${calendar}"] option[value="${month}"]`);
  return `${option.textContent} ${named}`;
}

function nameOf(facet) {
  return form.querySelector(`#facet_${facet}_`).firstChild.textContent;
}

// All that is chosen, heading by heading: each choice with its words and what is left without it.
function choices({ facets }) {
  const groups = FACETS.filter((facet) => chosen.values[facet].length).map((facet) => ({
    key: facet,
    name: nameOf(facet),
    without: { ...chosen, values: { ...chosen.values, [facet]: [] } },
    items: chosen.values[facet].map((value) => ({
      text: facets.get(facet).get(value).name,
      without: {
        ...chosen,
        values: { ...chosen.values, [facet]: chosen.values[facet].filter((v) => v !== value) },
      },
    })),
  }));
  const ends = ["from", "to"].filter((end) => chosen[end]);
  if (ends.length) {
    groups.push({
      key: "period",
      name: say.period,
      together: true,
      without: { ...chosen, from: "", to: "" },
      items: ends.map((end) => ({
        text: filled(say[end], { date: monthOf(chosen[end], chosen.calendar) }),
        without: { ...chosen, [end]: "" },
      })),
    });
  }
  if (chosen.q) {
    const without = { ...chosen, q: "" };
    groups.push({ key: "q", name: say.text, without, items: [{ text: chosen.q, without }] });
  }
  return groups;
}

// --------------------------------------------------------------------------------- controls

function tickable() {
  for (const group of form.querySelectorAll("[data-facet]")) {
    for (const link of group.querySelectorAll("li > a")) {
      const [name, count] = link.children;
      const value = link.pathname.split("/").at(-2);
      link.replaceWith(boxed(group.dataset.facet, value, name.textContent, count.textContent));
    }
  }
}

// What the address chooses and the panel has no room for.
function completed({ facets }) {
  for (const facet of FACETS) {
    for (const value of chosen.values[facet]) {
      if (form.querySelector(`[name="${facet}"][value="${CSS.escape(value)}"]`)) continue;
      const item = document.createElement("li");
      item.append(boxed(facet, value, facets.get(facet).get(value).name, ""));
      item.querySelector("input").checked = true;
      form.querySelector(`[data-facet="${facet}"] ul`).append(item);
    }
  }
}

// Where no event has a Hijri date, there is one calendar to choose from.
function lead(calendar) {
  const choice = form.querySelector(`[name="calendar"][value="${calendar}"]`);
  if (choice) choice.checked = true;
}

function ofCalendar() {
  for (const half of form.querySelectorAll("[data-reckoned]")) {
    half.disabled = half.hidden = half.dataset.reckoned !== form.elements.calendar.value;
  }
}

function fromControls() {
  const given = new FormData(form);
  for (const end of ["from", "to"]) {
    const month = given.get(`${end}-month`);
    const year = digits(given.get(end).trim());
    given.set(end, year && month ? `${year}-${month}` : year);
  }
  return read(new URLSearchParams(given));
}

function toControls() {
  for (const box of form.querySelectorAll("[type=checkbox]")) {
    box.checked = chosen.values[box.name].includes(box.value);
    // Where it was chosen on this page it is in sight; from an address it might not be.
    for (let at = box; box.checked && at !== form; at = at.parentElement) {
      if (at.nodeName === "DETAILS") at.open = true;
    }
  }
  if (chosen.from || chosen.to) lead(chosen.calendar);
  ofCalendar();
  // Those of the other calendar too, or a period that was removed would come back with it.
  for (const field of form.querySelectorAll("[data-reckoned] :is(input, select)")) field.value = "";
  for (const end of ["from", "to"]) {
    const [year, month = ""] = chosen[end].split("-");
    const at = form.querySelector(`fieldset:enabled [name="${end}"]`);
    at.value = year;
    form.querySelector(`fieldset:enabled [name="${end}-month"]`).value = month;
    if (year) at.closest("details").open = true;
  }
  form.elements.q.value = chosen.q;
}

// ---------------------------------------------------------------------------------- results

function showCounts({ counts }) {
  for (const box of form.querySelectorAll("[type=checkbox]")) {
    const count = counts[box.name].get(box.value) ?? 0;
    box.parentElement.querySelector(".n").textContent = number.format(count);
    box.parentElement.classList.toggle("none", count === 0);
  }
  for (const group of form.querySelectorAll(".facet")) {
    const facet = group.dataset.facet;
    const many = facet ? chosen.values[facet].length : Boolean(chosen.from) + Boolean(chosen.to);
    group.querySelector("summary .n").textContent = many || "";
  }
}

function showChips(groups) {
  chips.replaceChildren(
    ...groups.map(({ name, items, together }) => {
      const item = document.createElement("li");
      item.append(`${name}: `);
      items.forEach(({ text, without }, i) => {
        if (i) item.append(together ? " " : ` ${say.or} `);
        const chip = button(text, "chip", async () => {
          const place = [...chips.querySelectorAll("button")].indexOf(chip);
          await choose(without);
          const left = chips.querySelectorAll("button");
          (left[Math.min(place, left.length - 1)] ?? bar.querySelector(".total")).focus();
        });
        chip.setAttribute("aria-label", filled(say.remove, { choice: `${name}: ${text}` }));
        item.append(chip);
      });
      return item;
    }),
  );
  chips.hidden = groups.length === 0;
  for (const clear of document.querySelectorAll(".clear")) clear.hidden = groups.length === 0;
}

function showTotal(text) {
  for (const total of document.querySelectorAll(".total")) total.textContent = text;
}

function showNothing(groups, without) {
  list.hidden = true;
  const nothing = copy("nothing_");
  const helpful = groups.filter(({ key }) => without.has(key));
  nothing.querySelector(helpful.length ? ".none" : ".one").remove();
  nothing.querySelector(".clear").addEventListener("click", clear);
  nothing.querySelector("ul").append(
    ...helpful.map((group) => {
      const items = group.items.map(({ text }) => text);
      const choice = `${group.name}: ${items.join(group.together ? " " : ` ${say.or} `)}`;
      const events = counted("events", without.get(group.key));
      const item = document.createElement("li");
      item.append(
        button(filled(say.without, { choice, events }), "", async () => {
          await choose(group.without);
          bar.querySelector(".total").focus();
        }),
      );
      return item;
    }),
  );
  list.after(nothing);
}

async function apply() {
  const turn = ++latest;
  let data, holding;
  list.setAttribute("aria-busy", "true");
  try {
    data = await stored.values(chosen);
    holding = chosen.q ? await stored.holding(chosen.q) : null;
  } catch (error) {
    console.warn(error);
    if (turn === latest) list.removeAttribute("aria-busy");
    showTotal(say.failed);
    return;
  }
  if (turn !== latest) return;
  chosen = known(chosen, data);
  completed(data);
  const result = weigh(data, chosen, holding);
  const groups = choices(data);
  for (const old of document.querySelectorAll(".whole > .found, .whole > .nothing")) old.remove();
  list.hidden = false;
  let drawn;
  if ("whole" in say) showInPlace(list, result.shown.map((number) => data.ids[number]));
  else if (groups.length) drawn = showFound(list, result.shown, stored.row);
  list.classList.toggle("sifted", groups.length > 0);
  if (result.shown.length === 0) showNothing(groups, result.without);
  showCounts(result);
  showChips(groups);
  showTotal(groups.length ? counted("shown", result.shown.length) : say.all);
  await drawn?.catch((error) => {
    console.warn(error);
    if (turn === latest) showTotal(say.failed);
  });
  if (turn === latest) list.removeAttribute("aria-busy");
}

// ------------------------------------------------------------------------ address and events

// Takes a new choice into the address, where it differs from the one that stands there.
function note(next, how) {
  chosen = next;
  const query = write(chosen, location.search);
  const standing = write(read(location.search), location.search);
  if (query !== standing) history[how](null, "", location.pathname + query);
}

async function choose(next, how = "pushState") {
  note(next, how);
  toControls();
  await apply();
  inSight();
}

async function clear() {
  await choose(read(""));
  (sheet.open ? sheet.querySelector(".show") : bar.querySelector(".total")).focus();
}

// The list begins anew with every choice: its beginning is brought into sight.
function inSight() {
  if (!sheet.open && bar.getBoundingClientRect().top < 0) bar.scrollIntoView();
}

// An address that chooses was sent for what it leaves: the page opens there, or at its anchor, which
// has moved. Where the browser comes back it knows the place itself, and whoever has begun to read is
// left alone.
function opened() {
  const [{ type } = {}] = performance.getEntriesByType("navigation");
  if (type !== "navigate" || sheet.open) return;
  if (location.hash) anchored()?.scrollIntoView({ behavior: "instant" });
  else if (scrollY === 0) bar.scrollIntoView({ behavior: "instant" });
}

// What the address's anchor names; of what is hidden, the next that is not.
function anchored() {
  const target = document.getElementById(location.hash.slice(1));
  if (!target?.closest(".list [hidden]")) return target;
  const left = [...list.querySelectorAll("li.ev:not([hidden])")];
  const after = (item) => target.compareDocumentPosition(item) & Node.DOCUMENT_POSITION_FOLLOWING;
  return left.find(after) ?? left.at(-1);
}

let wait;
function heed(how) {
  clearTimeout(wait);
  note(fromControls(), how);
  apply().then(inSight);
}

form.addEventListener("input", ({ target }) => {
  if (target.name === "calendar") ofCalendar();
  if (target.matches("[type=checkbox], [type=radio], select")) {
    heed("pushState");
  } else {
    clearTimeout(wait);
    wait = setTimeout(heed, TYPING, "replaceState");
  }
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  heed("replaceState");
  if (sheet.open) results();
});
for (const soon of ["focusin", "pointerdown"]) {
  form.addEventListener(soon, () => load().catch(() => {}), { once: true });
}
for (const button of document.querySelectorAll(".clear")) button.addEventListener("click", clear);
addEventListener("popstate", () => {
  const next = read(location.search);
  if (write(next) === write(chosen)) return; // an anchor of the page
  chosen = next;
  toControls();
  apply();
});

// The browser goes to what is in sight by itself.
addEventListener("hashchange", () => {
  const target = anchored();
  if (target?.id !== location.hash.slice(1)) target?.scrollIntoView();
});

// On a phone the form lies in a sheet of its own.
function results() {
  sheet.close();
  bar.scrollIntoView();
}
bar.querySelector(".sift").addEventListener("click", () => {
  sheet.showModal();
  form.querySelector("h2").focus();
  load().catch(() => {});
});
sheet.querySelector(".show").addEventListener("click", results);
sheet.addEventListener("click", (event) => {
  if (event.target === sheet) sheet.close();
});
sheet.addEventListener("close", inSight);

new IntersectionObserver(([{ boundingClientRect }]) => {
  bar.querySelector(".sift").classList.toggle("afloat", boundingClientRect.bottom < 0);
}).observe(bar);

const wide = matchMedia("(min-width: 62.001rem)");
function arrange() {
  if (wide.matches) {
    sheet.close();
    fold.append(form);
    fold.open = true;
  } else {
    sheet.prepend(form);
  }
}

tickable();
form.querySelector("h2").tabIndex = -1;
if (document.documentElement.dataset.calendar === "hijri") lead("hijri");
toControls();
arrange();
wide.addEventListener("change", arrange);
document.documentElement.classList.add("filterable");
if (!isEmpty(chosen)) apply().then(opened);
