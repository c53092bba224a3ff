// The map as a part of a page: pointer and keyboard, tooltip, what a screen reader hears, and the buttons on it.
import {
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useEffectEvent,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { useTranslation } from "react-i18next";
import { type AreaMap, createAreaMap, type MapHand, type MapHover, type StrokeListeners } from "./area-map.ts";
import { besidePointer } from "./beside-pointer.ts";
import type { CameraLink } from "./camera-link.ts";
import { type Direction, directionOfKey, neighbourInDirection } from "./neighbour-in-direction.ts";
import type { MapScene } from "./scene.ts";
import { boundsAround } from "./topology.ts";

export interface AreaDescription {
  readonly title: string;
  readonly lines: readonly string[];
}

/** What a page that draws on the map tells it, and hears from it. */
export interface MapDrawing {
  readonly hand: MapHand;
  readonly stroke: StrokeListeners;
  readonly onAim: (hover: MapHover | null) => void;
  /** Keys the drawing takes before the map does; true when it took one. `near` is eight pixels in degrees. */
  readonly onKey: (event: KeyboardEvent, near: number) => boolean;
  /** Marks a button with the key that does the same. */
  readonly keyHint: (binding: "zoomIn" | "zoomOut" | "showAll") => ReactNode;
  /** What the keys do, for a screen reader. */
  readonly keyboardHelp: string;
  /** Replaced whenever the map should zoom or show everything. */
  readonly view: { readonly act: "in" | "out" | "all" } | null;
}

const strokesOfNobody: StrokeListeners = { press: () => {}, move: () => {}, lift: () => {}, abort: () => {} };
const panShare = 0.2;
const zoomStep = 0.7;
const panOf: Readonly<Record<Direction, readonly [number, number]>> = {
  up: [0, -panShare],
  down: [0, panShare],
  left: [-panShare, 0],
  right: [panShare, 0],
};

export interface MapViewProps {
  readonly scene: MapScene;
  readonly describe: (areaIndex: number) => AreaDescription;
  readonly onSelect: (areaIndex: number, additive: boolean) => void;
  readonly onClear: () => void;
  readonly onActivate: (areaIndex: number) => void;
  readonly drawing?: MapDrawing | null;
  /** Areas to bring into view, whenever it is another list. */
  readonly focusOn?: readonly number[] | null;
  /** Pixels of the map's lower edge that what the page lays over it may cover then. */
  readonly coveredPx?: number;
  /** Id of what has the map's focus, for links to it. */
  readonly id?: string;
  /** Names the map where a page has several. */
  readonly label?: string;
  /** Keeps it in step with the other maps of the link. */
  readonly cameraLink?: CameraLink;
  /** Drawn over the map, for example a legend. */
  readonly children?: ReactNode;
}

export function MapView({
  scene,
  describe,
  onSelect,
  onClear,
  onActivate,
  drawing = null,
  focusOn = null,
  coveredPx = 0,
  id,
  label,
  cameraLink,
  children,
}: MapViewProps) {
  const { t } = useTranslation();
  const container = useRef<HTMLDivElement>(null);
  const printed = useRef<HTMLCanvasElement>(null);
  const areaMap = useRef<AreaMap | null>(null);
  const [hover, setHover] = useState<MapHover | null>(null);
  const [failed, setFailed] = useState(false);
  const [spoken, setSpoken] = useState("");
  const helpId = useId();
  const { geography, activeArea } = scene;
  const onMapClick = useEffectEvent((areaIndex: number | null, additive: boolean) => {
    if (areaIndex === null) onClear();
    else onSelect(areaIndex, additive);
  });

  const onHover = useEffectEvent((next: MapHover | null) => {
    setHover(next);
    drawing?.onAim(next);
  });
  const strokes = useEffectEvent(() => drawing?.stroke ?? strokesOfNobody);

  useEffect(() => {
    const element = container.current!;
    const link = cameraLink?.join((camera) => areaMap.current?.lookAt(camera));
    try {
      areaMap.current = createAreaMap(element, boundsAround(geography), {
        onHover,
        onClick: onMapClick,
        stroke: {
          press: (...pressed) => strokes().press(...pressed),
          move: (to) => strokes().move(to),
          lift: () => strokes().lift(),
          abort: () => strokes().abort(),
        },
        onState: (state) => {
          element.dataset.mapState = state;
        },
        onCamera: (camera) => link?.moved(camera),
        onFailure: () => setFailed(true),
      });
    } catch {
      link?.leave();
      setFailed(true);
      return;
    }
    const map = areaMap.current;
    const observer = new ResizeObserver(() => {
      map.resize();
      // What was under the pointer lies elsewhere now.
      onHover(null);
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      link?.leave();
      areaMap.current = null;
      map.remove();
    };
  }, [geography, cameraLink]);

  useEffect(() => areaMap.current?.draw(scene), [scene]);

  useEffect(() => {
    const copy = () => areaMap.current?.copyOnto(printed.current!);
    addEventListener("beforeprint", copy);
    return () => removeEventListener("beforeprint", copy);
  }, []);

  const hand = drawing?.hand ?? "choose";
  // The map is made anew with the geography, and is told again what the pointer does.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => areaMap.current?.setHand(hand), [hand, geography]);
  useEffect(() => {
    if (!focusOn?.length) return;
    // The page may have given the map another size just now.
    areaMap.current?.resize();
    areaMap.current?.fit(boundsAround(geography, focusOn), true, coveredPx);
  }, [focusOn, coveredPx, geography]);
  const view = drawing?.view ?? null;
  useEffect(() => {
    if (view?.act === "all") {
      areaMap.current?.resize();
      areaMap.current?.fit(boundsAround(geography), true);
    } else if (view) areaMap.current?.zoomBy(view.act === "in" ? zoomStep : -zoomStep);
  }, [view, geography]);

  const speak = (areaIndex: number) => {
    const { title, lines } = describe(areaIndex);
    setSpoken([title, ...lines].join(". "));
  };
  const showAll = () => areaMap.current?.fit(boundsAround(geography), true);
  const fitSelection = () =>
    areaMap.current?.fit(boundsAround(geography, scene.selectedAreas.length ? scene.selectedAreas : undefined), true);

  const onKeyDown = (event: KeyboardEvent) => {
    const direction = directionOfKey[event.key];
    if (drawing?.onKey(event, areaMap.current?.near() ?? 0)) return event.preventDefault();
    if (direction && hand === "move") {
      event.preventDefault();
      areaMap.current?.panBy(...panOf[direction]);
    } else if (direction) {
      event.preventDefault();
      const next = activeArea === null ? 0 : neighbourInDirection(geography, activeArea, direction);
      if (next === null) return setSpoken(t("map.noNeighbour"));
      onActivate(next);
      speak(next);
    } else if ((event.key === "Enter" || event.key === " ") && activeArea !== null) {
      event.preventDefault();
      onSelect(activeArea, event.key === " " || event.shiftKey);
      speak(activeArea);
    } else if (event.key === "Escape") onClear();
    else if (event.key === "+") areaMap.current?.zoomBy(zoomStep);
    else if (event.key === "-") areaMap.current?.zoomBy(-zoomStep);
    else if (event.key === "0" || event.key === "Home") showAll();
  };

  const tooltip = hover && describe(hover.areaIndex);
  return (
    <div className="map-view">
      <div
        className="map-focus"
        id={id}
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: role application takes the arrow keys
        tabIndex={0}
        aria-label={label ?? t("map.label")}
        aria-describedby={helpId}
        onKeyDown={onKeyDown}
        onFocus={() => activeArea !== null && speak(activeArea)}
      >
        <div ref={container} className="map-canvas" data-map-state="drawing" />
      </div>
      <canvas ref={printed} className="map-printed only-print" />
      <p id={helpId} className="visually-hidden">
        {drawing?.keyboardHelp ?? t("map.keyboardHelp")}
      </p>
      <p className="visually-hidden" aria-live="polite" data-testid="map-live">
        {spoken}
      </p>
      {failed && (
        <div className="map-failed notice notice-warning" role="alert">
          {t("map.failed")}
        </div>
      )}
      <div className="map-controls">
        <button
          type="button"
          className="button button-icon"
          onClick={() => areaMap.current?.zoomBy(zoomStep)}
          aria-label={t("map.zoomIn")}
        >
          +{drawing?.keyHint("zoomIn")}
        </button>
        <button
          type="button"
          className="button button-icon"
          onClick={() => areaMap.current?.zoomBy(-zoomStep)}
          aria-label={t("map.zoomOut")}
        >
          −{drawing?.keyHint("zoomOut")}
        </button>
        <button
          type="button"
          className="button button-icon"
          onClick={showAll}
          aria-label={t("map.fit")}
          title={t("map.fit")}
        >
          <svg
            width="18"
            height="18"
            viewBox="0 0 18 18"
            fill="none"
            stroke="currentColor"
            strokeWidth="2"
            aria-hidden="true"
          >
            <path d="M2 6V2h4M12 2h4v4M16 12v4h-4M6 16H2v-4" />
          </svg>
          {drawing?.keyHint("showAll")}
        </button>
        {scene.selectedAreas.length > 0 && (
          <button
            type="button"
            className="button button-icon"
            onClick={fitSelection}
            aria-label={t("map.fitSelection")}
            title={t("map.fitSelection")}
          >
            <svg
              width="18"
              height="18"
              viewBox="0 0 18 18"
              fill="none"
              stroke="currentColor"
              strokeWidth="2"
              aria-hidden="true"
            >
              <circle cx="8" cy="8" r="5" />
              <path d="M12 12l4 4" />
            </svg>
          </button>
        )}
      </div>
      {tooltip && hover && <Tooltip hover={hover} described={tooltip} room={container.current} />}
      {children}
    </div>
  );
}

/** What is under the pointer, in words; the same is said aloud when the keyboard stands there. */
function Tooltip({
  hover,
  described: { title, lines },
  room,
}: {
  hover: MapHover;
  described: AreaDescription;
  room: HTMLElement | null;
}) {
  const words = useRef<HTMLDivElement>(null);
  // Its size follows from the words, which differ from area to area.
  useLayoutEffect(() => {
    const element = words.current!;
    if (!room) return;
    const size = { width: element.offsetWidth, height: element.offsetHeight };
    const { left, top } = besidePointer(hover, size, { width: room.clientWidth, height: room.clientHeight });
    element.style.transform = `translate(${left}px, ${top}px)`;
  });
  return (
    <div ref={words} className="map-tooltip" aria-hidden="true">
      <strong>{title}</strong>
      {hover.arena && <span>{hover.arena}</span>}
      {lines.map((line) => (
        <span key={line}>{line}</span>
      ))}
    </div>
  );
}
