// Opens the search. What searches is loaded when the dialog is first opened, never before.

const dialog = document.querySelector("dialog.search");
const input = dialog.querySelector("input");

function open() {
  if (!dialog.open) dialog.showModal();
  input.focus();
  input.select();
  import("./finder.js").then(
    (finder) => finder.start(),
    () => {
      const state = dialog.querySelector(".state");
      state.textContent = state.dataset.failed;
    },
  );
}

dialog.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.isComposing) return;
  event.preventDefault(); // or the field would only be emptied
  dialog.close();
});
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  open();
});
for (const button of document.querySelectorAll("[data-search]")) {
  button.addEventListener("click", open);
}
