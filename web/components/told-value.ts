// How one area's number is told: exact, rounded, a part of a number of several areas, or not at all and why.
import type { TFunction } from "i18next";
import type { AreaValues } from "../../api/contract/statistics.ts";
import { largestRoundingError } from "../../engine/disclosure/keyed-rounding.ts";
import type { UntoldKind } from "../map/scene.ts";
import { formatNumber } from "../numbers.ts";

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

/** A number that is told of an area, and how far it can be trusted. */
export interface Told {
  readonly value: number;
  readonly rounded: boolean;
  /** Whether it has reached the cap, so that the exact number may be any larger. */
  readonly atCap: boolean;
  /** How many other areas it was rounded together with: then it is the area's part of their number. */
  readonly others: number;
}

/** Null where the area has no number. */
export function toldOf({ values, protection }: AreaValues, areaIndex: number): Told | null {
  const value = values[areaIndex] ?? null;
  if (value === null) return null;
  const first = protection?.toldWith[areaIndex];
  return {
    value,
    rounded: protection?.rounded[areaIndex] ?? false,
    atCap: protection?.atCap[areaIndex] ?? false,
    others: protection ? protection.toldWith.filter((own) => own === first).length - 1 : 0,
  };
}

/** The mark beside the number, and the same in words. Nothing for an exact one. */
export function exactnessMark(
  t: TFunction,
  { value, rounded, atCap, others }: Told,
): { readonly sign: string; readonly words: string } | null {
  if (!rounded) return null;
  if (others > 0) {
    const words = t("protected.shared", { count: others });
    return atCap
      ? { sign: t("protected.sharedAtCapSign"), words: t("protected.sharedAtCap", { shared: words }) }
      : { sign: "≈", words };
  }
  if (!atCap) return { sign: `±${largestRoundingError}`, words: t("protected.rounded") };
  const number = formatNumber(value - largestRoundingError);
  return { sign: t("protected.atLeastSign", { number }), words: t("protected.atCap", { number }) };
}

/** Whether a number in the sum of all is rounded. */
export function isTotalRounded({ protection }: AreaValues): boolean {
  return protection?.rounded.includes(true) ?? false;
}

/** Whether a number in the sum of all has reached the cap, so that the sum is at least so large. */
export function isTotalAtLeast({ protection }: AreaValues): boolean {
  return protection !== null && (protection.unplacedAtCap || protection.atCap.includes(true));
}

/** A team's sum with its likely error, or with what it is at least where an area in it has reached the cap. */
export function sumInWords(
  t: TFunction,
  { value, likelyError = 0, atLeast = false }: { value: number; likelyError?: number; atLeast?: boolean },
): string {
  const error = Math.ceil(likelyError);
  if (error === 0) return formatNumber(value);
  const sign = atLeast
    ? t("protected.atLeastSign", { number: formatNumber(Math.max(0, value - error)) })
    : `±${formatNumber(error)}`;
  return `${formatNumber(value)} ${sign}`;
}
