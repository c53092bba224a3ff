// The map as a part of a page: pointer and keyboard, tooltip, what a screen reader hears, and the buttons on it.
import { type KeyboardEvent, type ReactNode, useEffect, useEffectEvent, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { AreaMap } from "./area-map.ts";
import { createAreaMap } from "./area-map.ts";
import type { CameraLink } from "./camera-link.ts";
import { directionOfKey, neighbourInDirection } from "./neighbour-in-direction.ts";
import type { MapScene } from "./scene.ts";
import { boundsAround } from "./topology.ts";

export interface AreaDescription {
  readonly title: string;
  readonly lines: readonly string[];
}

export interface MapViewProps {
  readonly scene: MapScene;
  readonly describe: (areaIndex: number) => AreaDescription;
  readonly onSelect: (areaIndex: number, additive: boolean) => void;
  readonly onClear: () => void;
  readonly onActivate: (areaIndex: number) => void;
  /** Names the map where a page has several. */
  readonly label?: string;
  /** Keeps it in step with the other maps of the link. */
  readonly cameraLink?: CameraLink;
  /** Drawn over the map, for example a legend. */
  readonly children?: ReactNode;
}

interface Hover {
  readonly areaIndex: number;
  readonly x: number;
  readonly y: number;
  readonly arena: string | null;
}

export function MapView({ scene, describe, onSelect, onClear, onActivate, label, cameraLink, children }: MapViewProps) {
  const { t } = useTranslation();
  const container = useRef<HTMLDivElement>(null);
  const areaMap = useRef<AreaMap | null>(null);
  const [hover, setHover] = useState<Hover | null>(null);
  const [failed, setFailed] = useState(false);
  const [spoken, setSpoken] = useState("");
  const helpId = useId();
  const { geography, activeArea } = scene;
  const onMapClick = useEffectEvent((areaIndex: number | null, additive: boolean) => {
    if (areaIndex === null) onClear();
    else onSelect(areaIndex, additive);
  });

  useEffect(() => {
    const element = container.current!;
    const link = cameraLink?.join((camera) => areaMap.current?.lookAt(camera));
    try {
      areaMap.current = createAreaMap(element, boundsAround(geography), {
        onHover: setHover,
        onClick: onMapClick,
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
    const observer = new ResizeObserver(() => map.resize());
    observer.observe(element);
    return () => {
      observer.disconnect();
      link?.leave();
      areaMap.current = null;
      map.remove();
    };
  }, [geography, cameraLink]);

  useEffect(() => areaMap.current?.draw(scene), [scene]);

  const speak = (areaIndex: number) => {
    const { title, lines } = describe(areaIndex);
    setSpoken([title, ...lines].join(". "));
  };
  const showAll = () => areaMap.current?.fit(boundsAround(geography), true);
  const fitSelection = () =>
    areaMap.current?.fit(boundsAround(geography, scene.selectedAreas.length ? scene.selectedAreas : undefined), true);

  const onKeyDown = (event: KeyboardEvent) => {
    const direction = directionOfKey[event.key];
    if (direction) {
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
    else if (event.key === "+") areaMap.current?.zoomBy(0.7);
    else if (event.key === "-") areaMap.current?.zoomBy(-0.7);
    else if (event.key === "0") showAll();
  };

  const tooltip = hover && describe(hover.areaIndex);
  const nearRight = hover !== null && container.current !== null && hover.x > container.current.clientWidth - 240;
  return (
    <div className="map-view">
      <div
        className="map-focus"
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
      <p id={helpId} className="visually-hidden">
        {t("map.keyboardHelp")}
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
          onClick={() => areaMap.current?.zoomBy(0.7)}
          aria-label={t("map.zoomIn")}
        >
          +
        </button>
        <button
          type="button"
          className="button button-icon"
          onClick={() => areaMap.current?.zoomBy(-0.7)}
          aria-label={t("map.zoomOut")}
        >
          −
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
      {tooltip && hover && (
        <div
          className="map-tooltip"
          aria-hidden="true"
          style={{
            left: hover.x,
            top: hover.y,
            transform: nearRight ? "translate(calc(-100% - 14px), 14px)" : "translate(14px, 14px)",
          }}
        >
          <strong>{tooltip.title}</strong>
          {hover.arena && <span>{hover.arena}</span>}
          {tooltip.lines.map((line) => (
            <span key={line}>{line}</span>
          ))}
        </div>
      )}
      {children}
    </div>
  );
}
