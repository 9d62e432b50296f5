/* Names that the front end shares with what runs beside it. */
import type { AtlasMapContract } from "./frame/contract.js";
import type { MapState } from "./shared/messages.js";

declare global {
  interface Window {
    /** What checks and the benchmark rely on: the contract in the README. */
    atlasMap: AtlasMapContract;
    /** How a state arrives: the page's state script calls it. */
    atlasController: { apply(state: MapState): void };
    /** The shell's script starts the map with it. */
    CorridorMap: typeof import("./frame/start.js");
    /** Streamlit's component library, as streamlit-folium publishes it in its frame. */
    Streamlit?: { setComponentValue(value: unknown): void };
  }
}
