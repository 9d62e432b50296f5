/* What the page does in the browser: the list of the projects shown, and links that select.
 *
 * The list mirrors the map. It reads the map's index by its address, hears from the map's frame what
 * is shown and what is selected, and asks the map to choose. So no choice from it loads the page
 * again, and a list of 10,000 costs the server nothing. Every word from the data is set as text.
 */
const PAGE = 30;
const COLUMNS = [["name", "Name"], ["kind", "Type"], ["status", "Last reported status"], ["countries", "Countries"], ["length", "Drawn length"]];
const byText = new Intl.Collator("en", { sensitivity: "base", numeric: true });

function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function frames() { return [...document.querySelectorAll(".st-key-map iframe")]; }

function tellMap(message) {
  frames().forEach((frame) => frame.contentWindow.postMessage(message, window.location.origin));
}

class ProjectList {
  constructor(box, index) {
    Object.assign(this, { box, index, shown: null, selected: null, column: "name", down: false, page: 0, orders: {}, statuses: {} });
    this.position = new Map(index.ids.map((id, n) => [id, n]));
    window.addEventListener("message", this.heard = (event) => this.hear(event));
    tellMap({ type: "corridors:ask" });
  }

  hear({ origin, data }) {
    if (!this.box.isConnected) return window.removeEventListener("message", this.heard);
    if (origin !== window.location.origin || !data || data.type !== "corridors:view") return;
    const statuses = JSON.stringify(data.statuses), key = data.shown.join("") + statuses;
    if (statuses !== this.statusesKey) { this.statusesKey = statuses; this.statuses = data.statuses; this.orders = {}; }
    if (key !== this.key) { this.key = key; this.shown = data.shown; this.page = 0; this.selected = data.selected; return this.draw(); }
    if (data.selected !== this.selected) { this.selected = data.selected; this.mark(); }
  }

  cell(column, n) {
    const { index } = this;
    switch (column) {
      case "kind": return index.kinds[index.kind[n]].label;
      case "status": {
        const [status, when] = this.statuses[n] || [index.status[n], index.status_when[n]];
        return status ? `${index.status_words[status]}, ${when}` : "not stated";
      }
      case "countries": return index.countries[n].map((code) => index.country_names[code] || code).join(", ");
      case "length": return index.length[n] ? `${index.length[n].toLocaleString("en")} km` : "";
      default: return index.names[n];
    }
  }

  /* All positions in the order of a column; each order is worked out once. Sites have no length and come last. */
  order() {
    const { column, index } = this;
    if (!this.orders[column]) {
      const texts = index.ids.map((_, n) => (column === "length" ? index.length[n] : this.cell(column, n)));
      const compare = column === "length" ? (a, b) => texts[b] - texts[a] : (a, b) => byText.compare(texts[a], texts[b]);
      this.orders[column] = index.ids.map((_, n) => n).sort((a, b) => compare(a, b) || byText.compare(index.names[a], index.names[b]));
    }
    return this.orders[column];
  }

  draw() {
    const all = this.order().filter((n) => this.shown[n]);
    if (this.down) all.reverse();
    const pages = Math.max(1, Math.ceil(all.length / PAGE));
    this.page = Math.min(this.page, pages - 1);
    const focused = document.activeElement && this.box.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    const rows = all.slice(this.page * PAGE, (this.page + 1) * PAGE);
    this.box.replaceChildren(all.length ? this.table(rows) : element("p", "No project fits the filters."));
    if (pages > 1) this.box.append(this.pager(pages, all.length));
    if (focused) { const again = [...this.box.querySelectorAll("[data-key]")].find((b) => b.dataset.key === focused); if (again) again.focus({ preventScroll: true }); }
  }

  table(rows) {
    const table = element("table"), head = element("tr"), body = element("tbody");
    COLUMNS.forEach(([column, label]) => {
      const cell = element("th", undefined, { scope: "col", class: `column-${column}` });
      const isOrder = column === this.column;
      const button = element("button", label, { type: "button", "data-key": `sort-${column}`, title: `Sort by ${label.toLowerCase()}` });
      if (isOrder) { cell.setAttribute("aria-sort", this.down ? "descending" : "ascending"); button.append(element("span", this.down ? " ↓" : " ↑", { "aria-hidden": "true" })); }
      button.onclick = () => { this.down = isOrder && !this.down; this.column = column; this.page = 0; this.draw(); };
      cell.append(button); head.append(cell);
    });
    rows.forEach((n) => {
      const row = element("tr"), id = this.index.ids[n];
      COLUMNS.forEach(([column]) => {
        const cell = element("td", column === "name" ? undefined : this.cell(column, n), { class: `column-${column}` });
        if (column === "name") {
          const button = element("button", this.index.names[n], { type: "button", "data-project": id, "data-key": `project-${id}` });
          button.onclick = () => choose({ project: id });
          cell.append(button);
        }
        row.append(cell);
      });
      body.append(row);
    });
    const caption = element("caption", "Projects shown on the map; a name opens its card");
    const top = element("thead"); top.append(head);
    table.append(caption, top, body);
    this.mark(table);
    return table;
  }

  mark(root = this.box) {
    root.querySelectorAll("button[data-project]").forEach((button) => {
      if (button.dataset.project === this.selected) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    });
  }

  pager(pages, total) {
    const bar = element("nav", undefined, { "aria-label": "Pages of the list" });
    const first = this.page * PAGE + 1, last = Math.min(total, first + PAGE - 1);
    const turn = (label, to) => {
      const button = element("button", label, { type: "button", "data-key": label });
      button.disabled = to < 0 || to >= pages;
      button.onclick = () => { this.page = to; this.draw(); };
      return button;
    };
    const number = element("input", undefined, { type: "number", min: 1, max: pages, value: this.page + 1, "aria-label": `Page of ${pages.toLocaleString("en")}`, "data-key": "page" });
    number.onchange = () => { this.page = Math.min(Math.max(1, Number(number.value) || 1), pages) - 1; this.draw(); };
    bar.append(turn("‹ Back", this.page - 1), element("span", `${first.toLocaleString("en")}–${last.toLocaleString("en")} of ${total.toLocaleString("en")}, page `), number, element("span", `of ${pages.toLocaleString("en")}`), turn("Next ›", this.page + 1));
    return bar;
  }
}

function choose(what) {
  tellMap({ type: "corridors:choose", ...what });
  const card = document.querySelector(".st-key-card");
  if (card) { card.scrollTop = 0; card.scrollIntoView({ block: "nearest" }); }
}

/* Links of the card to another project or a country select it; opened in a new tab they are addresses. */
function selectByLinks() {
  if (window.corridorLinks) return;
  window.corridorLinks = true;
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest(".st-key-card a[href^='?']") : null;
    if (!link || !frames().length) return;
    const asked = new URLSearchParams(link.getAttribute("href"));
    const what = { project: asked.get("project"), place: asked.get("place") };
    if (!what.project && !what.place) return;
    event.preventDefault();
    choose(what);
  });
}

export async function mount(box, address) {
  selectByLinks();
  try {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${answer.status} for ${address}`);
    new ProjectList(box, await answer.json());
  } catch (error) {
    box.replaceChildren(element("p", "The list could not be loaded. Reload the page to try again."));
    console.error(error);
  }
}
