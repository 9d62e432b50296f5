/* Owns the state of the map. On a state or a choice it tells the parts what to draw, in order. */

/** @import { Choose, MapState, ShownView, Theme } from "../shared/messages.js" */
/** @import { ProjectIndex } from "../shared/project-index.js" */
/** @import { Words } from "../shared/words.js" */
/** @import { FramePoint } from "./contract.js" */
/** @import { MapFiles } from "./files.js" */
/** @import { Point } from "./hit-test.js" */
import { Bands } from "./bands.js";
import { Chooser } from "./chooser.js";
import { setReady } from "./contract.js";
import { addBox, addLayersControl, addScaleAndAttribution, addViewButtons } from "./controls.js";
import { decodeMask } from "./decode.js";
import { Ground } from "./ground.js";
import { Highlight } from "./highlight.js";
import { findPresent, Legend } from "./legend.js";
import { listenToMouse } from "./mouse.js";
import { Notes } from "./notes.js";
import { createFloors } from "./panes.js";
import { PlaceNames } from "./place-names.js";
import { Pointing, TOLERANCE } from "./pointing.js";
import { ProjectLayers } from "./project-layers.js";
import { sendClick } from "./streamlit-private.js";
import { symbolSwatch } from "./swatches.js";
import { Tooltip } from "./tooltip.js";
import { Views } from "./views.js";

export class Controller {
  /** @type {MapState | null} */
  #state = null;
  /** The page's theme as the frame was told of it, if it was. @type {Theme | null} */
  #theme = null;
  /** A bit for each project: whether the filters leave it. @type {number[]} */
  #mask = [];
  /**
   * What was chosen here since the last state came. The server does not always answer with a state: where two
   * clicks follow closely and the second leads back to what the map shows, streamlit-folium sends none.
   * @type {{ project?: string, place?: string } | null}
   */
  #chosenHere = null;
  #isLoaded = false;
  /** What is drawn, so that only what changes is drawn again. */
  #drawn = { visible: "", theme: "", statuses: "", focus: "" };

