// Several files in one proposal. After the first is proposed, GitHub stands at an address that names the
// branch which it made for it; the other files are then made in that branch, and the proposal holds all.

const NAME = /^[A-Za-z0-9-]+$/;
const REPOSITORY = /^(?!\.{1,2}$)[A-Za-z0-9._-]+$/;
const BRANCH = /^(?!.*\.\.)(?![./-])[A-Za-z0-9._/-]+(?<![./])$/;

/**
 * The branch that an address is about: the path of its repository and branch, `USER/REPO/new/BRANCH/`
 * to be; null if it is of another host or not such an address. `home` is the repository's address.
 */
export function branchIn(text, home) {
  const own = new URL(home);
  let url, steps;
  try {
    url = new URL(text.trim());
    steps = url.pathname.split("/").slice(1).map(decodeURIComponent);
  } catch {
    return null;
  }
  if (url.origin !== own.origin || url.username || url.password) return null;
  const [user, repository, kind, ...rest] = steps;
  const found = { compare: compared, tree: ({ rest: all }) => ({ branch: all.join("/") }) }[kind]?.({ rest });
  if (!found) return null;
  const all = { user, repository, ...found };
  if (!NAME.test(all.user) || !REPOSITORY.test(all.repository) || !BRANCH.test(all.branch)) return null;
  const path = `/${all.user}/${all.repository}`;
  return path.toLowerCase() === own.pathname.toLowerCase() && all.branch === "main" ? null : { path, branch: all.branch };
}

// base...branch, base...user:branch or base...user:repository:branch
function compared({ rest }) {
  const [, head] = rest.join("/").split("...");
  const names = head?.split(":") ?? [];
  if (names.length === 1) return { branch: names[0] };
  if (names.length === 2) return { user: names[0], branch: names[1] };
  return names.length === 3 ? { user: names[0], repository: names[1], branch: names[2] } : null;
}

/** Where a file is made in that branch; `address` is where it is made in the repository's own. */
export function inBranch(address, home, { path, branch }) {
  const folder = address.slice(`${home}/new/main`.length);
  return `${new URL(home).origin}${path}/new/${branch}${folder}`;
}

/** Makes the box for the address work: `proposal.text` holds it, `changed` is told. */
export function together(section, home, proposal, say, changed) {
  const box = section.querySelector("input");
  const said = section.querySelector("[role=status]");
  const tell = () => {
    const wrong = proposal.text.trim() && !branchIn(proposal.text, home);
    said.textContent = wrong ? say.noProposal : "";
    if (wrong) box.setAttribute("aria-invalid", "true");
    else box.removeAttribute("aria-invalid");
  };
  box.value = proposal.text;
  box.addEventListener("input", () => {
    proposal.text = box.value;
    tell();
    changed();
  });
  tell();
  return section;
}
