// What loads are called: units, differences beside chance, and sentences that never call chance a difference.
import type { TFunction } from "i18next";
import type { WorkloadPeriod } from "../../api/contract/workload.ts";
import type { CarriedLoad, PerPosition } from "../../engine/workload/carried-work.ts";
import type { WorkBalance } from "../../engine/workload/load-balance.ts";
import { measureName } from "../map-page/colouring.ts";
import { formatNumber, formatPercent, formatSigned } from "../numbers.ts";
import { countYears, type PeriodBalance, verdictOf, type WeightValues, type WorkKind } from "./balances.ts";

/** "1 612 tim"; a dash where there are no positions. */
export function loadText(t: TFunction, value: number | null, { unit }: Pick<WeightValues, "unit">): string {
  return value === null ? "–" : t(`workload.${unit}`, { value: formatNumber(value) });
}

/** "412 ± 41"; the number alone where nothing takes it farther than to the next whole one. */
export function amountText(amount: number, margin: number): string {
  const error = Math.ceil(margin);
  return error === 0 ? formatNumber(amount) : `${formatNumber(amount)}\u00a0±\u00a0${formatNumber(error)}`;
}

/** "41,2 ± 4,1" of cases or children per position; a dash where there are no positions. */
export function perPositionText({ amount, margin }: PerPosition): string {
  if (amount === null || margin === null) return "–";
  const decimals = amount < 100 && margin < 5 ? 1 : 0;
  const error = Math.ceil(margin * 10 ** decimals) / 10 ** decimals;
  return `${formatNumber(amount, decimals)}\u00a0±\u00a0${formatNumber(error, decimals)}`;
}

/** What a position has carried in the years told, how far apart years and teams were, and which years are left out. */
export function carriedSentences(t: TFunction, carried: CarriedLoad, weights: Pick<WeightValues, "unit">): string[] {
  const { years, leftOut, median, lowestYear, highestYear, lowestTeam, highestTeam } = carried;
  const load = (value: number) => loadText(t, value, weights);
  const parts = {
    ...{ count: years.length, first: years[0], last: years.at(-1), median: load(median) },
    ...{ lowestYear: load(lowestYear), highestYear: load(highestYear) },
    ...{ lowestTeam: load(lowestTeam), highestTeam: load(highestTeam) },
  };
  return [
    t("workload.carried.median", parts),
    ...(leftOut.length > 0 ? [t("workload.carried.leftOut", { years: leftOut.join(", ") })] : []),
  ];
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

/** "okänt för 2 områden", which stands beside a number that is at least so large; nothing where all is known. */
export function unknownText(t: TFunction, areas: number): string {
  return areas === 0 ? "" : t("workload.unknownAreas", { count: areas });
}

/** "Skillnaden är större än slumpen i 3 av 4 år. För 2 år kan det inte sägas." */
export function yearsSentence(t: TFunction, years: readonly { readonly own: WorkBalance }[]): string {
  const { beyond, told, untold } = countYears(years);
  return [
    ...(told > 0 || untold === 0 ? [t("workload.years", { beyond, count: told })] : []),
    ...(untold > 0 ? [t("workload.yearsUntold", { count: untold })] : []),
  ].join(" ");
}

/** "Utredning: mer än slumpen i 2 av 4 team: A lägre, C högre." or that no team differs by more than chance. */
export function kindSentence(
  t: TFunction,
  kind: WorkKind,
  teams: readonly { readonly letter: string }[],
  { balance }: PeriodBalance,
): string {
  const different = balance.teams.flatMap((team, place) => {
    const verdict = verdictOf(team[kind]);
    return verdict === "more" || verdict === "less"
      ? [t(`workload.different.${verdict}`, { team: teams[place]!.letter })]
      : [];
  });
  const untold = teams.filter((_team, place) => verdictOf(balance.teams[place]![kind]) === "untold");
  const parts = {
    kind: t(`workload.kinds.${kind}`),
    count: different.length,
    teams: teams.length - untold.length,
    list: different.join(", "),
  };
  const sentence = t(different.length === 0 ? "workload.noneDifferent" : "workload.someDifferent", parts);
  if (untold.length === 0) return sentence;
  return `${sentence} ${t("workload.untoldTeams", { list: untold.map(({ letter }) => letter).join(", ") })}`;
}

/** How many clients have no area and are in no team's load, or that they are too few to be told. */
export function unplacedSentence(t: TFunction, { unplaced }: Pick<WorkloadPeriod, "unplaced">): string {
  return unplaced.clientsAYear === null
    ? t("workload.unplaced.untold")
    : t("workload.unplaced.cases", { clients: formatNumber(unplaced.clientsAYear) });
}
