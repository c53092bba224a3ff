// What loads are called: units, differences beside chance, and sentences that never call chance a difference.
import type { TFunction } from "i18next";
import type { WorkBalance } from "../../engine/workload/load-balance.ts";
import { measureName } from "../map-page/colouring.ts";
import { formatNumber, formatPercent, formatSigned } from "../numbers.ts";
import { verdictOf, type WeightValues } from "./balances.ts";

/** "1 612 tim"; a dash where there are no positions. */
export function loadText(t: TFunction, value: number | null, { unit }: Pick<WeightValues, "unit">): string {
  return value === null ? "–" : t(`workload.${unit}`, { value: formatNumber(value) });
}

/** "+54 ± 61": the difference beside what chance makes 19 times in 20. */
export function differenceText(t: TFunction, { deviation, chanceMargin }: WorkBalance): string {
  if (deviation === null || chanceMargin === null) return "–";
  return t("workload.difference", { by: formatSigned(deviation), chance: formatNumber(chanceMargin) });
}

/** "Klienter, utredning" → "utredning": within these pages all of them are clients. */
export function caseTypeName(names: { readonly nameSv: string; readonly nameEn: string }): string {
  return measureName(names).replace(/^(Klienter|Clients), /, "");
}

/** "Högre än kommunens, 12 %: mer än slumpen" or that there is no difference. */
export function verdictText(t: TFunction, balance: WorkBalance): string {
  const share = formatPercent(Math.abs(balance.deviationFraction ?? 0), 0);
  return t(`workload.verdict.${verdictOf(balance)}`, { share });
}

/** "Skillnaden är större än slumpen i 3 av 6 år." */
export function yearsSentence(t: TFunction, years: readonly { readonly own: WorkBalance }[]): string {
  const beyond = years.filter(({ own }) => own.isMoreThanChance).length;
  return t("workload.years", { beyond, count: years.length });
}
