// Copies a citation as it stands in the page. Without this script its text is there to be selected.

for (const button of document.querySelectorAll("button[data-copy]")) {
  const source = document.getElementById(button.dataset.copy);
  const state = button.closest("section").querySelector("[role=status]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    state.textContent = ""; // so that the same words are told once more
    const text = source.textContent;
    try {
      await navigator.clipboard.writeText(button.dataset.lines ? text.replace(/\n/g, "\r\n") : text);
      state.textContent = state.dataset.copied;
    } catch {
      // No permission, or no secure context: the reader is left one keystroke away.
      source.closest("details").open = true;
      getSelection().selectAllChildren(source);
      state.textContent = state.dataset.failed;
    }
  });
}
