// The end of the form: the record as readers will see it, its files, and the ways in which they are
// handed over. What was typed reaches the page as text alone.

import { filled } from "./filled.js";
import { branchIn, inBranch, together } from "./suggest-together.js";
import { isolated } from "./isolates.js";

const LONGEST = 8191; // bytes of an address that the repository's host takes

function make(name, className, ...content) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...content.filter((part) => part !== null && part !== undefined));
  return made;
}

/**
 * Draws the record. `shown` is what there is to show, in words: title, summary, dates, basis, note,
 * status, places, actors, sources, claims, and notes to the editor.
 */
export function preview(root, shown, say) {
  const list = (heading, lines) =>
    lines.length ? make("section", "", make("h4", "", heading), make("ul", "", ...lines.map((line) => make("li", "", line)))) : null;
  const empty = !shown.title && !shown.dates.length && !shown.summary && !shown.notes.length;
  if (empty) return root.replaceChildren(make("p", "suggest-quiet", say.previewEmpty));
  root.replaceChildren(
    ...[
      make("p", "suggest-quiet", say.preview),
      make("h3", "", shown.title || say.noTitle),
      make("p", "suggest-dates", ...shown.dates.flatMap((date) => [make("span", "", date), " "])),
      shown.how ? make("p", "suggest-quiet", shown.how) : null,
      ...shown.summary.split(/\n\s*\n/).filter((text) => text.trim()).map((text) => make("p", "suggest-prose", text)),
      list(say.where, shown.places),
      list(say.who, shown.actors),
      list(say.numbers, shown.claims),
      list(say.sources, shown.sources),
      shown.notes.length ? make("div", "suggest-notes", list(say.notes, shown.notes)) : null,
    ].filter(Boolean),
  );
}

/** A claimed number in words. */
export function amount({ value, low, high }, say) {
  const grouped = (text) => text.replace(/^\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ","));
  if (value) return grouped(value);
  if (low && high) return `${grouped(low)}–${grouped(high)}`;
  if (low) return filled(say.moreThan, { n: grouped(low) });
  return high ? filled(say.upTo, { n: grouped(high) }) : "";
}

/**
 * Shows the files, one after another, each with what to do with it. `files` are `{kind, folder, name,
 * text}`; `templates` are how a file is shown and what is said of several, `form` carries where they go,
 * `proposal.text` is the address of the first one's proposal.
 */
export function handing(root, [template, both], files, form, say, proposal) {
  const told = JSON.stringify(files);
  if (drawn.get(root) === told) return; // what is in use stays as it is
  drawn.set(root, told);
  const { home } = form.dataset;
  const draw = (file, place) => {
    const branch = place && home ? branchIn(proposal.text, home) : null;
    return one(template, file, place, files.length, form.dataset, say, branch);
  };
  const sections = files.map(draw);
  root.replaceChildren(...sections);
  if (!both || files.length < 2) return;
  const section = both.content.firstElementChild.cloneNode(true);
  sections[0].after(together(section, home, proposal, say, () => {
    for (let place = 1; place < files.length; place++) {
      const anew = draw(files[place], place);
      sections[place].replaceWith(anew);
      sections[place] = anew;
    }
  }));
}

const drawn = new WeakMap();

function one(template, file, place, count, where, say, branch) {
  const made = template.content.firstElementChild.cloneNode(true);
  const whole = `${where.folder}/${file.folder}/${file.name}`;
  const name = make("bdi", "suggest-code", whole);
  name.dir = "ltr";
  const heading = count > 1 ? filled(file.kind === "source" ? say.fileSource : say.fileEvent, { n: place + 1, count }) : say.fileOnly;
  made.querySelector("h3").append(heading, " ", name);
  made.querySelector("pre").textContent = file.text;
  const how = made.querySelector("[data-how]");
  const state = made.querySelector(".suggest-state");
  const act = (kind) => made.querySelector(`[data-act="${kind}"]`);

  const open = act("open");
  const link = open.firstElementChild;
  const own = where[file.kind === "source" ? "sources" : "events"];
  if (own) {
    const address = branch ? inBranch(own, where.home, branch) : own;
    const named = `${address}?${where.name}=${encodeURIComponent(file.name)}`;
    const full = where.text ? `${named}&${where.text}=${encodeURIComponent(file.text)}` : null;
    const fits = full && full.length <= LONGEST;
    link.href = fits ? full : named;
    link.textContent = fits ? say.openFilled : say.openEmpty;
    how.textContent = fits ? say.howFilled : full ? say.howLong : say.howEmpty;
    if (branch) how.textContent = filled(fits ? say.inBranch : say.inBranchLong, { branch: branch.branch });
    else if (count > 1 && file.kind === "event") how.append(` ${say.together}`);
    if (!fits) open.parentElement.append(open); // first copied, then opened
  } else {
    how.textContent = where.mail ? say.howMail : say.howAlone;
    if (where.mail) {
      link.href = where.mail;
      link.textContent = say.mail;
      link.removeAttribute("target");
      open.parentElement.append(open);
    } else open.remove();
  }

  act("copy").firstElementChild.addEventListener("click", async () => {
    state.textContent = ""; // so that the same words are told once more
    try {
      await navigator.clipboard.writeText(file.text);
      state.textContent = say.copied;
    } catch {
      // No permission, or no secure context: the reader is left one keystroke away.
      made.querySelector("details").open = true;
      getSelection().selectAllChildren(made.querySelector("pre"));
      state.textContent = say.notCopied;
    }
  });
  const save = act("save").firstElementChild;
  save.download = file.name.split("/").at(-1);
  save.href = `data:text/yaml;charset=utf-8,${encodeURIComponent(file.text)}`;
  return made;
}

/** Lists what is still to be done; each line leads to its field. */
export function missing(root, faults, say) {
  if (!faults.length) return root.replaceChildren();
  const lines = faults.map(({ label, text, go }) => {
    const button = make("button", "suggest-plain", label);
    button.type = "button";
    button.addEventListener("click", go);
    return make("li", "", button, " ", ...isolated(text));
  });
  root.replaceChildren(make("p", "", say.stillToDo), make("ul", "", ...lines));
}

/** Shows records that may be of the same event. */
export function near(root, found, say) {
  root.hidden = !found.length;
  const lines = found.map(([id, title, date]) => {
    const link = make("a", "", title);
    link.href = new URL(`../../events/${id}/`, location.href);
    link.target = "_blank";
    return make("li", "", link, `، ${date}`);
  });
  root.replaceChildren(make("p", "", say.near), make("ul", "", ...lines));
}
