"use strict";
// A report reads well without this: it adds search, keys, and lines between conflicting numbers.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const search = document.getElementById("search");
  const rows = all("ol > li[id]");
  let current = null;

  search.closest("label").hidden = false;
  document.querySelector(".keys").hidden = false;

  function clear() {
    all(".on, .with").forEach((node) => node.classList.remove("on", "with"));
    all("svg.link").forEach((node) => node.remove());
  }

  function line(text, from, to) {
    const space = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(space, "svg");
    const path = document.createElementNS(space, "path");
    const box = text.getBoundingClientRect();
    const spot = (node) => {
      const at = node.getClientRects()[0];
      return [at.left + at.width / 2 - box.left + text.scrollLeft, at.top - box.top + text.scrollTop];
    };
    const [x1, y1] = spot(from), [x2, y2] = spot(to);
    const bend = Math.min(60, 20 + Math.abs(y2 - y1) / 4);
    path.setAttribute("d", `M${x1} ${y1} C${x1} ${y1 - bend} ${x2} ${y2 - bend} ${x2} ${y2}`);
    svg.setAttribute("class", "link");
    svg.setAttribute("width", "1");
    svg.setAttribute("height", "1");
    svg.append(path);
    text.append(svg);
  }

  function select(row) {
    clear();
    current = row;
    const mark = document.getElementById(row.querySelector(".quote").hash.slice(1));
    row.classList.add("on");
    if (!mark) return;
    mark.classList.add("on");
    const text = mark.closest(".source");
    if (row.dataset.group) {
      for (const other of all(`a.m[id][data-group="${row.dataset.group}"]`, text)) {
        if (other === mark) continue;
        other.classList.add("with");
        line(text, mark, other);
      }
    }
    mark.scrollIntoView({ block: "nearest" });
    row.scrollIntoView({ block: "nearest" });
  }

  function step(by) {
    const shown = rows.filter((row) => row.classList.contains("disputed") && row.offsetParent);
    if (!shown.length) return;
    const at = shown.indexOf(current);
    const next = at < 0 ? (by > 0 ? 0 : shown.length - 1) : (at + by + shown.length) % shown.length;
    select(shown[next]);
    shown[next].querySelector(".quote").focus();
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.m, a.quote");
    if (!link) return;
    const row = link.matches(".quote") ? link.closest("li") : document.getElementById(link.hash.slice(1));
    if (row) select(row);
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") { clear(); search.value = ""; search.dispatchEvent(new Event("input")); search.blur(); }
    if (event.target.matches("input[type=search]")) return;
    if (event.key === "n") step(1);
    if (event.key === "p") step(-1);
    if (event.key === "/") { event.preventDefault(); search.focus(); }
  });
  search.addEventListener("input", () => {
    const wanted = search.value.trim().toLowerCase();
    for (const row of rows) row.classList.toggle("hidden", !row.textContent.toLowerCase().includes(wanted));
  });
})();
