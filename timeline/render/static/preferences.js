// What the reader prefers, set on <html> before anything is painted: a classic script, first in the
// head. The attributes and their defaults stand in the HTML; frame.js keeps what is chosen.
(() => {
  const root = document.documentElement;
  const names = ["calendar", "digits", "scheme", "text"];
  const defaults = Object.fromEntries(names.map((name) => [name, root.dataset[name]]));
  root.dataset.scripted = ""; // what only scripts can serve is there from the first paint on
  function apply() {
    let kept;
    try {
      kept = JSON.parse(localStorage.getItem("timeline-preferences")) ?? {};
    } catch {
      return; // storage is blocked, or what it holds is not ours
    }
    for (const name of names) root.dataset[name] = kept[name] ?? defaults[name];
    follow();
  }
  // The browser's own colours, by the scheme that <html> carries.
  function follow() {
    const { scheme } = root.dataset;
    const set = scheme === "light" || scheme === "dark";
    document.querySelector("meta[name=color-scheme]").content = set ? scheme : "light dark";
    for (const meta of document.querySelectorAll("meta[name=theme-color]")) {
      const own = meta.dataset.scheme;
      meta.media = set ? (own === scheme ? "all" : "not all") : `(prefers-color-scheme: ${own})`;
    }
  }
  apply();
  addEventListener("storage", apply); // chosen in another tab
  addEventListener("pageshow", (event) => event.persisted && apply()); // or while this one slept
  addEventListener("timeline:preferences", follow); // chosen here, and perhaps not to be kept
})();
