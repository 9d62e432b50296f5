/* One clock for all pages: the browser's own. Injected into every frame before its scripts run. */
(() => {
  const now = () => performance.timeOrigin + performance.now();
  const press = () => { try { window.top.benchPressed = now(); } catch { /* another origin */ } };
  addEventListener("pointerdown", press, true);
  addEventListener("keydown", (event) => { if (event.key === "Enter") press(); }, true);

  const find = {
    frame: (part) => [...document.querySelectorAll("iframe")].find((f) => f.src.includes(part))?.contentWindow,
    texts: (id) => [...document.querySelectorAll(`[data-testid="${id}"]`)].map((e) => e.textContent),
    text: (selector) => document.querySelector(selector)?.textContent,
    /* Heading and first quotation of the card: several projects share a quotation. */
    quote: () => {
      const [title, quote] = ["h2", "blockquote"].map((name) => find.text(`.st-key-card ${name}`));
      return title && quote ? `${title}: ${quote}` : "";
    },
    paragraphs: (start) => find.texts("stMarkdownContainer").filter((t) => t.startsWith(start)),
    paragraph: () => find.paragraphs("QUOTE: ")[0] ?? "",
    word: () => find.texts("stText").find((t) => t.startsWith("word ")) ?? "",
    layers: (frame) => { let n = 0; frame?.map?.eachLayer((l) => { if (l.feature) n += 1; }); return n; },
    says: (text) => find.paragraphs(text).length > 0,
    count: () => document.querySelector(".st-key-count")?.textContent ?? "",
  };
  const tests = {
    "atlas-map": ({ n }) => {
      const map = find.frame("streamlit_folium")?.atlasMap;
      return map?.ready && map.drawn().length === n;
    },
    "atlas-text": ({ old }) => { const t = find.quote(); return t !== "" && t !== old; },
    "atlas-filter": ({ n, all }) => {
      const [shown, every] = [n, all].map((number) => number.toLocaleString("en"));
      return tests["atlas-map"]({ n }) && find.count().startsWith(`${shown} of ${every} `);
    },
    "tutorial-map": ({ n }) => find.layers(find.frame("streamlit_folium")) === n,
    "tutorial-text": ({ old }) => { const t = find.paragraph(); return t !== "" && t !== old; },
    "tutorial-filter": ({ n }) => find.layers(find.frame("streamlit_folium")) === n && find.says(`showing ${n} routes`),
    "deck-map": () => Boolean(document.querySelector("canvas")) && find.paragraphs("showing ").length > 0,
    "deck-text": ({ old }) => tests["tutorial-text"]({ old }),
    "floor-map": () => find.word() !== "",
    "floor-text": ({ old }) => find.word() !== old,
    "static-map": () => find.word() !== "" && Boolean(find.frame("/bench/")?.isDrawn),
  };
  const texts = { atlas: find.quote, tutorial: find.paragraph, deck: find.paragraph, floor: find.word };

  window.bench = {
    now,
    text: (who) => texts[who](),
    /* Resolve with the time at which a test first holds. It is asked at every change of the page and,
     * for what a canvas shows, at every frame. */
    until: (name, argument, limit) => new Promise((resolve) => {
      const started = now();
      let done = false;
      const look = () => {
        if (done) return;
        const holds = tests[name](argument);
        if (!holds && now() - started < limit) return;
        done = true; observer.disconnect(); resolve(holds ? now() : null);
      };
      const observer = new MutationObserver(look);
      observer.observe(document, { subtree: true, childList: true, characterData: true });
      const tick = () => { if (!done) { look(); requestAnimationFrame(tick); } };
      tick();
    }),
    /* In the map's frame: frames between a click and the highlight. */
    highlight: (id) => new Promise((resolve) => {
      addEventListener("click", () => {
        const clicked = now();
        let frames = 0;
        const tick = () => {
          frames += 1;
          if (window.atlasMap.selected() === id) resolve({ frames, ms: now() - clicked, at: now() });
          else if (frames < 600) requestAnimationFrame(tick);
          else resolve(null);
        };
        requestAnimationFrame(tick);
      }, { capture: true, once: true });
    }),
    startFrames: () => {
      const times = [];
      let on = true;
      const tick = (t) => { times.push(t); if (on) requestAnimationFrame(tick); };
      requestAnimationFrame(tick);
      window.bench.stopFrames = () => { on = false; return times; };
    },
  };
})();
