// Reloads the page when the preview has something new to show, and keeps the place on it.

const KEY = "timeline-preview";
const { version } = document.querySelector(".preview-panel").dataset;
const here = location.pathname + location.search;
const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
sessionStorage.removeItem(KEY);
if (kept?.here === here) scrollTo({ top: kept.top, behavior: "instant" });

let changes;

// A page that is not looked at keeps no line open: browsers open six to a server and then wait.
function follow() {
  changes?.close();
  if (document.hidden) return;
  changes = new EventSource("/@preview/changes");
  changes.addEventListener("message", ({ data }) => {
    if (data === version) return;
    changes.close();
    sessionStorage.setItem(KEY, JSON.stringify({ here, top: scrollY }));
    location.reload();
  });
}

document.addEventListener("visibilitychange", follow);
follow();
