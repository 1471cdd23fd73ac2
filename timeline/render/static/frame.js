// The header's menu and the dialog of preferences, which preferences.js has applied already.

const root = document.documentElement;

const menu = document.querySelector(".menu");
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !menu.open) return;
  menu.open = false;
  if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
});
document.addEventListener("click", (event) => {
  if (!menu.contains(event.target)) menu.open = false;
});

const dialog = document.querySelector("dialog.preferences");
const form = dialog.querySelector("form");

// The names of the radio groups are those of the attributes on <html>.
function chosen() {
  return Object.fromEntries(new FormData(form));
}

function keep() {
  Object.assign(root.dataset, chosen()); // also where storage is blocked: for this page
  try {
    localStorage.setItem("timeline-preferences", JSON.stringify(chosen()));
  } catch {} // blocked or full
  dispatchEvent(new Event("timeline:preferences"));
}

function show() {
  for (const name of Object.keys(chosen())) {
    const known = [...form.elements[name]].some((radio) => radio.value === root.dataset[name]);
    if (known) form.elements[name].value = root.dataset[name];
  }
}

form.addEventListener("change", keep);
form.addEventListener("reset", () => setTimeout(keep)); // the radios change after the event
dialog.addEventListener("click", (event) => {
  if (event.target === dialog) dialog.close();
});
addEventListener("storage", show);
for (const button of document.querySelectorAll("[data-preferences]")) {
  button.addEventListener("click", () => {
    show();
    dialog.showModal();
    form.querySelector(":checked").focus(); // a group's own place for the focus, not its first radio
  });
}
