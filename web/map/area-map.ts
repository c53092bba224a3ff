// The MapLibre map of one division: made once, then told what to show.
import "maplibre-gl/dist/maplibre-gl.css";
import { Map as MapLibreMap, type MapMouseEvent, type StyleSpecification, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import type { Camera } from "./camera-link.ts";
import { imagePixelRatio } from "./draw-image.ts";
import { mapLayers } from "./layers.ts";
import type { MapScene } from "./scene.ts";
import type { Bounds } from "./topology.ts";

setWorkerUrl(workerUrl);

export interface AreaMapListeners {
  /** The area under the pointer and where in the container, or null when it left. */
  readonly onHover: (hover: { areaIndex: number; x: number; y: number; arena: string | null } | null) => void;
  readonly onClick: (areaIndex: number | null, additive: boolean) => void;
  /** "idle" when everything told has been drawn. */
  readonly onState: (state: "drawing" | "idle") => void;
  /** Where the map looks, each time that changes. */
  readonly onCamera?: (camera: Camera) => void;
  readonly onFailure: () => void;
}

export interface AreaMap {
  readonly draw: (scene: MapScene) => void;
  readonly fit: (bounds: Bounds, animate: boolean) => void;
  readonly zoomBy: (step: number) => void;
  readonly lookAt: (camera: Camera) => void;
  readonly resize: () => void;
  readonly remove: () => void;
}

function style(): StyleSpecification {
  return {
    version: 8,
    sources: Object.assign({}, ...mapLayers.map((layer) => layer.sources)),
    layers: mapLayers.flatMap((layer) => layer.styleLayers),
  };
}

/** Room round the fitted areas, in pixels. */
const fitPadding = 28;

/** Makes the map in a container. Throws where the browser cannot draw WebGL. */
export function createAreaMap(container: HTMLElement, bounds: Bounds, listeners: AreaMapListeners): AreaMap {
  const map = new MapLibreMap({
    container,
    style: style(),
    bounds: [...bounds],
    fitBoundsOptions: { padding: fitPadding },
    attributionControl: false,
    keyboard: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    renderWorldCopies: false,
    maxZoom: 17,
    minZoom: 5,
    fadeDuration: 0,
  });
  map.touchZoomRotate.disableRotation();
  const canvas = map.getCanvas();
  canvas.tabIndex = -1;
  canvas.removeAttribute("role");
  canvas.setAttribute("aria-hidden", "true");

  let drawn: MapScene | null = null;
  let waiting: MapScene | null = null;
  let loaded = false;
  const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)").matches;

  const update = (scene: MapScene) => {
    listeners.onState("drawing");
    for (const layer of mapLayers) {
      if (drawn === null || layer.reads.some((member) => scene[member] !== drawn![member])) layer.update(map, scene);
    }
    drawn = scene;
    map.triggerRepaint();
  };
  map.on("load", () => {
    for (const layer of mapLayers) {
      for (const [id, image] of Object.entries(layer.images?.() ?? {})) {
        map.addImage(id, image, { pixelRatio: imagePixelRatio });
      }
    }
    loaded = true;
    if (waiting) update(waiting);
  });
  map.on("idle", () => {
    if (loaded && drawn) listeners.onState("idle");
  });
  map.on("movestart", () => listeners.onState("drawing"));
  map.on("move", () => {
    const { lng, lat } = map.getCenter();
    listeners.onCamera?.({ centre: [lng, lat], zoom: map.getZoom() });
  });
  map.on("webglcontextlost", listeners.onFailure);

  const areaAt = (event: MapMouseEvent) => {
    const found = map.queryRenderedFeatures(event.point, { layers: ["areas"] })[0];
    return found?.id === undefined ? null : Number(found.id);
  };
  map.on("mousemove", (event) => {
    const areaIndex = areaAt(event);
    const arena = map.queryRenderedFeatures(event.point, { layers: ["arenas"] })[0]?.properties.name ?? null;
    canvas.style.cursor = areaIndex === null ? "" : "pointer";
    listeners.onHover(areaIndex === null ? null : { areaIndex, x: event.point.x, y: event.point.y, arena });
  });
  map.on("mouseout", () => listeners.onHover(null));
  map.on("click", (event) => {
    const { shiftKey, ctrlKey, metaKey } = event.originalEvent;
    listeners.onClick(areaAt(event), shiftKey || ctrlKey || metaKey);
  });

  return {
    draw: (scene) => {
      if (loaded) update(scene);
      else waiting = scene;
    },
    fit: (box, animate) =>
      map.fitBounds([...box], { padding: fitPadding, maxZoom: 14, animate: animate && !reducedMotion, duration: 400 }),
    zoomBy: (step) => map.zoomTo(map.getZoom() + step, { animate: !reducedMotion, duration: 200 }),
    lookAt: ({ centre, zoom }) => map.jumpTo({ center: [...centre], zoom }),
    resize: () => map.resize(),
    remove: () => map.remove(),
  };
}
