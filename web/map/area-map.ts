// The MapLibre map of one division: made once, then told what to show.
import "maplibre-gl/dist/maplibre-gl.css";
import { Map as MapLibreMap, type StyleSpecification, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import type { Camera } from "./camera-link.ts";
import { imagePixelRatio } from "./draw-image.ts";
import { mapLayers } from "./layers.ts";
import type { MapScene } from "./scene.ts";
import type { Bounds } from "./topology.ts";

setWorkerUrl(workerUrl);

/** Longitude and latitude in degrees. */
export type MapPoint = readonly [number, number];

/** The area under the pointer, and where that is in the container and on the ground. */
export interface MapHover {
  readonly areaIndex: number;
  readonly x: number;
  readonly y: number;
  readonly at: MapPoint;
  /** Eight pixels, in degrees of latitude. */
  readonly near: number;
  readonly arena: string | null;
}

/** What a pointer that draws does. `near` is eight pixels in degrees of latitude. */
export interface StrokeListeners {
  readonly press: (at: MapPoint, near: number, shift: boolean) => void;
  readonly move: (to: MapPoint) => void;
  readonly lift: () => void;
  readonly abort: () => void;
}

/** What the pointer does when it is pressed: chooses an area, draws, or moves the map. */
export type MapHand = "choose" | "draw" | "move";

export interface AreaMapListeners {
  /** Null when the pointer left. */
  readonly onHover: (hover: MapHover | null) => void;
  readonly onClick: (areaIndex: number | null, additive: boolean) => void;
  /** "idle" when everything told has been drawn. */
  readonly onState: (state: "drawing" | "idle") => void;
  /** Where the map looks, each time that changes. */
  readonly onCamera?: (camera: Camera) => void;
  readonly onFailure: () => void;
  readonly stroke: StrokeListeners;
}

export interface AreaMap {
  readonly draw: (scene: MapScene) => void;
  /** `coveredPx` of the map's lower edge is hidden by what the page lays over it. */
  readonly fit: (bounds: Bounds, animate: boolean, coveredPx?: number) => void;
  readonly zoomBy: (step: number) => void;
  readonly lookAt: (camera: Camera) => void;
  /** Moves the view by a part of its size, to the east and to the south. */
  readonly panBy: (east: number, south: number) => void;
  /** Eight pixels at the present zoom, in degrees of latitude. */
  readonly near: () => number;
  readonly setHand: (hand: MapHand) => void;
  readonly resize: () => void;
  /** Copies what is seen onto another canvas: a browser prints nothing of the map's own. */
  readonly copyOnto: (canvas: HTMLCanvasElement) => void;
  readonly remove: () => void;
}

function style(): StyleSpecification {
  return {
    version: 8,
    sources: Object.assign({}, ...mapLayers.map((layer) => layer.sources)),
    layers: mapLayers.flatMap((layer) => layer.styleLayers),
  };
}

const nearPixels = 8;
const cursors: Readonly<Record<MapHand, string | null>> = { choose: null, draw: "crosshair", move: "grab" };

/**
 * Tells of the pointer while it is pressed and may draw; the map does not hear of it then. A second finger gives the
 * stroke up, and both are the map's: two fingers move and zoom it.
 */
function followStrokes(
  map: MapLibreMap,
  mayDraw: () => boolean,
  near: () => number,
  { press, move, lift, abort }: StrokeListeners,
): void {
  const surface = map.getCanvasContainer();
  let drawing: number | null = null;
  /** As it was when the pointer went down: to ask at each move would lay out the page each time. */
  let box = surface.getBoundingClientRect();
  const pointOf = (event: PointerEvent): MapPoint => {
    const { lng, lat } = map.unproject([event.clientX - box.left, event.clientY - box.top]);
    return [lng, lat];
  };
  surface.addEventListener("pointerdown", (event) => {
    if (drawing !== null) {
      drawing = null;
      abort();
    } else if (mayDraw() && event.isPrimary && event.button === 0) {
      drawing = event.pointerId;
      box = surface.getBoundingClientRect();
      surface.setPointerCapture(event.pointerId);
      press(pointOf(event), near(), event.shiftKey);
    }
  });
  surface.addEventListener("pointermove", (event) => {
    if (drawing === event.pointerId) move(pointOf(event));
  });
  const end = (tell: () => void) => (event: PointerEvent) => {
    if (drawing !== event.pointerId) return;
    drawing = null;
    tell();
  };
  surface.addEventListener("pointerup", end(lift));
  surface.addEventListener("pointercancel", end(abort));
  for (const type of ["mousedown", "touchstart", "touchmove"] as const) {
    const keepFromMap = (event: Event) => {
      if (drawing !== null) event.stopPropagation();
    };
    surface.addEventListener(type, keepFromMap, { capture: true, passive: true });
  }
}

/**
 * The middle and the right mouse button drag the map while another hand than the map's own has the left one, as in other
 * programs that draw on maps.
 */
function followOtherButtons(map: MapLibreMap, mayDraw: () => boolean): void {
  const surface = map.getCanvasContainer();
  let dragging: { readonly pointer: number; readonly x: number; readonly y: number } | null = null;
  surface.addEventListener("pointerdown", (event) => {
    if (!mayDraw() || (event.button !== 1 && event.button !== 2)) return;
    surface.setPointerCapture(event.pointerId);
    dragging = { pointer: event.pointerId, x: event.clientX, y: event.clientY };
  });
  surface.addEventListener("pointermove", (event) => {
    if (dragging?.pointer !== event.pointerId) return;
    map.panBy([dragging.x - event.clientX, dragging.y - event.clientY], { animate: false });
    dragging = { pointer: event.pointerId, x: event.clientX, y: event.clientY };
  });
  for (const type of ["pointerup", "pointercancel"] as const) {
    surface.addEventListener(type, () => {
      dragging = null;
    });
  }
  // The middle button would scroll the page by itself, the right one open a menu.
  for (const type of ["mousedown", "contextmenu"] as const) {
    surface.addEventListener(type, (event) => {
      if (mayDraw() && event.button !== 0) event.preventDefault();
    });
  }
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
  let removed = false;
  let hand: MapHand = "choose";
  const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)").matches;

  const update = (scene: MapScene) => {
    listeners.onState("drawing");
    for (const layer of mapLayers) {
      if (drawn === null || layer.reads.some((member) => scene[member] !== drawn![member])) {
        layer.update(map, scene, drawn);
      }
    }
    drawn = scene;
    map.triggerRepaint();
  };
  /** At most once a frame: what is told faster than it can be drawn is drawn as it was told last. */
  const updateSoon = (scene: MapScene) => {
    if (waiting === null) {
      requestAnimationFrame(() => {
        if (waiting && !removed) update(waiting);
        waiting = null;
      });
    }
    waiting = scene;
  };
  map.on("load", () => {
    for (const layer of mapLayers) {
      for (const [id, image] of Object.entries(layer.images?.() ?? {})) {
        map.addImage(id, image, { pixelRatio: imagePixelRatio });
      }
    }
    loaded = true;
    if (waiting) update(waiting);
    waiting = null;
  });
  map.on("idle", () => {
    if (loaded && drawn) listeners.onState("idle");
  });
  map.on("movestart", () => listeners.onState("drawing"));
  const tellOfZoom = (isUnderWay: boolean) => {
    if (drawn) for (const layer of mapLayers) layer.zoomed?.(map, drawn, isUnderWay);
  };
  map.on("zoom", () => tellOfZoom(map.isZooming()));
  map.on("zoomend", () => tellOfZoom(false));
  map.on("move", () => {
    const { lng, lat } = map.getCenter();
    listeners.onCamera?.({ centre: [lng, lat], zoom: map.getZoom() });
  });
  map.on("webglcontextlost", listeners.onFailure);

  const degreesNear = () => {
    const { x, y } = map.project(map.getCenter());
    return Math.abs(map.unproject([x, y - nearPixels]).lat - map.getCenter().lat);
  };
  const areaAt = ({ lng, lat }: { lng: number; lat: number }) => drawn?.geography.areaAt(lng, lat) ?? null;
  map.on("mousemove", ({ point, lngLat }) => {
    const areaIndex = areaAt(lngLat);
    const arena = map.queryRenderedFeatures(point, { layers: ["arenas"] })[0]?.properties.name ?? null;
    canvas.style.cursor = cursors[hand] ?? (areaIndex === null ? "" : "pointer");
    listeners.onHover(
      areaIndex === null
        ? null
        : { areaIndex, x: point.x, y: point.y, at: [lngLat.lng, lngLat.lat], near: degreesNear(), arena },
    );
  });
  map.on("mouseout", () => listeners.onHover(null));
  map.on("click", ({ lngLat, originalEvent: { shiftKey, ctrlKey, metaKey } }) => {
    if (hand === "choose") listeners.onClick(areaAt(lngLat), shiftKey || ctrlKey || metaKey);
  });
  followStrokes(map, () => hand === "draw", degreesNear, listeners.stroke);
  followOtherButtons(map, () => hand === "draw");

  return {
    draw: (scene) => {
      if (loaded) updateSoon(scene);
      else waiting = scene;
    },
    fit: (box, animate, coveredPx = 0) => {
      // On a small map a part must be left to look at.
      const bottom = fitPadding + Math.min(coveredPx, container.clientHeight / 3);
      const padding = { top: fitPadding, right: fitPadding, left: fitPadding, bottom };
      map.fitBounds([...box], { padding, maxZoom: 14, animate: animate && !reducedMotion, duration: 400 });
    },
    zoomBy: (step) => map.zoomTo(map.getZoom() + step, { animate: !reducedMotion, duration: 200 }),
    lookAt: ({ centre, zoom }) => map.jumpTo({ center: [...centre], zoom }),
    panBy: (east, south) => {
      const { clientWidth, clientHeight } = container;
      map.panBy([east * clientWidth, south * clientHeight], { animate: !reducedMotion, duration: 200 });
    },
    near: degreesNear,
    setHand: (next) => {
      hand = next;
      canvas.style.cursor = cursors[hand] ?? "";
      map.doubleClickZoom[hand === "draw" ? "disable" : "enable"]();
    },
    resize: () => map.resize(),
    copyOnto: (copy) => {
      // What WebGL has drawn is there until the present task ends.
      map.redraw();
      copy.width = canvas.width;
      copy.height = canvas.height;
      copy.getContext("2d")?.drawImage(canvas, 0, 0);
    },
    remove: () => {
      removed = true;
      map.remove();
    },
  };
}
