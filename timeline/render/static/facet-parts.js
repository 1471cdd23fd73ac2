// The data of the filters as it is loaded: a first file, and the parts of timeline/render/facet_data.py
// when they are first asked for. What could not be had is asked for again the next time.

import { FACETS, bits, index, words } from "./facets.js";

/** `path` is the address of the first file; the parts lie beside it. */
export function parts(path) {
  const first = new URL(path, document.baseURI);
  const loading = new Map();
  const here = new Map(); // what has arrived, so that nobody waits a turn for it

  function load(name) {
    if (!loading.has(name)) {
      const asked = fetch(new URL(name, first))
        .then((response) => (response.ok ? response.json() : Promise.reject(response.status)))
        .then((value) => (here.set(name, value), value));
      asked.catch(() => loading.delete(name));
      loading.set(name, asked);
    }
    return loading.get(name);
  }

  let whole;
  async function data() {
    whole ??= index(await load(first.pathname));
    return whole;
  }

  // The chosen values that the first file has not got.
  async function values(chosen) {
    const held = await data();
    const missing = FACETS.flatMap((facet) =>
      chosen.values[facet].filter((value) => !held.facets.get(facet)?.has(value)).map((value) => [facet, value]),
    );
    const shares = held.values.length;
    const files = missing.map((names) => {
      const sum = [...names.join("")].reduce((all, letter) => all + letter.codePointAt(0), 0);
      return held.values[sum % shares];
    });
    const rows = shares ? await Promise.all([...new Set(files)].map(load)) : [];
    for (const [facet, value, name, events] of rows.flat()) {
      if (missing.some(([own, other]) => own === facet && other === value)) {
        held.facets.get(facet).set(value, { name, events: bits(events, held.count) });
      }
    }
    return held;
  }

  // The bits of the events that hold every word of a text; null for a text without words.
  async function holding(text) {
    const held = await data();
    const wanted = words(text);
    if (!wanted.length) return null;
    const { words: all, ends, files } = await load(held.words);
    const split = (known ??= all.split(" "));
    const sets = await Promise.all(
      wanted.map(async (word) => {
        const places = split.flatMap((other, place) => (other.includes(word) ? [place] : []));
        const partOf = (place) => ends.findIndex((end) => place < end);
        await Promise.all([...new Set(places.map(partOf))].map((part) => load(files[part])));
        const set = new Uint32Array((held.count + 31) >> 5);
        for (const place of places) {
          const part = partOf(place);
          const its = bits(here.get(files[part])[place - (ends[part - 1] ?? 0)], held.count);
          for (let at = 0; at < set.length; at++) set[at] |= its[at];
        }
        return set;
      }),
    );
    return sets.reduce((left, set) => left.map((some, at) => some & set[at]));
  }
  let known;

  // What a result shows, by its number: [id, title, both dates in words]; a promise while it loads.
  function row(number) {
    const { rows } = whole;
    const file = rows[Math.floor(number / ROWS)];
    const of = (its) => its[number % ROWS];
    return here.has(file) ? of(here.get(file)) : load(file).then(of);
  }

  return { data, values, holding, row };
}

const ROWS = 64;
