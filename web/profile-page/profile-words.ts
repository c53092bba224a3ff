// What an area profile says in words: rank, difference and how a number was made.
import type { TFunction } from "i18next";
import type { AreaProfile, ProfileIndicator } from "../../api/contract/profiles.ts";
import { currentLanguage } from "../i18n.ts";
import { formatNumber, formatSigned } from "../numbers.ts";

type ChildCount = AreaProfile["children"][number]["dates"][number]["own"];

/** "högst av 12", "näst lägst av 12", "3:e högst av 12", or the places that chance leaves open: "2:a–4:e högst av 12". */
export function rankInWords(t: TFunction, rank: ProfileIndicator["rank"]): string | null {
  if (!rank) return null;
  const { place, of, chance } = rank;
  const among = t(`profile.rank.among.${rank.among}`);
  if (chance && chance.first !== chance.last) {
    if (chance.first === 1 && chance.last === of) return t("profile.rank.noneApart", { of, among });
    return t("profile.rank.between", { first: ordinal(chance.first), last: ordinal(chance.last), of, among });
  }
  const name =
    place === 1 ? "first" : place === of ? "last" : place === 2 ? "second" : place === of - 1 ? "secondLast" : "middle";
  const words = t(`profile.rank.${name}`, { place: ordinal(place), of, among });
  return chance ? words : t("profile.rank.notJudged", { words });
}

/** 3 → "3:e" or "3rd". */
function ordinal(place: number): string {
  const [ones, tens] = [place % 10, Math.floor(place / 10) % 10];
  if (currentLanguage() === "sv") return `${place}:${(ones === 1 || ones === 2) && tens !== 1 ? "a" : "e"}`;
  const ending = tens === 1 ? "th" : (["th", "st", "nd", "rd"][ones] ?? "th");
  return `${place}${ending}`;
}

/** How one of those compared with is called within a sentence. */
export function comparedName(t: TFunction, { key, name }: AreaProfile["compared"][number]): string {
  if (key === "municipality") return t("profile.municipality");
  return key === "similar" ? t("profile.similar") : name;
}

/** A value with its unit (none where that is told elsewhere), and its interval where it has one. */
export function estimateText(
  t: TFunction,
  { unit, decimals }: Pick<ProfileIndicator, "unit" | "decimals">,
  { value, low, high }: ProfileIndicator["years"][number]["values"][number],
): string {
  if (value === null) return t("profile.noValue");
  const text = unit === "" ? formatNumber(value, decimals) : `${formatNumber(value, decimals)}\u00a0${unit}`;
  if (low === null || high === null) return text;
  return t("profile.withInterval", {
    text,
    low: formatNumber(low, decimals),
    high: formatNumber(high, decimals),
  });
}

/** The newest value beside one of those compared with, in words. */
export function verdictText(
  t: TFunction,
  indicator: ProfileIndicator,
  compared: AreaProfile["compared"],
  place: number,
): string {
  return t(`profile.verdict.${indicator.verdicts[place]!}`, {
    name: comparedName(t, compared[place]!),
    value: estimateText(t, indicator, indicator.years.at(-1)!.values[place + 1]!),
  });
}

/**
 * Why chance cannot be judged of the newest value, so that nothing is called a difference; null where it is. Nobody has told
 * of how many people, or how spread, a number without a base is, or not of all areas.
 */
export function lackOfBase(t: TFunction, { base, unit, years }: ProfileIndicator): string | null {
  const own = years.at(-1)!.values[0]!;
  if (own.value === null || own.low !== null) return null;
  if (base === null) return t(unit === "%" ? "profile.lack.base" : "profile.lack.spread");
  if (base !== "imported") return t("profile.lack.people");
  return t(unit === "%" || own.people === null ? "profile.lack.partly" : "profile.lack.spread");
}

/** What has become of it since its first year, in words; null with fewer than two years. */
export function trendText(t: TFunction, indicator: ProfileIndicator): string | null {
  const { trend } = indicator;
  if (!trend) return null;
  const { from, to, verdict } = trend;
  return t(`profile.trend.${verdict}`, { from, to, difference: changeText(t, indicator) });
}

/** How much it has changed since its first year, with its unit; empty with fewer than two years. */
export function changeText(t: TFunction, { trend, unit, decimals }: ProfileIndicator): string {
  if (!trend) return "";
  const step = unit === "%" ? t("profile.percentagePoints") : unit;
  return `${formatSigned(trend.difference, decimals)}\u00a0${step}`;
}

/** A sum of children as it is told: how far rounding moves it, and what is left out of it. */
export function childrenText(
  t: TFunction,
  { value, uncertainty, unknownCount }: Pick<ChildCount, "value" | "uncertainty" | "unknownCount">,
): string {
  if (value === null) return t("profile.noValue");
  const number = uncertainty === 0 ? formatNumber(value) : `${formatNumber(value)}\u00a0±\u00a0${uncertainty}`;
  return unknownCount > 0 ? t("profile.children.partly", { number, count: unknownCount }) : number;
}

/** 22.84 → "22,8 %". */
export function shareText(percent: number): string {
  return `${formatNumber(percent, 1)}\u00a0%`;
}

/** How the change since the first date is told. */
export function childrenChangeText(t: TFunction, { change }: AreaProfile["children"][number]): string {
  if (change === null) return t("profile.children.noChange");
  const { verdict, difference, from } = change;
  return t(`profile.children.${verdict}`, { difference: formatSigned(difference), from: from.slice(0, 4) });
}
