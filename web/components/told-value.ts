// How one area's number is told: exact, rounded, a part of a number of several areas, or not at all and why.
import type { TFunction } from "i18next";
import type { AreaValues } from "../../api/contract/statistics.ts";
import type { UntoldKind } from "../map/scene.ts";

type Reason = NonNullable<AreaValues["missingReasons"][number]>;

const kinds: Record<Reason, UntoldKind> = {
  suppressed: "unknown",
  missing: "unknown",
  "less-than": "unknown",
  protected: "withheld",
  outside: "outside",
};

/** Why an area has no number; null where it has one. */
export function untoldKindOf(values: AreaValues, areaIndex: number): UntoldKind | null {
  if (values.values[areaIndex] !== null) return null;
  return kinds[values.missingReasons[areaIndex] ?? "missing"];
}

/** "exact": as counted; "rounded": at most four off; "shared": the area's part of a rounded number of several areas. */
export type Exactness = "exact" | "rounded" | "shared";

export function exactnessOf({ protection }: AreaValues, areaIndex: number): Exactness {
  if (!protection?.rounded[areaIndex]) return "exact";
  return sharedWith(protection.toldWith, areaIndex) > 0 ? "shared" : "rounded";
}

/** How many other areas the number was rounded together with. */
export function sharedWith(toldWith: readonly number[], areaIndex: number): number {
  return toldWith.filter((first) => first === toldWith[areaIndex]).length - 1;
}

/** The mark beside the number, and the same in words. Nothing for an exact one. */
export function exactnessMark(
  t: TFunction,
  exactness: Exactness,
  others: number,
): { readonly sign: string; readonly words: string } | null {
  if (exactness === "exact") return null;
  if (exactness === "rounded") return { sign: "±4", words: t("protected.rounded") };
  return { sign: "≈", words: t("protected.shared", { count: others }) };
}