  /**
   * @param {L.Map} map
   * @param {ProjectIndex} index
   * @param {Words} words
   * @param {MapFiles} files
   * @param {(view: ShownView) => void} tellPage
   */
  constructor(map, index, words, files, tellPage) {
    this.map = map;
    this.index = index;
    this.words = words;
    this.tellPage = tellPage;
    const floors = createFloors(map, TOLERANCE);
    this.projectLayers = new ProjectLayers(index, floors);
    this.pointing = new Pointing(map, this.projectLayers);
    this.highlight = new Highlight(floors);
    this.ground = new Ground(map, floors);
    this.bands = new Bands(files, {
      onGround: (band, base) => {
        this.ground.take(band, base);
        this.ground.draw(this.#palette());
      },
      onLines: (finer) => {
        this.projectLayers.refine(finer);
        this.#mark();
      },
    });
    this.views = new Views(map, index);
    const onPlace = (/** @type {string} */ place) => this.#take({ place });
    this.names = new PlaceNames(map, floors, words, (code) => index.hasCard(code), onPlace);
    this.notes = new Notes(addBox(map, "bottomleft", "atlas-note"));
    this.notes.say(words.say("map.note.loading"));
    const projectsAt = (/** @type {Point} */ point) => this.pointing.projectsAt(point);
    this.tooltip = new Tooltip(map, index, words, projectsAt);
    this.chooser = new Chooser(map.getContainer(), words, (id) => this.choose(id, false));
    this.#addControls(floors);
    this.legend = new Legend(addBox(map, "bottomright", "atlas-legend"), index, words, () =>
      this.#onToggle(),
    );
    listenToMouse(map, this.pointing, this.tooltip, this.chooser, {
      onChoose: (project) => this.choose(index.idAt(project), false),
      describe: (project) => this.#describe(project),
    });
    map.on("zoomend", () => this.#onZoom());
  }

  /** Fetch what is drawn first, then draw the state that has come by then. */
  async load() {
    try {
      const [lines, hasGround] = await Promise.all([this.bands.loadLines(), this.bands.loadGround()]);
      this.projectLayers.take(lines);
      this.#isLoaded = true;
      if (hasGround) this.notes.clear();
      else this.notes.sayFault(this.words.say("map.note.ground-failed"));
      await this.#redraw();
    } catch (error) {
      this.notes.sayFault(this.words.say("map.note.failed"));
      console.error(error);
    }
  }

  /** Show what the page asks for. @param {MapState} state */
  apply(state) {
    this.#state = state;
    setReady(false);
    this.#redraw();
  }

  /** @param {Theme} theme */
  setTheme(theme) {
    if (theme === this.#theme) return;
    this.#theme = theme;
    this.#redraw();
  }

  /**
   * Choose a project. `isFar` says that it was chosen elsewhere than on the map, which then goes there.
   *
   * @param {string} id
   * @param {boolean} isFar
   */
  choose(id, isFar) {
    const project = this.index.positionOf(id);
    if (project === undefined) return;
    this.tooltip.hide();
    this.#take({ project: id });
    if (isFar) this.views.zoomTo(project);
    else this.views.bringIntoView(project);
  }

  /** Choose what the page asks for. @param {Choose} asked */
  chooseFromPage(asked) {
    if (!this.#isLoaded) return;
    if ("project" in asked) {
      this.choose(asked.project, true);
    } else if (this.index.hasCard(asked.place)) {
      this.#lookAtPlace(asked.place);
      this.#take({ place: asked.place });
    }
  }

  /** Tell the page which projects are left and which is selected: its list mirrors the map. */
  tell() {
    if (!this.#isLoaded || !this.#state) return;
    const statuses = this.#state.statuses ?? {};
    this.tellPage({ type: "corridors:view", shown: this.#mask, selected: this.selected(), statuses });
  }

  /** Ids on the map, also those off the screen. */
  drawn() {
    return [...this.projectLayers.shown].map((project) => this.index.idAt(project));
  }

  /** Id of the selected project. @returns {string | null} */
  selected() {
    return (this.#chosenHere ?? { project: this.#state?.selected }).project ?? null;
  }

  /** Where a click selects a project, null if nowhere in view. @param {string} id @returns {FramePoint | null} */
  pointOf(id) {
    const project = this.index.positionOf(id);
    return project === undefined ? null : this.pointing.pointOf(project);
  }

  /** Whether the page has said where to look. */
  get isLooking() {
    return this.#drawn.focus !== "";
  }

  #palette() {
    return this.index.served.setup.palettes[this.#theme ?? this.#state?.palette ?? "light"];
  }

  /** @param {import("./panes.js").Floors} floors */
  #addControls(floors) {
    const { setup } = this.index.served;
    addScaleAndAttribution(this.map, setup);
    addViewButtons(this.map, this.words, {
      home: () => this.views.showHome(),
      whole: () => this.views.showWhole(),
      chosen: () => {
        const project = this.index.positionOf(this.selected());
        if (project !== undefined) this.views.zoomTo(project);
      },
    });
    addLayersControl(this.map, this.words, setup, floors, {
      onBase: (isOnline) => {
        this.ground.isOnline = isOnline;
        if (!isOnline) this.notes.clearFault();
        this.ground.draw(this.#palette());
      },
      onFault: () => this.notes.sayFault(this.words.say("map.note.tiles-failed")),
    });
  }

  async #redraw() {
    const state = this.#state;
    if (!state || !this.#isLoaded) return;
    setReady(false);
    if (this.#drawn.visible !== state.visible) {
      const mask = await decodeMask(state.visible, this.index.size);
      if (state !== this.#state) return; // a newer state has come
      this.#mask = mask;
      this.#drawn.visible = state.visible;
    }
    this.#drawLook(state);
    this.#chosenHere = null;
    this.#show();
    this.#drawNames();
    if (state.focus && state.focus !== this.#drawn.focus) {
      this.#drawn.focus = state.focus;
      this.#lookAt(state);
    }
    this.tell();
    requestAnimationFrame(() => setReady(true)); // what the canvas holds is painted with this frame
  }

  /** Build everything again if colours or statuses have changed. @param {MapState} state */
  #drawLook(state) {
    const palette = this.#palette();
    const statuses = JSON.stringify(state.statuses ?? {});
    if (this.#drawn.theme === palette.name && this.#drawn.statuses === statuses) return;
    Object.assign(this.#drawn, { theme: palette.name, statuses });
    document.documentElement.dataset.theme = palette.name;
    this.index.takeStatuses(state.statuses ?? {});
    this.ground.draw(palette);
    this.projectLayers.build(palette);
    const present = findPresent(this.index, this.projectLayers.lines.lines);
    this.legend.build(present, palette, this.map.getContainer().clientWidth);
  }

  #show() {
    const { hidden } = this.legend;
    this.projectLayers.show((n) => Boolean(this.#mask[n]) && !hidden.has(this.index.typeNumberAt(n)));
    this.#mark();
  }

  #mark() {
    const project = this.index.positionOf(this.selected());
    const isShown = project !== undefined && this.projectLayers.shown.has(project);
    this.highlight.mark(isShown ? this.projectLayers.shapesOf(project) : [], this.#palette());
  }

  #drawNames() {
    const { base } = this.ground;
    const { place } = this.#chosenHere ?? this.#state ?? {};
    if (base) this.names.draw(base, this.#palette().name, place ?? null);
  }

  /** @param {MapState} state */
  #lookAt({ selected, place }) {
    const project = this.index.positionOf(selected);
    if (project !== undefined) this.views.zoomTo(project);
    else if (place) this.#lookAtPlace(place);
  }

  /** @param {string} code */
  #lookAtPlace(code) {
    const place = this.ground.base?.places.features.find(({ properties }) => properties?.id === code);
    if (place) this.views.lookAt(place);
  }

  /** Show a choice at once, then tell the server. @param {{ project: string } | { place: string }} chosen */
  #take(chosen) {
    this.#chosenHere = chosen;
    this.#mark();
    this.#drawNames();
    this.notes.clear();
    sendClick(chosen);
    this.tell();
  }

  /** An entry of the chooser. @param {number} project */
  #describe(project) {
    const swatch = () => symbolSwatch(this.index.typeAt(project), this.#palette());
    return { id: this.index.idAt(project), name: this.index.nameAt(project), swatch };
  }

  #onZoom() {
    this.#drawNames();
    this.ground.draw(this.#palette());
    this.bands.askFor(this.map.getZoom());
  }

  /** A reader has switched a project type on or off. */
  #onToggle() {
    setReady(false);
    this.#show();
    this.tell();
    requestAnimationFrame(() => setReady(true)); // what the canvas holds is painted with this frame
  }
}
