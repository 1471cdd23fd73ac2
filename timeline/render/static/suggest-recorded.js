// What is recorded already, in the parts of timeline/render/recorded.py. A part is loaded when it is
// first asked for, and until then nothing is known of it; so it is, too, where it cannot be had.

const MOST = 5; // years of a date that are looked through
const SHARES = 32; // of the ids that are taken

/**
 * `paths` names the parts; `root` is the address that they start at; `arrived` is told when there is
 * more to know. Each answer is a list of rows, or null while nothing is known.
 */
export function recorded(paths, root, arrived) {
  const parts = new Map();

  async function load(name) {
    try {
      const response = await fetch(new URL(paths[name], root));
      if (!response.ok) return; // as good as unknown
      parts.set(name, await response.json());
      arrived();
    } catch {
      addEventListener("online", () => parts.delete(name), { once: true });
    }
  }

  function part(name) {
    if (!(name in paths)) return [];
    if (!parts.has(name)) {
      parts.set(name, null);
      load(name);
    }
    return parts.get(name);
  }

  return {
    /** All that another event can be related to: [id, headline]. */
    all: () => part("all"),
    /** Those that share a beginning with an id: [id, headline], of withdrawn ones the id alone. */
    like(id) {
      const sum = [...id.replace(/-[0-9]$/, "")].reduce((all, letter) => all + letter.codePointAt(0), 0);
      return part(`ids-${sum % SHARES}`);
    },
    /** Those of some years: [id, headline, first month, last month, date in words, places]. */
    between(first, last) {
      const years = Object.keys(paths).filter((name) => Number(name) >= first && Number(name) <= last);
      const found = [...years.slice(0, MOST), "long"].flatMap((name) => part(name) ?? []);
      return [...new Map(found.map((row) => [row[0], row])).values()];
    },
  };
}
