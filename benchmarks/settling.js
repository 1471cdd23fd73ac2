// Runs in every page before its own scripts: notes when it was drawn and when it came to rest.
window.bench = (() => {
  const QUIET = 500; // milliseconds without a long task, after which a page is at rest
  let drawn; // by the clock of the page, which begins as the page is asked for
  let busy = 0; // the end of the last task that took more than 50 ms
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) busy = Math.max(busy, task.startTime + task.duration);
  }).observe({ type: "longtask", buffered: true });

  // What was done is on the screen when the second frame from now begins.
  const painted = () =>
    new Promise((done) =>
      requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))),
    );

  const firstPaint = () =>
    performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Infinity;

  return {
    // Called by a page that says itself when it has drawn; else it is when all has loaded.
    drew: () => painted().then((at) => (drawn ??= at)),

    settled() {
      const first = firstPaint();
      if (drawn === undefined || first === Infinity) return null;
      if (performance.now() - Math.max(drawn, busy) < QUIET) return null;
      return {
        "first paint": first / 1000,
        drawn: drawn / 1000,
        usable: Math.max(first, drawn, busy) / 1000,
        nodes: document.querySelectorAll("*").length,
      };
    },

    // Clicks, and gives the seconds until the last change that follows is on the screen.
    async clicked(element, quiet) {
      let changed;
      let shown = 0;
      const seen = new MutationObserver(() => {
        changed = performance.now();
        painted().then((at) => (shown = at));
      });
      const all = { subtree: true, childList: true, attributes: true, characterData: true };
      seen.observe(document.documentElement, all);
      const start = performance.now();
      element.click();
      await new Promise((done) => {
        const look = setInterval(() => {
          const rest = performance.now() - Math.max(start, changed ?? 0, busy);
          if (rest < quiet || (changed && shown < changed)) return;
          clearInterval(look);
          done();
        }, 50);
      });
      seen.disconnect();
      return changed ? (shown - start) / 1000 : null;
    },
  };
})();
if (!window.ownWord) addEventListener("load", () => setTimeout(window.bench.drew));
