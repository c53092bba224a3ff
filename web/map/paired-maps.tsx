// Two maps of the same areas beside each other, in step: where one is moved or zoomed the other follows.
import { type ReactNode, useId, useState } from "react";
import { createCameraLink } from "./camera-link.ts";
import { MapView, type MapViewProps } from "./map-view.tsx";
import type { MapScene } from "./scene.ts";

export interface PairedMap {
  /** Stands over the map and names it. */
  readonly title: string;
  readonly scene: MapScene;
  readonly describe: MapViewProps["describe"];
  /** Drawn over the map, for example a legend. */
  readonly children?: ReactNode;
}

/** Give both scenes the same geography and the same selection. */
export function PairedMaps({
  left,
  right,
  ...shared
}: { left: PairedMap; right: PairedMap } & Pick<MapViewProps, "onSelect" | "onClear" | "onActivate" | "focusOn">) {
  const [cameraLink] = useState(createCameraLink);
  const id = useId();
  return (
    <div className="paired-maps">
      {[left, right].map(({ title, scene, describe, children }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: there are always these two
        <section key={place} aria-labelledby={`${id}-${place}`}>
          <h2 id={`${id}-${place}`}>{title}</h2>
          <div className="paired-map">
            <MapView scene={scene} describe={describe} label={title} cameraLink={cameraLink} {...shared}>
              {children}
            </MapView>
          </div>
        </section>
      ))}
    </div>
  );
}
