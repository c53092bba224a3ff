// A yes or no of each feature, painted by feature state; only what has changed is sent to the map.
import type { ExpressionSpecification, Map as MapLibreMap } from "maplibre-gl";

/** Opacity of the features that have the flag; the others are not seen. */
export function whereFlagged(name: string, value: number): ExpressionSpecification {
  return ["case", ["boolean", ["feature-state", name], false], value, 0];
}

/**
 * Sets a flag of the told features of a source, whose ids are 0…count − 1, and of no others; what each map has been told
 * is remembered. Layers that show the flagged features only are named: they begin hidden (`visibility: "none"`) and are
 * shown with the first of them.
 */
export function stateFlagsOf(
  source: string,
  name: string,
  layers: readonly string[],
): (map: MapLibreMap, count: number, features: Iterable<number>) => void {
  const told = new WeakMap<MapLibreMap, Uint8Array>();
  return (map, count, features) => {
    let flags = told.get(map);
    if (flags?.length !== count) {
      flags = new Uint8Array(count);
      told.set(map, flags);
    }
    const set = new Set(features);
    if (set.size > 0) show(map, layers);
    for (let id = 0; id < count; id++) {
      const flag = set.has(id) ? 1 : 0;
      if (flags[id] === flag) continue;
      flags[id] = flag;
      map.setFeatureState({ source, id }, { [name]: flag === 1 });
    }
  };
}

/** A layer without anything to show is not drawn at all: a transparent one costs as much as a seen one. */
function show(map: MapLibreMap, layers: readonly string[]): void {
  for (const layer of layers) {
    if (map.getLayoutProperty(layer, "visibility") === "none") map.setLayoutProperty(layer, "visibility", "visible");
  }
}
