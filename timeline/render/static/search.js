// Search over the Pagefind index. The index loads when the dialog is first opened, never before.

import { digits, fold } from "./arabic.js";

const dialog = document.querySelector("dialog.search");
const input = dialog.querySelector("input");
const state = dialog.querySelector(".state");
const hits = dialog.querySelector(".hits");
const more = dialog.querySelector(".more");
const PAGE = 8;

let engine;
let latest = 0;
let pending = [];

function load() {
  engine ??= import(new URL("../pagefind/pagefind.js", import.meta.url)).then(async (pagefind) => {
    await pagefind.options({ excerptLength: 24 });
    await pagefind.init();
    return pagefind;
  });
  return engine;
}

// What a reader types, as the index spells it: Latin digits, no vowel marks, no tatweel, and a
// date such as 12/2017 in its words.
const MONTHS = [
  "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو",
  "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
];

export function spell(text) {
  return digits(text.normalize("NFC"))
    .replace(/[\u064b-\u065f\u0670\u0640]/g, "")
    .replace(/(?<!\d)(?:(\d{1,2})[/-])?(\d{1,2})[/-](\d{4})(?!\d)/g, (whole, day, month, year) =>
      MONTHS[month - 1] ? `${day ? `${Number(day)} ` : ""}${MONTHS[month - 1]} ${year}` : whole,
    )
    .replace(/(?<!\d)(\d{4})[/-](\d{1,2})(?:[/-](\d{1,2}))?(?!\d)/g, (whole, year, month, day) =>
      MONTHS[month - 1] ? `${day ? `${Number(day)} ` : ""}${MONTHS[month - 1]} ${year}` : whole,
    )
    .replace(/[«»"'()[\]{}،؛؟!:]/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

// Each word without the article and what is written on to that: «والموصل», «بالموصل», «للموصل».
export function withoutArticle(text) {
  return text.replace(/(?<![\u0621-\u064a])[وف]?(?:[بك]?ال|لل)(?=[\u0621-\u064a]{3})/g, "");
}

// Each word without single letters written on to it, «وداعش», «لداعش»: many words begin so by nature.
export function withoutPrefix(text) {
  return text.replace(/(?<![\u0621-\u064a])(?:[وف][بكل]?|[بكل])(?=[\u0621-\u064a]{3})/g, "");
}

// The results of several queries as one list, best first, each page once.
async function all(queries) {
  const pagefind = await load();
  const found = new Map();
  for (const query of new Set(queries)) {
    for (const result of (await pagefind.search(query)).results) {
      const known = found.get(result.id);
      if (!known || known.score < result.score) found.set(result.id, result);
    }
  }
  return [...found.values()].sort((one, other) => other.score - one.score);
}

// The words with single letters taken off those that the index does not hold as they stand. What
// Pagefind finds for such a word is what begins as it does, and nothing that the reader meant.
async function asIndexed(text) {
  const pagefind = await load();
  const words = text.split(" ").map(async (word) => {
    const root = withoutPrefix(word);
    if (root === word) return word;
    for (const spelling of new Set([word, fold(word)])) {
      if ((await pagefind.search(`"${spelling}"`)).results.length) return word;
    }
    return root;
  });
  return (await Promise.all(words)).join(" ");
}

async function find(text) {
  const query = spell(text);
  const bare = withoutArticle(query);
  const root = await asIndexed(bare);
  if (root !== bare) {
    const found = await all([root, fold(root)]);
    if (found.length) return found;
  }
  return all([query, fold(query), bare, fold(bare)]);
}

function say(count) {
  const form = new Intl.PluralRules("ar").select(count);
  state.textContent = state.dataset[form].replace("{n}", count);
}

// Pagefind escapes a page's text in its excerpts and adds only <mark>. Its marks are read here and
// set again as elements, so that no text of a record is ever taken for HTML.
function marked(excerpt) {
  const parsed = new DOMParser().parseFromString(excerpt, "text/html").body;
  return [...parsed.childNodes].map((node) => {
    if (node.nodeName !== "MARK") return node.textContent;
    const mark = document.createElement("mark");
    mark.textContent = node.textContent;
    return mark;
  });
}

async function show() {
  const turn = latest;
  const next = await Promise.all(pending.splice(0, PAGE).map((result) => result.data()));
  if (turn !== latest) return;
  for (const page of next) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = page.url;
    link.textContent = page.meta.title;
    item.append(link);
    if (page.meta.date) {
      const date = document.createElement("small");
      date.textContent = [page.meta.date, page.meta.hijri].filter(Boolean).join(" · ");
      item.append(date);
    }
    const excerpt = document.createElement("p");
    excerpt.append(...marked(page.excerpt));
    item.append(excerpt);
    hits.append(item);
  }
  more.hidden = pending.length === 0;
}

async function search() {
  const turn = ++latest;
  const text = input.value.trim();
  hits.replaceChildren();
  delete hits.dataset.query;
  more.hidden = true;
  state.textContent = "";
  if (!text) return;
  try {
    const found = await find(text);
    if (turn !== latest) return;
    hits.replaceChildren();
    pending = found;
    if (pending.length) say(pending.length);
    else state.textContent = state.dataset.none;
    await show();
    if (turn === latest) hits.dataset.query = text; // what is shown now answers this
  } catch (error) {
    console.warn(error);
    state.textContent = state.dataset.failed;
  }
}

function open() {
  if (!dialog.open) dialog.showModal();
  input.focus();
  input.select();
  load().catch(() => {
    state.textContent = state.dataset.failed;
  });
}

let wait;
input.addEventListener("input", () => {
  clearTimeout(wait);
  wait = setTimeout(search, 120);
});
input.addEventListener("keydown", (event) => {
  // Enter closes a dialog's form; here it goes to the first result.
  if (event.key !== "Enter" || event.isComposing) return;
  event.preventDefault();
  hits.querySelector("a")?.click();
});
more.addEventListener("click", show);
dialog.addEventListener("click", (event) => {
  if (event.target === dialog) dialog.close();
});
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  open();
});
for (const button of document.querySelectorAll("[data-search]")) {
  button.hidden = false;
  button.addEventListener("click", open);
}
