// The pattern that areas without a number have on the map, as a small square for legends.
import type { UntoldKind } from "../map/scene.ts";

export function UntoldSwatch({ kind }: { kind: UntoldKind }) {
  return <span className={`swatch swatch-${kind}`} aria-hidden="true" />;
}
