// The reader without this works the same; with it, facts stand open on wide screens that cannot
// do so by style, an anchor of another page of the text is followed, and texts can be copied.
"use strict";

const wide = window.matchMedia("(min-width: 62.01rem)");
const unfolded = CSS.supports("selector(::details-content)");

function unfold() {
  for (const margin of document.querySelectorAll(".margin")) margin.open = wide.matches;
}

if (!unfolded) {
  unfold();
  wide.addEventListener("change", unfold);
}

function follow() {
  const found = /^#p(\d+)$/.exec(location.hash);
  if (!found || document.getElementById(`p${found[1]}`) || !document.querySelector(".reading")) return;
  const there = new URL(location.href);
  if (there.searchParams.get("from") === found[1]) return;
  there.searchParams.set("from", found[1]);
  location.replace(there);
}

window.addEventListener("hashchange", follow);
follow();

for (const button of document.querySelectorAll("button[data-copies]")) {
  const source = document.getElementById(button.dataset.copies);
  const said = document.getElementById(`${button.dataset.copies}-said`);
  button.hidden = false;
  button.addEventListener("click", async () => {
    source.select();
    try {
      await navigator.clipboard.writeText(source.value);
      said.textContent = "Copied.";
    } catch {
      said.textContent = "The text is selected: copy it with your keyboard.";
    }
  });
}
