// Marks today in the year's overview and in a month's page, in both calendars, and says in the
// overview what happened on it. Hijri days come from the table that the pages were made with, never
// from the browser's own. Words come from the page; what is taken from records is set as text.

const almanac = document.querySelector("[data-hijri-months]");
const DAY = 86_400_000;
const blank = document.querySelector(".today")?.cloneNode(true); // in the year's overview alone
let now; // when the day was last shown
// The reader's own date then, as a count of days: what follows knows no time of day and no time zone.
let today;

const dayOf = (time) => Date.UTC(time.getFullYear(), time.getMonth(), time.getDate()) / DAY;

function gregorian() {
  const [year, month] = [now.getFullYear(), now.getMonth() + 1];
  return { year, month, day: now.getDate(), length: new Date(Date.UTC(year, month, 0)).getUTCDate() };
}

/** Today's Hijri day; null where the table does not reach. */
async function hijri() {
  const table = await (await fetch(almanac.dataset.hijriMonths)).json();
  let left = today - Date.parse(table.first_day) / DAY;
  if (left < 0) return null;
  for (const [year, lengths] of Object.entries(table.years)) {
    for (const [index, length] of lengths.entries()) {
      if (left < length) return { year, month: index + 1, day: left + 1, length };
      left -= length;
    }
  }
  return null;
}

const two = (number) => String(number).padStart(2, "0");
const part = (root, name) => root.querySelector(`[data-what="${name}"]`);

/** What stands for a day: itself and, at the end of a month, the days that it lacks this year. */
function places(calendar, { month, day, length }) {
  const days = day < length ? [day] : [day, ...[29, 30, 31].filter((other) => other > length)];
  const root = `[data-of="${calendar}"]`;
  return days
    .map((other) => `[data-day="${two(month)}-${two(other)}"]`)
    .flatMap((key) => [...document.querySelectorAll(`${root}${key}, ${root} ${key}`)]);
}

function mark(calendar, date) {
  const [place] = places(calendar, { ...date, length: Infinity });
  place?.setAttribute("aria-current", "date");
  const word = place?.querySelector(".now");
  if (word) word.hidden = false;
}

/** The date in words, by the names that stand on the page. */
function words(calendar, { year, month, day }) {
  const whole = document.querySelector(`.yearly[data-of="${calendar}"]`);
  const name = whole.querySelectorAll(".mon")[month - 1].dataset.ofMonth;
  return `${day} ${name} ${whole.dataset.year.replace("{year}", year)}`;
}

/** Fills one calendar's column: what happened on the day, or which days are nearest to it. */
async function tell(calendar, date) {
  const column = document.querySelector(`[data-today="${calendar}"]`);
  const links = places(calendar, date).flatMap((place) => [...place.querySelectorAll("a")]);
  for (const link of links) part(column, "found").append(...(await events(link)));
  if (!links.length) nearest(column, calendar, date);
  column.hidden = false; // a calendar of which nothing can be said stays away
}

/** The events under a day of its month's page, made anew from their text; else a link to the day. */
async function events(link) {
  const address = new URL(link.href);
  try {
    const page = await read(address);
    const found = page.getElementById(address.hash.slice(1)).querySelectorAll(".ann > li");
    return [...found].map((item) => copy(item, address));
  } catch {
    return [element("li", "", element("a", "t", link.getAttribute("aria-label"), address.href))];
  }
}

/** Another page of the site. The browser makes it out of the answer: the policy lets no text become HTML. */
function read(address) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.responseType = "document";
    request.addEventListener("loadend", () => (request.response ? resolve(request.response) : reject(new Error(address))));
    request.open("GET", address);
    request.send();
  });
}

function copy(item, address) {
  const [title] = item.getElementsByTagName("a");
  const what = element("div", "", element("a", "t", title.textContent, new URL(title.getAttribute("href"), address)));
  for (const tag of item.querySelectorAll(".turn, .status")) what.append(" ", element("span", tag.className, tag.textContent));
  // The dates in full, since they say how certain the day is.
  const dates = [...item.querySelector(".note").children].map((part) => {
    const made = element(part.localName === "time" ? "time" : "span", part.className, part.textContent);
    for (const name of ["datetime", "aria-hidden"]) if (part.hasAttribute(name)) made.setAttribute(name, part.getAttribute(name));
    return made;
  });
  what.append(element("p", "note", ...dates.flatMap((date) => [date, " "])));
  return element("li", "", element("b", "y", item.querySelector(".y").textContent), what);
}

function element(name, className, ...content) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (name === "a") made.href = content.pop();
  made.append(...content);
  return made;
}

function nearest(column, calendar, { month, day }) {
  part(column, "none").hidden = false;
  const known = [...document.querySelectorAll(`.yearly[data-of="${calendar}"] [data-day] a`)];
  if (!known.length) return;
  const later = known.findIndex((link) => link.parentElement.dataset.day > `${two(month)}-${two(day)}`);
  // The year goes round: after the last day comes the first, before the first the last.
  for (const [name, link] of [["before", known.at((later < 0 ? 0 : later) - 1)], ["after", known[later < 0 ? 0 : later]]]) {
    const line = part(column, name);
    line.append(" ", element("a", "", link.getAttribute("aria-label"), link.href));
    line.hidden = false;
  }
}

async function show() {
  now = new Date();
  today = dayOf(now);
  for (const place of document.querySelectorAll("[aria-current=date]")) {
    place.removeAttribute("aria-current");
    const word = place.querySelector(".now");
    if (word) word.hidden = true;
  }
  const box = blank?.cloneNode(true);
  if (box) document.querySelector(".today").replaceWith(box);
  const date = gregorian();
  mark("gregorian", date);
  const other = await hijri().catch(() => undefined); // undefined: the table could not be had
  if (other) mark("hijri", other);
  if (!box) return;
  const say = (name) => box.querySelector(`[data-now="${name}"]`);
  const write = (calendar, day) => {
    const made = element("time", "", words(calendar, day));
    made.dateTime = `${String(date.year).padStart(4, "0")}-${two(date.month)}-${two(date.day)}`;
    say(calendar).append(made);
    return tell(calendar, day);
  };
  await write("gregorian", date);
  if (other) {
    say("and").hidden = false;
    await write("hijri", other);
  }
  say("beyond").hidden = other !== null;
  box.hidden = false;
}

let shown = show();

// A page may lie open over midnight, or come back from where the browser kept it: one after another,
// so that no two write at once.
function again() {
  shown = shown.catch(() => {}).then(() => (dayOf(new Date()) === today ? undefined : show()));
}
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && again());
addEventListener("pageshow", (event) => event.persisted && again());
