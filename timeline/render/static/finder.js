// Finds what was typed, in the Pagefind index, and shows it in the dialog. The index is asked for words
// as words.js spells them; the list of known words is loaded only when one is not found.

import { fold } from "./arabic.js";
import { formsOf, unglued, units, whole } from "./words.js";

const dialog = document.querySelector("dialog.search");
const input = dialog.querySelector("input");
const state = dialog.querySelector(".state");
const hits = dialog.querySelector(".hits");
const more = dialog.querySelector(".more");
const ways = dialog.querySelector(".ways");
const ROOT = new URL("../", import.meta.url);
const PAGE = 8;
const FEW = 3; // pages with all the words; where there are fewer, others are shown after them
const EXCERPT = 28; // words
const SMALL = new Set("في من على عن الى ان و او ما هل كم كيف متى اين مع بين هذا هذه التي الذي عند عام سنة شهر".split(" ").map(fold));

const asked = new Map();
let engine;
let known;
let latest = 0;
let pending = [];
let wanted = [];

// What could not be loaded is forgotten, so that the next query tries again.
function load() {
  engine ??= import(new URL("pagefind/pagefind.js", ROOT))
    .then(async (pagefind) => {
      // No worker: it is a file more, for queries that take milliseconds. Lengths count for little,
      // since a document of the index is no page but the words that find one.
      await pagefind.options({ noWorker: true, ranking: { pageLength: 0, termSaturation: 1.8 } });
      await pagefind.init();
      return pagefind;
    })
    .catch((error) => {
      engine = undefined;
      throw error;
    });
  return engine;
}

function loadWords() {
  known ??= fetch(new URL("pagefind/words.json", ROOT))
    .then((response) => {
      if (!response.ok) throw new Error(`words.json: ${response.status}`);
      return response.json();
    })
    .catch((error) => {
      known = undefined;
      throw error;
    });
  return known;
}

// What was asked for one query already is not asked again: of a word on ten thousand pages Pagefind
// takes a second or more to find them.
function ask(words) {
  if (!asked.has(words)) {
    const finding = load().then((pagefind) => pagefind.search(words));
    asked.set(words, finding.then(({ results }) => results));
  }
  return asked.get(words);
}

// Whether the index holds a word, or a word that begins so. Where it does not, Pagefind takes the
// longest word that is a beginning of the one asked for; but no word of the index begins another.
async function holds(word) {
  return (await ask(word)).length > 0;
}

// What is shown of a result stands in a file with that of its neighbours: its id is the file's name,
// with a number that counts them, and its place in the file.
const packs = new Map();

async function shown({ id }) {
  const [name, place] = id.split(".");
  if (!packs.has(name)) {
    const loading = fetch(new URL(`pagefind/fragment/${name}.shown`, ROOT)).then((response) => {
      if (!response.ok) throw new Error(`${name}: ${response.status}`);
      return new Response(response.body.pipeThrough(new DecompressionStream("gzip"))).json();
    });
    packs.set(name, loading);
    loading.catch(() => packs.delete(name));
  }
  return (await packs.get(name))[place];
}

// Results in the order of the index, which is that of time.
function inOrder(one, other) {
  const [a, b] = [one, other].map(({ id }) => id.split(/[-.]/));
  return a[0] - b[0] || a[2] - b[2];
}

async function first(words) {
  for (const word of words) if (await holds(word)) return word;
  return undefined;
}

// How a word or date that was typed stands in the index, and what is marked of it; where it is not
// there, what was misspelt. Tried in turn: the word as it stands, without letters written on to it,
// by its consonants, as a beginning, and with a letter or two put right. What is left without letters
// written on to it counts only as it is: of a word that is not there, «بعقوبة», something is found
// sooner or later when it is cut at both ends.
async function resolve(unit) {
  if (!unit.word) {
    // A date of a year that is not there: its month, its year; but no such month of other years.
    const word = await first(unit.forms.slice(0, unit.forms.length - 1 || 1));
    return { unit, word, other: word !== undefined && word !== unit.forms[0] };
  }
  const [bare, stem, root] = unit.forms;
  const rests = unglued(bare);
  const word = await first([
    ...[stem, ...rests].map((form) => `${form}ء`),
    ...(root ? [`ءء${root}ء`] : []),
    ...[stem, ...rests],
  ]);
  if (word) {
    const exact = `${unit.forms[0]}ء`;
    return { unit, word, exact: exact !== word && (await holds(exact)) ? exact : undefined };
  }
  const meant = await nearest([bare, ...rests]);
  return meant ? { unit, word: `${formsOf(fold(meant))[1]}ء`, meant } : { unit };
}

