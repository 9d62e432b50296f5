/* The map's controller: runs inside the frame of the map, beside Leaflet.
 *
 * The page sends a small state (what is visible, what is selected, where to look, the palette);
 * geometry comes by content-hashed addresses. Every word from the data reaches the page as text.
 */
(function () {
  "use strict";

  const DASHES = { given: null, traced: null, approximate: "9 6", schematic: "1 7" };
  const HIGH_ZOOM = 7;      // from here on the full curated lines are drawn
  const BASE_HIGH_ZOOM = 6; // from here on the finer land and water are drawn
  const MOST_KINDS = 40;    // project types that the legend lists
  const FAN_RADIUS = 11;    // pixels between the middle of a town and its symbols
  const SYMBOL_RADIUS = 7;
  const COARSE = matchMedia("(pointer: coarse)").matches; // a finger
  const SAME_PLACE = COARSE ? 5 : 1; // pixels within which two lines lie on each other

  /* ---- symbols: a circle marker that is drawn as another shape -------------------------- */

  const SHAPES = {
    circle: (c, r) => c.arc(0, 0, r * 0.9, 0, 2 * Math.PI),
    square: (c, r) => c.rect(-r * 0.8, -r * 0.8, r * 1.6, r * 1.6),
    diamond: (c, r) => polygon(c, r * 1.1, 4, 0),
    triangle: (c, r) => polygon(c, r * 1.15, 3, 0),
    pentagon: (c, r) => polygon(c, r, 5, 0),
    hexagon: (c, r) => polygon(c, r, 6, 0),
    star: (c, r) => star(c, r * 1.2),
    house: (c, r) => path(c, r, [[-0.8, 0.9], [-0.8, -0.1], [0, -1], [0.8, -0.1], [0.8, 0.9]]),
    bolt: (c, r) => path(c, r * 1.15, [[0.2, -1], [-0.7, 0.2], [-0.1, 0.2], [-0.2, 1], [0.7, -0.2], [0.1, -0.2]]),
    drop: (c, r) => { c.moveTo(0, -r * 1.15); c.bezierCurveTo(r * 1.4, r * 0.4, r * 0.7, r, 0, r);
                      c.bezierCurveTo(-r * 0.7, r, -r * 1.4, r * 0.4, 0, -r * 1.15); c.closePath(); },
    arch: (c, r) => { c.moveTo(-r * 0.9, r * 0.8); c.lineTo(-r * 0.9, 0);
                      c.arc(0, 0, r * 0.9, Math.PI, 0); c.lineTo(r * 0.9, r * 0.8); c.closePath(); },
  };
  function path(c, r, points) {
    points.forEach(([x, y], i) => (i ? c.lineTo(x * r, y * r) : c.moveTo(x * r, y * r)));
    c.closePath();
  }
  function polygon(c, r, n, turn) {
    path(c, r, Array.from({ length: n }, (_, i) => {
      const a = turn - Math.PI / 2 + (2 * Math.PI * i) / n;
      return [Math.cos(a), Math.sin(a)];
    }));
  }
  function star(c, r) {
    path(c, r, Array.from({ length: 10 }, (_, i) => {
      const a = -Math.PI / 2 + (Math.PI * i) / 5, d = i % 2 ? 0.45 : 1;
      return [d * Math.cos(a), d * Math.sin(a)];
    }));
  }
  function distanceToLine(layer, point) {
    let best = Infinity;
    for (const part of layer._parts) for (let i = 1; i < part.length; i++) {
      best = Math.min(best, L.LineUtil.pointToSegmentDistance(point, part[i - 1], part[i]));
    }
    return best;
  }
  function drawSymbol(c, shape, style) {
    c.beginPath();
    (SHAPES[shape] || SHAPES.circle)(c, style.radius);
    c.lineJoin = "round";
    c.lineWidth = 4.5; c.strokeStyle = style.paper; c.stroke();
    c.fillStyle = style.hollow ? style.paper : style.colour; c.fill();
    c.lineWidth = style.hollow ? 2.2 : 1.2;
    c.strokeStyle = style.hollow ? style.colour : style.paper;
    c.stroke();
  }

  /* Lines and areas that can be switched off without being taken off the map: a filter then costs
   * one redraw, however many there are. */
  const Line = L.Polyline.extend({ _updatePath() { if (!this.isOff) L.Polyline.prototype._updatePath.call(this); } });
  const Area = L.Polygon.extend({ _updatePath() { if (!this.isOff) L.Polygon.prototype._updatePath.call(this); } });

  const SiteSymbol = L.CircleMarker.extend({
    _project() {
      L.CircleMarker.prototype._project.call(this);
      const [dx, dy] = this.options.offset;
      this._point = this._point.add([dx, dy]);
      this._updateBounds();
    },
    _updatePath() {
      const renderer = this._renderer;
      if (this.isOff || !renderer._drawing || this._empty()) return;
      const c = renderer._ctx, o = this.options;
      c.save();
      c.translate(this._point.x, this._point.y);
      c.setLineDash([]);
      drawSymbol(c, o.shape, { radius: o.radius, colour: o.color, hollow: o.hollow, paper: o.paper });
      c.restore();
    },
  });

  /* ---- reading what the server sends ------------------------------------------------------ */

  function decodeLine(numbers, decimals) {
    const scale = 10 ** -decimals, points = new Array(numbers.length / 2);
    let x = 0, y = 0;
    for (let i = 0; i < points.length; i++) {
      x += numbers[2 * i]; y += numbers[2 * i + 1];
      points[i] = [y * scale, x * scale];
    }
    return points;
  }
  async function decodeMask(text, n) {
    const packed = new Blob([Uint8Array.from(atob(text), (c) => c.charCodeAt(0))]);
    const bytes = new Uint8Array(await new Response(packed.stream().pipeThrough(new DecompressionStream("deflate-raw"))).arrayBuffer());
    return Array.from({ length: n }, (_, i) => (bytes[i >> 3] >> (7 - (i & 7))) & 1);
  }
  async function fetchJson(address) {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${answer.status} for ${address}`);
    return answer.json();
  }
  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  /* ---- the map ------------------------------------------------------------------------------ */

  class AtlasMap {
    constructor(map, config, files, later) {
      this.map = map; this.config = config; this.files = files; this.later = later; this.base = {};
      this.state = null; this.index = null; this.mask = []; this.hiddenKinds = new Set();
      this.layers = []; this.clicks = 0; this.selectedLocally = undefined; this.lastFocus = null;
      this.fetched = {}; this.pending = 2; this.online = false;
      for (const [name, z] of [["land", 210], ["water", 215], ["borders", 220], ["halo", 395], ["corridors", 400], ["chosen", 410], ["names", 620]]) {
        map.createPane(name).style.zIndex = z;
        if (name !== "names") map.getPane(name).style.pointerEvents = "none";
      }
      const canvas = (pane) => L.canvas({ pane, padding: 0.3, tolerance: COARSE ? 12 : 6 });
      this.renderers = { land: canvas("land"), water: canvas("water"), borders: canvas("borders"), halo: canvas("halo"), corridors: canvas("corridors"), chosen: canvas("chosen") };
      this.groups = {};
      for (const name of ["land", "water", "borders", "names", "towns", "halo", "corridors", "chosen"]) this.groups[name] = L.layerGroup().addTo(map);
      this.note = this._control("bottomleft", "atlas-note");
      this.note.setAttribute("role", "status");
      this._say("Loading the map …");
      this.tip = map.getContainer().appendChild(element("div", "atlas-tip"));
      this._addControls();
      map.on("click", (e) => this._onClick(e)).on("mousemove", (e) => this._onMove(e)).on("mouseout", () => this._hideTip())
        .on("zoomend", () => this._onZoom()).on("movestart", () => { this._closeChooser(); this._hideTip(); });
      this._load();
    }

    async _load() {
      try {
        const [index, lines] = await Promise.all([this.files.index, this.files["lines-low"]]);
        this.index = index; this.lines = { low: lines };
        await this._loadBase("low").catch(() => this._say("The base map could not be loaded.", true));
        this.index.position = new Map(index.ids.map((id, i) => [id, i]));
        this._say("");
        if (this.state) this._apply();
      } catch (error) {
        this._say("The map's data could not be loaded. Reload the page to try again.", true);
        console.error(error);
      }
    }

    /* A file by its name: the first ones are under way, the others come when they are first needed. */
    _file(name) { return this.files[name] || fetchJson(this.later[name]); }

    async _loadBase(band) {
      if (this.fetched[band]) return;
      this.fetched[band] = true;
      this.base[band] = await this._file(`base-${band}`);
      this._drawBase();
    }

    _drawBase() {
      const band = this.map.getZoom() >= BASE_HIGH_ZOOM && this.base.high ? "high" : "low";
      const palette = this.palette();
      if (!this.base[band] || (this.baseDrawn === band + palette.name + this.online)) return;
      this.baseDrawn = band + palette.name + this.online;
      const { land, water, borders } = this.base[band];
      const styles = {
        land: { stroke: false, fill: !this.online, fillColor: palette.land, fillOpacity: 1 },
        water: (f) => f.properties.kind === "lake" ? { stroke: false, fill: !this.online, fillColor: palette.water, fillOpacity: 1 }
          : { color: palette.water, weight: 1, fill: false, stroke: !this.online },
        borders: { color: palette.border, weight: 1.1, fill: false, dashArray: null },
      };
      [["land", land], ["water", water], ["borders", borders]].forEach(([name, data]) => {
        this.groups[name].clearLayers();
        this.groups[name].addLayer(L.geoJSON(data, { renderer: this.renderers[name], pane: name, interactive: false, style: styles[name], smoothFactor: 0.6 }));
      });
      this.map.getContainer().style.background = palette.water;
    }

    /* The page's theme as the frame is told of it, else as the state has it. */
    palette() { return this.config.palettes[this.theme || (this.state && this.state.palette) || "light"]; }

    /* -- what the page around the frame says and is told -- */

    hear({ type, theme, project, place }) {
      if (type === "streamlit:render" && theme) this.setTheme(theme.base);
      if (type === "corridors:ask") this._tell();
      if (type === "corridors:choose" && this.index) {
        if (project && this.index.position.has(project)) this.choose(project, true);
        else if (place && this.index.cards.includes(place)) { this._lookAt({ place }); this._send({ place }); }
      }
    }

    /* Tell the page which projects the filters leave and which one is selected: its list mirrors the map. */
    _tell() {
      if (!this.index || !this.state) return;
      window.parent.postMessage({ type: "corridors:view", shown: this.mask, selected: this.selected(), statuses: this.state.statuses || {} }, window.location.origin);
    }

    setTheme(name) {
      if (!this.config.palettes[name] || name === this.theme) return;
      this.theme = name;
      if (this.index && this.state) this._apply();
    }

    /* -- projects -- */

    _build() {
      const { index } = this, palette = this.palette();
      this.groups.corridors.clearLayers();
      this.layers = index.ids.map(() => []);
      this._eachLine("low", (n, project, accuracy, points, isArea) => {
        const kind = index.kinds[index.kind[project]], [status] = this.statusOf(project);
        const line = new (isArea ? Area : Line)(points, this._lineStyle(kind, status, accuracy, isArea));
        line.project = project; line.line = n;
        this.layers[project].push(line);
        if (status === "construction" && !isArea) {
          const core = new Line(points, { renderer: this.renderers.corridors, pane: "corridors", interactive: false, color: palette.land, weight: 1.5, smoothFactor: 1 });
          core.core = true; core.project = project; core.line = n;
          this.layers[project].push(core);
        }
      });
      this._fanOut().forEach(([project, site, offset]) => {
        const kind = index.kinds[index.kind[project]];
        const symbol = new SiteSymbol([site.lat, site.lon], { renderer: this.renderers.corridors, pane: "corridors", interactive: false, radius: SYMBOL_RADIUS, shape: kind.symbol, color: kind.colour, paper: palette.paper, hollow: site.hollow, offset, weight: 2 });
        symbol.project = project; symbol.site = true;
        this.layers[project].push(symbol);
      });
      this.shown = new Set();
      this.layers.flat().forEach((layer) => { layer.isOff = true; this.groups.corridors.addLayer(layer); });
    }

    _eachLine(band, visit) {
      const lines = this.lines[band];
      lines.lines.forEach(([project, accuracy, shape, numbers], n) => {
        const points = shape === "A" ? numbers.map((ring) => decodeLine(ring, lines.decimals)) : decodeLine(numbers, lines.decimals);
        visit(n, project, accuracy, points, shape === "A");
      });
    }

    _lineStyle(kind, status, accuracy, isArea) {
      const weight = status === "proposed" ? 2.2 : status === "construction" ? 4.2 : 3;
      return { renderer: this.renderers.corridors, pane: "corridors", interactive: false, color: kind.colour, weight,
        opacity: ["cancelled", "shelved", "retired", "mothballed"].includes(status) ? 0.45 : 0.95,
        dashArray: DASHES[accuracy], lineCap: "round", smoothFactor: 1, fill: isArea, fillColor: kind.colour, fillOpacity: 0.25 };
    }

    /* Sites in one town stand side by side, so that each can be seen and clicked. */
    _fanOut() {
      const at = new Map(), placed = [];
      this.index.sites.forEach(([project, precision, lon, lat]) => {
        const key = `${lon},${lat}`;
        if (!at.has(key)) at.set(key, []);
        at.get(key).push([project, { lon, lat, hollow: precision === "country" }]);
      });
      at.forEach((sites) => sites.forEach(([project, site], i) => {
        const a = (2 * Math.PI * i) / sites.length - Math.PI / 2, r = sites.length > 1 ? FAN_RADIUS : 0;
        placed.push([project, site, [Math.round(r * Math.cos(a)), Math.round(r * Math.sin(a))]]);
      }));
      return placed;
    }

    /* Status and date of its report, as known on the day that the state is of; both null where no source tells. */
    statusOf(project) {
      const { status, status_when: when } = this.index;
      return (this.state.statuses && this.state.statuses[project]) || [status[project], when[project]];
    }

    sayStatus(project) {
      const [status, when] = this.statusOf(project);
      return status ? `last reported ${this.index.status_words[status]}, ${when}` : "status not stated";
    }

    apply(state) {
      this.state = state;
      window.atlasMap.ready = false;
      if (this.index) this._apply();
    }

    async _apply() {
      window.atlasMap.ready = false;
      const { state } = this, theme = this.palette().name;
      if (this.maskText !== state.visible) {
        const mask = await decodeMask(state.visible, this.index.ids.length);
        if (state !== this.state) return; // a newer state has come
        this.mask = mask; this.maskText = state.visible;
      }
      const statuses = JSON.stringify(state.statuses || {});
      if (this.paletteName !== theme || this.statusesDrawn !== statuses) {
        this.paletteName = theme; this.statusesDrawn = statuses;
        document.documentElement.dataset.theme = theme;
        this._drawBase();
        this._build(); this._buildLegend();
      }
      this.selectedLocally = undefined;
      this._show();
      this._drawNames();
      if (state.focus && state.focus !== this.lastFocus) { this.lastFocus = state.focus; this._lookAt(state); }
      this._tell();
      this._whenDrawn();
    }

    _whenDrawn() {
      requestAnimationFrame(() => { window.atlasMap.ready = true; }); // what the canvas holds is painted with this frame
    }

    _show() {
      this.shown.clear();
      this.layers.forEach((layers, project) => {
        const on = Boolean(this.mask[project]) && !this.hiddenKinds.has(this.index.kind[project]);
        if (on) this.shown.add(project);
        layers.forEach((layer) => { layer.isOff = !on; });
      });
      const renderer = this.renderers.corridors;
      renderer._redrawBounds = null;
      if (renderer._ctx) renderer._redraw();
      this._drawSelected();
    }

    selected() {
      if (this.selectedLocally !== undefined) return this.selectedLocally;
      return (this.state && this.state.selected) || null;
    }

    _drawSelected() {
      const { halo, chosen } = this.groups, project = this.index.position.get(this.selected());
      halo.clearLayers(); chosen.clearLayers();
      if (project === undefined || !this.shown.has(project)) return;
      const palette = this.palette();
      this.layers[project].forEach((layer) => {
        if (layer.site) {
          halo.addLayer(new SiteSymbol(layer.getLatLng(), { ...layer.options, renderer: this.renderers.halo, pane: "halo", shape: "circle", radius: SYMBOL_RADIUS * 2, color: palette.halo, hollow: false }));
          chosen.addLayer(new SiteSymbol(layer.getLatLng(), { ...layer.options, renderer: this.renderers.chosen, pane: "chosen", radius: SYMBOL_RADIUS + 1.5 }));
        } else {
          const make = layer instanceof L.Polygon ? L.polygon : L.polyline, points = layer.getLatLngs();
          if (!layer.core) halo.addLayer(make(points, { renderer: this.renderers.halo, pane: "halo", interactive: false, color: palette.halo, weight: 12, opacity: 0.85, fill: false, lineCap: "round" }));
          chosen.addLayer(make(points, { ...layer.options, renderer: this.renderers.chosen, pane: "chosen", opacity: 1 }));
        }
      });
    }

    boundsOf(id) {
      const project = this.index.position.get(id);
      if (project === undefined) return null;
      const [w, s, e, n] = this.index.bounds[project];
      return L.latLngBounds([s, w], [n, e]);
    }

    _lookAt(state) {
      if (state.selected) this._zoomTo(state.selected);
      else if (state.place) {
        const place = this.base.low && this.base.low.places.features.find((f) => f.properties.id === state.place);
        if (place) this.map.setView([place.geometry.coordinates[1], place.geometry.coordinates[0]], Math.max(5, place.properties.from_zoom), { animate: false });
      }
    }

    _zoomTo(id) {
      const bounds = this.boundsOf(id);
      if (bounds) this.map.fitBounds(bounds, { padding: [40, 40], maxZoom: 8, animate: false });
    }

    /* -- clicks -- */

    /* Projects under a point: a symbol goes before a line, a line before an area. Of several, those
     * that are as near as the nearest: lines that merely pass close by are not asked about. */
    hits(point) {
      const near = { site: [], line: [], area: [] };
      this.shown.forEach((project) => {
        for (const layer of this.layers[project]) {
          if (layer.core || !layer._pxBounds) continue;
          const reach = layer.site ? SYMBOL_RADIUS + 2 : layer._clickTolerance(), { min, max } = layer._pxBounds;
          if (point.x < min.x - reach || point.x > max.x + reach || point.y < min.y - reach || point.y > max.y + reach) continue;
          const isArea = layer instanceof L.Polygon;
          const far = layer.site ? layer._point.distanceTo(point) : isArea ? (layer._containsPoint(point) ? 0 : Infinity) : distanceToLine(layer, point);
          if (far <= reach) near[layer.site ? "site" : isArea ? "area" : "line"].push([project, far]);
        }
      });
      const kind = ["site", "line", "area"].find((name) => near[name].length);
      if (!kind) return [];
      const best = Math.min(...near[kind].map(([, far]) => far));
      return [...new Set(near[kind].filter(([, far]) => far <= best + SAME_PLACE).map(([project]) => project))];
    }

    _onClick(event) {
      this._closeChooser();
      if (!this.index) return;
      const found = this.hits(event.layerPoint);
      if (found.length === 1) this.choose(this.index.ids[found[0]]);
      else if (found.length > 1) this._openChooser(found, event.containerPoint);
    }

    choose(id, isFar) {
      this.selectedLocally = id;
      this._hideTip();
      this._drawSelected();
      this._send({ project: id });
      if (isFar) this._zoomTo(id); else this._bringIntoView(id);
      this._tell();
    }

    /* After a click on the map: move no more than is needed to see the whole project. */
    _bringIntoView(id) {
      const { map } = this, bounds = this.boundsOf(id);
      if (!bounds || map.getBounds().contains(bounds)) return;
      if (map.getBoundsZoom(bounds, false, L.point(60, 60)) < map.getZoom()) return this._zoomTo(id);
      const size = map.getSize(), a = map.latLngToContainerPoint(bounds.getNorthWest()), b = map.latLngToContainerPoint(bounds.getSouthEast());
      const shift = (low, high, room) => (low < 30 ? low - 30 : high > room - 30 ? high - room + 30 : 0);
      map.panBy([shift(a.x, b.x, size.x), shift(a.y, b.y, size.y)], { animate: false });
    }

    _send(value) {
      this.clicks += 1;
      this._say("");
      window.Streamlit.setComponentValue({ ...value, click: `${performance.timeOrigin}-${this.clicks}` });
    }

    _openChooser(projects, at) {
      const box = element("div", "atlas-chooser");
      box.setAttribute("role", "dialog");
      box.setAttribute("aria-label", "Several projects lie here");
      box.append(element("p", "", `${projects.length} projects lie here:`));
      projects.slice(0, 40).forEach((project) => {
        const button = element("button", "", this.index.names[project]);
        button.type = "button";
        button.prepend(this._swatch(this.index.kinds[this.index.kind[project]]));
        button.onclick = (e) => { e.stopPropagation(); this._closeChooser(); this.choose(this.index.ids[project]); };
        box.append(button);
      });
      if (projects.length > 40) box.append(element("p", "", `… and ${projects.length - 40} more: zoom in.`));
      box.onkeydown = (e) => { if (e.key === "Escape") { this._closeChooser(); this.map.getContainer().focus(); } };
      L.DomEvent.disableClickPropagation(box).disableScrollPropagation(box);
      const frame = this.map.getContainer();
      frame.append(box);
      box.style.left = `${Math.max(4, Math.min(at.x, frame.clientWidth - box.offsetWidth - 8))}px`;
      box.style.top = `${Math.max(4, Math.min(at.y, frame.clientHeight - box.offsetHeight - 8))}px`;
      this.chooser = box; this._hideTip();
      box.querySelector("button").focus({ preventScroll: true });
    }

    _closeChooser() { if (this.chooser) { this.chooser.remove(); this.chooser = null; } }

    _onMove(event) {
      if (this.moving || !this.index || this.chooser) return;
      this.moving = true;
      const view = `${this.map.getZoom()} ${this.map.getCenter()}`;
      requestAnimationFrame(() => {
        this.moving = false;
        if (view !== `${this.map.getZoom()} ${this.map.getCenter()}`) return this._hideTip();
        const found = this.hits(event.layerPoint);
        this.map.getContainer().style.cursor = found.length ? "pointer" : "";
        if (!found.length) return this._hideTip();
        const { index } = this, project = found[0];
        this.tip.replaceChildren();
        if (found.length > 1) found.slice(0, 6).forEach((p) => this.tip.append(element("div", "", index.names[p])));
        else {
          this.tip.append(element("strong", "", index.names[project]));
          this.tip.append(element("div", "", [index.kinds[index.kind[project]].label, this.sayStatus(project)].join(" · ")));
        }
        const p = event.containerPoint, width = this.map.getContainer().clientWidth;
        this.tip.style.display = "block";
        this.tip.style.left = `${Math.min(p.x + 14, width - this.tip.offsetWidth - 6)}px`;
        this.tip.style.top = `${Math.max(4, p.y - this.tip.offsetHeight - 12)}px`;
      });
    }

    _hideTip() { this.tip.style.display = "none"; }

    /* -- names, zoom, controls -- */

    _drawNames() {
      const zoom = this.map.getZoom(), key = `${zoom}${this.paletteName}${this.state && this.state.place}`;
      if (!this.base.low || this.namesDrawn === key) return;
      this.namesDrawn = key;
      this.groups.names.clearLayers(); this.groups.towns.clearLayers();
      const withCard = new Set(this.index.cards), taken = [];
      const chosen = this.state && this.state.place;
      const countries = this.base.low.places.features.filter((f) => zoom >= f.properties.from_zoom);
      countries.sort((a, b) => withCard.has(b.properties.id) - withCard.has(a.properties.id));
      countries.forEach((place) => {
        const { id, name } = place.properties, open = withCard.has(id);
        if (!this._claim(taken, place, name, 9.5, true) && !open) return;
        const look = `atlas-country${open ? " atlas-card" : ""}${chosen === id ? " atlas-chosen" : ""}`;
        this.groups.names.addLayer(this._label(place, look, name, open ? () => this._send({ place: id }) : null));
      });
      const towns = this.base.low.towns.features.filter((f) => zoom >= f.properties.from_zoom);
      towns.sort((a, b) => b.properties.capital - a.properties.capital || a.properties.from_zoom - b.properties.from_zoom || b.properties.population - a.properties.population);
      towns.forEach((town) => {
        const { name, capital } = town.properties;
        if (this._claim(taken, town, name, 7, false)) this.groups.towns.addLayer(this._label(town, `atlas-town${capital ? " atlas-capital" : ""}`, name, null));
      });
    }

    /* Claim the room that a name needs, in pixels at this zoom; false where another stands there. */
    _claim(taken, feature, text, letter, centred) {
      const [lon, lat] = feature.geometry.coordinates, p = this.map.project([lat, lon], this.map.getZoom());
      const width = text.length * letter + 8, left = centred ? p.x - width / 2 : p.x - 4;
      const box = [left, p.y - 8, left + width, p.y + 8];
      if (taken.some((o) => box[0] < o[2] && box[2] > o[0] && box[1] < o[3] && box[3] > o[1])) return false;
      taken.push(box);
      return true;
    }

    _label(feature, className, text, onClick) {
      const [lon, lat] = feature.geometry.coordinates;
      const inner = element(onClick ? "button" : "span", "", text);
      if (onClick) {
        inner.type = "button"; inner.title = `What the sources say about ${text}`;
        inner.onclick = (e) => { e.stopPropagation(); onClick(); };
        L.DomEvent.disableClickPropagation(inner);
      }
      const holder = element("div"); holder.append(inner);
      return L.marker([lat, lon], { pane: "names", keyboard: false, interactive: false, icon: L.divIcon({ className: `atlas-label ${className}`, html: holder, iconSize: null }) });
    }

    _onZoom() {
      this._drawNames();
      if (this.map.getZoom() >= BASE_HIGH_ZOOM) this._loadBase("high").catch(() => {});
      this._drawBase();
      if (this.index && this.map.getZoom() >= HIGH_ZOOM && !this.fetched.lines) this._refine();
    }

    async _refine() {
      this.fetched.lines = true;
      try { this.lines.high = await this._file("lines-high"); } catch (error) { this.fetched.lines = false; return; }
      const fine = [];
      this._eachLine("high", (n, project, accuracy, points) => { fine[n] = points; });
      this.layers.flat().forEach((layer) => { if (!layer.site) layer.setLatLngs(fine[layer.line]); });
      this.lines.low = this.lines.high;
      this._drawSelected();
    }

    _control(position, className) {
      const control = L.control({ position });
      control.onAdd = () => { const box = element("div", className); L.DomEvent.disableClickPropagation(box).disableScrollPropagation(box); return box; };
      control.addTo(this.map);
      return control.getContainer();
    }

    _say(text, stays) {
      if (this.staysSaid && !stays && text === "") return;
      this.note.textContent = text; this.note.hidden = !text;
      this.staysSaid = Boolean(stays);
    }

    _addControls() {
      const { map, config } = this;
      L.control.scale({ imperial: false }).addTo(map);
      map.attributionControl.setPrefix("Leaflet").addAttribution(config.attribution);
      const views = this._control("topleft", "leaflet-bar atlas-views");
      const button = (text, title, act) => {
        const made = element("button", "", text); made.type = "button"; made.title = title; made.setAttribute("aria-label", title); made.onclick = act; views.append(made);
      };
      button("⌂", "First view: Central Asia", () => map.fitBounds(config.home, { animate: false }));
      button("⤢", "All of the corridors, to Lianyungang and Beijing", () => map.fitBounds(config.whole, { animate: false }));
      button("◎", "Zoom to the selected project", () => { const id = this.selected(); if (id) this._zoomTo(id); });
      const bases = { "Atlas base map (offline)": L.layerGroup() };
      config.tiles.forEach((tile) => { bases[tile.name] = L.tileLayer(tile.url, { ...tile.options, pane: "tilePane" }); });
      const { borders, water, towns, names } = this.groups;
      L.control.layers(bases, { Borders: borders, "Lakes and rivers": water, Towns: towns, "Country names": names }, { collapsed: true, position: "topright" }).addTo(map);
      Object.values(bases)[0].addTo(map);
      map.on("baselayerchange", (e) => {
        this.online = e.layer instanceof L.TileLayer;
        if (this.online) e.layer.once("tileerror", () => this._say("The online base map cannot be reached; the corridors are not affected.", true));
        else { this.staysSaid = false; this._say(""); }
        this._drawBase();
      });
      this.legend = this._control("bottomright", "atlas-legend");
    }

    _swatch(kind, isLine) {
      const canvas = element("canvas", "atlas-swatch"), ratio = 2;
      canvas.width = 22 * ratio; canvas.height = 18 * ratio;
      const c = canvas.getContext("2d"), palette = this.palette();
      c.scale(ratio, ratio);
      if (isLine) { c.strokeStyle = kind.colour; c.lineWidth = 3.5; c.beginPath(); c.moveTo(1, 9); c.lineTo(21, 9); c.stroke(); }
      c.translate(11, 9);
      if (!isLine) drawSymbol(c, kind.symbol, { radius: 6, colour: kind.colour, paper: palette.paper });
      return canvas;
    }

    _stroke(style) {
      const canvas = element("canvas", "atlas-swatch"), palette = this.palette();
      canvas.width = 68; canvas.height = 36;
      const c = canvas.getContext("2d");
      c.scale(2, 2); c.lineCap = "round"; c.strokeStyle = palette.ink; c.fillStyle = palette.ink;
      if (style.hollow) { c.translate(17, 9); drawSymbol(c, "circle", { radius: 6, colour: palette.ink, paper: palette.paper, hollow: true }); return canvas; }
      if (style.pale) c.globalAlpha = 0.45;
      c.lineWidth = style.weight; c.setLineDash((style.dash || "").split(" ").filter(Boolean).map(Number));
      c.beginPath(); c.moveTo(2, 9); c.lineTo(32, 9); c.stroke();
      if (style.core) { c.strokeStyle = palette.land; c.lineWidth = 1.5; c.beginPath(); c.moveTo(2, 9); c.lineTo(32, 9); c.stroke(); }
      return canvas;
    }

    _buildLegend() {
      const { legend, index } = this;
      const wasOpen = legend.firstChild ? legend.firstChild.open : this.map.getContainer().clientWidth > 860;
      const box = element("details"); box.open = wasOpen;
      box.append(element("summary", "", "Legend"));
      const body = element("div", "atlas-legend-body");
      body.append(element("h4", "", "Project types"));
      const drawnAsLine = new Set(this.lines.low.lines.map(([project]) => index.kind[project]));
      const drawnAsSite = new Set(index.sites.map(([project]) => index.kind[project]));
      if (index.kinds.length > MOST_KINDS) body.append(element("p", "", `The first ${MOST_KINDS} of ${index.kinds.length.toLocaleString("en")}; filters and search find the others.`));
      index.kinds.slice(0, MOST_KINDS).forEach((kind, n) => {
        const row = element("label"), tick = element("input");
        tick.type = "checkbox"; tick.checked = !this.hiddenKinds.has(n);
        tick.onchange = () => { if (tick.checked) this.hiddenKinds.delete(n); else this.hiddenKinds.add(n); window.atlasMap.ready = false; this._show(); this._tell(); this._whenDrawn(); };
        row.append(tick);
        if (drawnAsLine.has(n)) row.append(this._swatch(kind, true));
        if (drawnAsSite.has(n) && !drawnAsLine.has(n)) row.append(this._swatch(kind, false));
        row.append(element("span", "", kind.label));
        body.append(row);
      });
      const key = (title, rows) => {
        body.append(element("h4", "", title));
        rows.forEach(([style, text]) => { const row = element("div", "atlas-key"); row.append(this._stroke(style), element("span", "", text)); body.append(row); });
      };
      const present = new Set([...this.lines.low.lines.map(([, accuracy]) => accuracy), ...index.sites.map(([, precision]) => precision)]);
      const accuracies = [["given", { weight: 3 }, "as the data set draws it"], ["traced", { weight: 3 }, "traced"],
        ["approximate", { weight: 3, dash: DASHES.approximate }, "approximate: right valley, not the right bend"],
        ["schematic", { weight: 3, dash: DASHES.schematic }, "schematic: only the ends are known"],
        ["country", { hollow: true }, "place not stated: somewhere in the country"]];
      key("How well the place is known", accuracies.filter(([name]) => present.has(name)).map(([, style, text]) => [style, text]));
      key("Status", [[{ weight: 3 }, "operating, or not stated"], [{ weight: 4.2, core: true }, "under construction"], [{ weight: 2.2 }, "proposed"], [{ weight: 3, pale: true }, "shelved, cancelled or out of use"]]);
      body.append(element("p", "", "Symbols in one town stand side by side."));
      box.append(body);
      legend.replaceChildren(box);
    }

    /* -- what checks rely on -- */

    pointOf(id) {
      const project = this.index ? this.index.position.get(id) : undefined;
      if (project === undefined || !this.shown.has(project)) return null;
      const { map } = this, size = map.getSize(), frame = map.getContainer().getBoundingClientRect();
      let tight = null; // right to the pixel, with nothing to spare
      for (const point of this._candidates(project)) {
        const p = map.layerPointToContainerPoint(point).round();
        if (p.x < 4 || p.y < 4 || p.x > size.x - 4 || p.y > size.y - 4) continue;
        if (!this._isFree(frame.left + p.x, frame.top + p.y)) continue;
        const isAlone = ([dx, dy]) => {
          const found = this.hits(map.containerPointToLayerPoint(p.add([dx, dy])));
          return found.length === 1 && found[0] === project;
        };
        if (![[0.5, 0.5], [0, 0], [1, 0], [0, 1], [1, 1]].every(isAlone)) continue; // anywhere in the pixel
        const place = [frame.left + p.x + 0.5, frame.top + p.y + 0.5]; // its middle: a fraction lost on the way stays inside
        if ([[2, 0], [-1, 0], [0, 2], [0, -1], [2, 2], [-1, -1]].every(isAlone)) return place;
        tight = tight || place;
      }
      return tight;
    }

    /* Whether a point of the frame, with some room around it, is the map itself and no control or name. */
    _isFree(x, y) {
      return [[0, 0], [4, 4], [-4, 4], [4, -4], [-4, -4]].every(([dx, dy]) => {
        const under = document.elementFromPoint(x + dx, y + dy);
        return under && !under.closest(".leaflet-control, .atlas-chooser, button");
      });
    }

    _candidates(project) {
      const points = [];
      this.layers[project].forEach((layer) => {
        if (layer.core) return;
        if (layer.site) return points.push(layer._point);
        (layer._parts || []).forEach((part) => part.forEach((b, i) => {
          if (!i) return;
          const a = part[i - 1], steps = Math.max(1, Math.min(40, Math.round(a.distanceTo(b) / 3)));
          for (let k = 0; k < steps; k++) { const t = (k + 0.5) / steps; points.push(L.point(a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t)); }
        }));
      });
      const middle = points.length >> 1; // from the middle outwards
      return points.map((_, i) => points[middle + (i % 2 ? (i + 1) >> 1 : -(i >> 1))]).filter(Boolean);
    }
  }

  /* Start the map as soon as its index is here; a state that comes before waits. */
  async function mount(map, prefix, names) {
    let waiting = null;
    window.atlasMap = { ready: false, drawn: () => [], selected: () => null, pointOf: () => null };
    window.atlasController = { apply: (state) => { waiting = state; } };
    const files = {};
    for (const hashed of names) {
      const name = hashed.split("/").pop();
      files[name] = fetchJson(`${prefix}${hashed}.json`);
      files[name].catch(() => {}); // told where it is waited for
    }
    let index;
    try { index = await files.index; } catch (error) {
      map.getContainer().append(element("p", "atlas-note", "The map's data could not be loaded. Reload the page to try again."));
      throw error;
    }
    const config = index.look, later = {};
    for (const name in index.later) later[name] = `${prefix}${index.later[name]}.json`;
    const controller = new AtlasMap(map, config, files, later);
    window.atlasMap = {
      ready: false,
      drawn: () => (controller.index ? [...(controller.shown || [])].map((i) => controller.index.ids[i]) : []),
      selected: () => controller.selected(),
      pointOf: (id) => controller.pointOf(id),
    };
    window.atlasController = controller;
    window.addEventListener("message", (event) => { if (event.source === window.parent) controller.hear(event.data || {}); });
    let sized = false;
    const refit = new ResizeObserver(() => {
      map.invalidateSize({ animate: false });
      if (!sized && map.getSize().x > 50) { sized = true; if (!controller.lastFocus) map.fitBounds(config.home, { animate: false }); }
    });
    refit.observe(map.getContainer());
    if (waiting) controller.apply(waiting);
  }

  window.CorridorMap = { mount };
})();
