// A field in which one types a part of a name and chooses from what is found: a combobox as WAI-ARIA
// describes it, by keys, pointer or finger. The chosen id stands in `data-value` of the text box.

import { fold } from "./arabic.js";
import { filled } from "./filled.js";

const MOST = 60; // names at once; the list is scrolled

/**
 * Makes a text box a picker. `options()` gives [id, name, other names, beside] whenever it is asked; null
 * while they are on their way: the box hears of their arrival by an event of the name `options`.
 * `noneFound` is said where a typed text matches none.
 */
export function picker(box, options, say, noneFound) {
  const list = document.getElementById(box.getAttribute("aria-controls"));
  let shown = [];
  let at = -1;
  let awaited = false;

  function open() {
    const all = options();
    awaited = !all;
    if (!all) return;
    const found = matches(all, box.value, box.dataset.value);
    shown = found.slice(0, MOST);
    list.replaceChildren(...shown.map(item));
    const none = !shown.length && box.value.trim();
    if (none) list.append(remark(noneFound));
    if (found.length > MOST) list.append(remark(filled(say.more, { n: found.length - MOST })));
    list.hidden = !shown.length && !none;
    box.setAttribute("aria-expanded", String(!list.hidden));
    move(-1);
  }

  // A line of the list that is none of its names.
  function remark(text) {
    const line = document.createElement("li");
    line.className = "suggest-none";
    line.setAttribute("role", "none");
    line.textContent = text;
    line.addEventListener("pointerdown", (event) => event.preventDefault());
    return line;
  }

  function item(option, place) {
    const line = document.createElement("li");
    line.id = `${list.id}_${place}`;
    line.setAttribute("role", "option");
    line.setAttribute("aria-selected", "false");
    const name = document.createElement("bdi");
    name.textContent = option[1];
    line.append(name);
    if (option[3]) {
      const beside = document.createElement("small");
      beside.textContent = option[3];
      line.append(" ", beside);
    }
    // The box keeps the focus: a finger on the list must not close it first.
    line.addEventListener("pointerdown", (event) => event.preventDefault());
    line.addEventListener("click", () => choose(option));
    return line;
  }

  function move(to) {
    at = to;
    for (const [place, line] of list.querySelectorAll("[role=option]").entries()) line.setAttribute("aria-selected", String(place === at));
    if (at >= 0) {
      box.setAttribute("aria-activedescendant", `${list.id}_${at}`);
      list.children[at].scrollIntoView({ block: "nearest" });
    } else box.removeAttribute("aria-activedescendant");
  }

  function close() {
    awaited = false;
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
    move(-1);
  }

  function choose(option) {
    set(box, option[0], options());
    close();
    box.dispatchEvent(new Event("change", { bubbles: true }));
  }

  box.addEventListener("input", () => {
    delete box.dataset.value;
    open();
  });
  box.addEventListener("click", () => {
    open();
    list.scrollIntoView({ block: "nearest" });
  });
  box.addEventListener("options", () => {
    if (awaited) open();
    else if (!box.dataset.value) set(box, box.value, options());
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) open();
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (shown.length) move((at + step + shown.length + (at < 0 && step < 0 ? 1 : 0)) % shown.length);
    } else if (event.key === "Enter") {
      event.preventDefault(); // it would send a form
      if (!list.hidden && shown.length) choose(shown[Math.max(at, 0)]);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    }
  });
  box.addEventListener("blur", () => {
    close();
    // The name written out in full is a choice, too.
    if (!box.dataset.value && box.value.trim()) {
      const typed = fold(box.value.trim());
      const same = (options() ?? []).filter(([id, name, others]) => [id, name, ...(others ?? [])].some((word) => fold(word) === typed));
      if (same.length === 1) set(box, same[0][0], options());
    }
  });
}

/** Puts an id into a picker and shows its name. */
export function set(box, id, options) {
  const option = options?.find(([other]) => other === id);
  box.value = option ? option[1] : id;
  if (option) box.dataset.value = id;
  else delete box.dataset.value;
}

/** What matches a typed text: beginnings of names first, then of words in them, then anywhere. */
export function matches(options, typed, chosen) {
  const wanted = fold(typed.trim());
  if (!wanted || chosen) return options;
  const ranked = options.map((option) => {
    const words = [option[1], ...(option[2] ?? []), option[0]].map(fold);
    const rank = words.some((word) => word.startsWith(wanted) || word.startsWith(`ال${wanted}`))
      ? 0
      : words.some((word) => word.includes(` ${wanted}`) || word.includes(` ال${wanted}`))
        ? 1
        : words.some((word) => word.includes(wanted))
          ? 2
          : 3;
    return [rank, option];
  });
  return [0, 1, 2].flatMap((rank) => ranked.filter(([own]) => own === rank).map(([, option]) => option));
}

/** The option whose name is nearest to a text that matches none; undefined if none is near. */
export function nearest(options, typed) {
  const wanted = fold(typed.trim());
  let best;
  let least = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const option of options) {
    for (const word of [option[0], option[1], ...(option[2] ?? [])]) {
      const far = distance(wanted, fold(word), least);
      if (far < least) [best, least] = [option, far];
    }
  }
  return best;
}

// Letters put in, left out or changed; as soon as it is `limit`, it is said to be that.
function distance(one, other, limit) {
  if (Math.abs(one.length - other.length) >= limit) return limit;
  let row = Array.from({ length: other.length + 1 }, (_, place) => place);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      next[j] = Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
    }
    row = next;
    if (Math.min(...row) >= limit) return limit;
  }
  return row.at(-1);
}