// The known word that is fewest letters away: one, of a long word two. The commonest come first.
async function nearest(words) {
  const known = await loadWords();
  let best;
  let least = Infinity;
  for (const word of words) {
    const allowed = word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
    for (const candidate of known) {
      const far = distance(word, formsOf(fold(candidate))[0], Math.min(allowed, least - 1));
      if (far < least) [best, least] = [candidate, far];
    }
  }
  return best;
}

// Letters that are wrong, missing, too many or swapped; more than `limit` is as good as no end.
function distance(one, other, limit) {
  if (Math.abs(one.length - other.length) > limit) return Infinity;
  let before;
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const wrong = one[i - 1] === other[j - 1] ? 0 : 1;
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + wrong);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        row[j] = Math.min(row[j], before[j - 2] + 1);
      }
    }
    [before, last] = [last, row];
  }
  return last[other.length] <= limit ? last[other.length] : Infinity;
}

// What a query finds, best first: what bears that very name, then pages with all its words;
// where these are few those with most of them.
async function find(text) {
  asked.clear();
  const typed = units(text);
  const telling = typed.filter((unit) => !SMALL.has(unit.forms[0]));
  const resolved = await Promise.all((telling.length ? telling : typed).map(resolve));
  const words = resolved.flatMap((one) => one.word ?? []);
  const scores = new Map();
  const add = (results, weigh) => {
    for (const result of results) {
      const score = (scores.get(result.id)?.score ?? 0) + weigh(result.score);
      scores.set(result.id, { result, score });
    }
  };
  if (words.length) add(await ask(words.join(" ")), (score) => 100 + score);
  const exact = resolved.flatMap((one) => one.exact ?? []);
  if (exact.length) add(await ask(exact.join(" ")), (score) => score);
  const complete = new Set(scores.keys());
  if (complete.size < FEW) {
    for (const word of words) {
      add((await ask(word)).filter(({ id }) => !complete.has(id)), (score) => 1 + score / 100);
    }
  }
  const some = scores.size > complete.size && (complete.size ? "rest" : "partly");
  if (words.length === 1 && !resolved[0].unit.word) await dated(scores, words[0]);
  for (const name of named(typed, resolved)) {
    if (await holds(name)) add(await ask(name), (score) => 1000 + score);
  }
  const results = [...scores.values()].sort((one, other) => other.score - one.score);
  return { results: results.map(({ result }) => result), resolved, some };
}

// For a date alone, what happened then, in the order of time, before what only speaks of it.
async function dated(scores, word) {
  const own = `o${word}`;
  if (!(await holds(own))) return;
  [...(await ask(own))].sort(inOrder).forEach(({ id, score }, index) => {
    const one = scores.get(id);
    if (one) one.score = 500 + score - index / 1e5;
  });
}

// The names that a query may be: as typed, without small words, without what is written on to it,
// with what was misspelt put right.
function named(typed, resolved) {
  const meant = resolved.map(({ unit, meant }) => (meant ? { forms: formsOf(fold(meant)) } : unit));
  const glued = resolved.length ? unglued(meant[0].forms[0]) : [];
  const bare = glued.map((rest) => [{ forms: [rest] }, ...meant.slice(1)]);
  return new Set([typed, meant, ...bare].map(whole));
}

// ------------------------------------------------------------------------------- what is shown

function say({ results, resolved, some }) {
  const form = new Intl.PluralRules("ar").select(results.length);
  const fill = (template, values) =>
    template.replace(/\{(\w+)\}/g, (hole, name) => values[name] ?? hole);
  const quoted = (units) => units.map((unit) => input.value.trim().slice(unit.start, unit.end)).join(" ");
  const parts = [];
  const missing = resolved.filter((one) => !one.word || one.other);
  const meant = resolved.filter((one) => one.meant);
  if (results.length) {
    if (meant.length) {
      const words = quoted(meant.map((one) => one.unit));
      parts.push(fill(state.dataset.instead, { words, meant: meant.map((one) => one.meant).join(" ") }));
    }
    if (missing.length) {
      parts.push(fill(state.dataset.without, { words: quoted(missing.map((one) => one.unit)) }));
    }
    if (some) parts.push(state.dataset[some]);
    parts.push(fill(state.dataset[form], { n: results.length }));
  } else {
    parts.push(resolved.length > 1 ? state.dataset.none : state.dataset.noneOfOne);
  }
  ways.hidden = results.length > 0;
  state.textContent = parts.join(" ");
}

// What of a date is marked: the day and its month, but not each month of that name or that year.
function looked({ forms }) {
  return forms.length > 1 ? forms.filter((form) => form.includes("y")) : forms;
}

// Where in a text the words stand that were found, whatever is written on to them.
function marks(text) {
  return units(text).filter((unit) => {
    if (!unit.word) return unit.forms.some((form) => wanted.includes(form));
    const spellings = [unit.forms, ...unglued(unit.forms[0]).map(formsOf)];
    const spelt = spellings.flatMap(([, stem, root]) => [`${stem}ء`, `ءء${root}ء`]);
    return spelt.some((form) => wanted.some((word) => form === word || (!/[ءz]$/.test(word) && form.startsWith(word))));
  });
}

// A text as nodes, what was found marked; never taken for HTML.
function marked(text, from = 0, to = text.length) {
  const nodes = [];
  let at = from;
  for (const { start, end } of marks(text)) {
    if (start < at || end > to) continue;
    const mark = document.createElement("mark");
    mark.textContent = text.slice(start, end);
    nodes.push(text.slice(at, start), mark);
    at = end;
  }
  return [...nodes, text.slice(at, to)];
}

// So many words of a text as hold most of what was found, with a few before them for the sense.
function excerpt(text) {
  const words = [...text.matchAll(/\S+/g)].map(({ index, 0: word }) => [index, index + word.length]);
  const found = marks(text);
  let best = 0;
  let most = 0;
  for (const mark of found) {
    const at = words.findIndex(([, end]) => end > mark.start);
    const from = Math.max(0, Math.min(at - 5, words.length - EXCERPT));
    const to = words[Math.min(from + EXCERPT, words.length) - 1][1];
    const within = found.filter(({ start, end }) => start >= words[from][0] && end <= to);
    const count = new Set(within.map(({ forms }) => forms[1] ?? forms[0])).size;
    if (count > most) [best, most] = [from, count];
  }
  if (!words.length) return [];
  const last = Math.min(best + EXCERPT, words.length) - 1;
  const nodes = marked(text, words[best][0], words[last][1]);
  return [best ? "… " : "", ...nodes, last + 1 < words.length ? " …" : ""];
}

function element(name, nodes, attributes = {}) {
  const made = document.createElement(name);
  made.append(...nodes);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

async function show() {
  const turn = latest;
  const next = await Promise.all(pending.splice(0, PAGE).map(shown));
  if (turn !== latest) return;
  for (const meta of next) {
    const about = [element("span", [meta.kind], { class: "kind" })];
    for (const [name, date] of [["greg", meta.date], ["hijri", meta.hijri]]) {
      if (date) about.push(element("time", marked(date), { class: name, datetime: meta.machine }));
    }
    const link = element("a", [element("bdi", marked(meta.title))], { href: new URL(meta.url, ROOT) });
    const item = element("li", [link, element("p", about, { class: "about" })]);
    if (meta.text) item.append(element("p", excerpt(meta.text)));
    hits.append(item);
  }
  more.hidden = pending.length === 0;
}

async function search() {
  const turn = ++latest;
  const text = input.value.trim();
  delete hits.dataset.query;
  if (!text) {
    hits.replaceChildren();
    more.hidden = true;
    ways.hidden = true;
    state.textContent = "";
    return;
  }
  try {
    const found = await find(text);
    if (turn !== latest) return;
    hits.replaceChildren();
    pending = found.results;
    wanted = found.resolved.flatMap(({ unit, word }) => (unit.word ? (word ?? []) : looked(unit)));
    say(found);
    await show();
    if (turn === latest) hits.dataset.query = text; // what is shown now answers this
  } catch (error) {
    if (turn !== latest) return; // an older query's, and a newer one has its answer
    console.warn(error);
    state.textContent = state.dataset.failed;
  }
}

// ------------------------------------------------------------------------------------ the dialog

// Called whenever the dialog opens: loads the index, and finds what was typed before it was there.
export function start() {
  load().then(
    () => input.value.trim() && hits.dataset.query === undefined && search(),
    () => {
      state.textContent = state.dataset.failed;
    },
  );
}

let wait;
input.addEventListener("input", () => {
  clearTimeout(wait);
  wait = setTimeout(search, 120);
});
more.addEventListener("click", async () => {
  const before = hits.children.length;
  await show();
  hits.children[before]?.querySelector("a").focus();
});
dialog.addEventListener("click", (event) => {
  if (event.target === dialog) dialog.close();
});
dialog.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  const links = [...hits.querySelectorAll("a")];
  const at = links.indexOf(document.activeElement);
  if (event.key === "Enter" && event.target === input) {
    links[0]?.click(); // and does not close the dialog's form
  } else if (event.key === "ArrowDown" && at + 1 < links.length) {
    links[at + 1].focus();
  } else if (event.key === "ArrowUp" && at >= 0) {
    (links[at - 1] ?? input).focus();
  } else {
    return;
  }
  event.preventDefault();
});
