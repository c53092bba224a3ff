// What an area profile says in words: rank, difference and how a number was made.
import type { TFunction } from "i18next";
import type { AreaProfile, ProfileIndicator } from "../../api/contract/profiles.ts";
import { currentLanguage } from "../i18n.ts";
import { formatNumber } from "../numbers.ts";

/** "högst av 12", "näst lägst av 12", "3:e högst av 12". */
export function rankInWords(t: TFunction, rank: ProfileIndicator["rank"]): string | null {
  if (!rank) return null;
  const { place, of } = rank;
  const among = t(`profile.rank.among.${rank.among}`);
  const name =
    place === 1 ? "first" : place === of ? "last" : place === 2 ? "second" : place === of - 1 ? "secondLast" : "middle";
  return t(`profile.rank.${name}`, { place: ordinal(place), of, among });
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

/** A value with its unit, and its interval where it has one. */
export function estimateText(
  t: TFunction,
  { unit, decimals }: Pick<ProfileIndicator, "unit" | "decimals">,
  { value, low, high }: ProfileIndicator["years"][number]["values"][number],
): string {
  if (value === null) return t("profile.noValue");
  const text = `${formatNumber(value, decimals)}\u00a0${unit}`;
  if (low === null || high === null) return text;
  return t("profile.withInterval", {
    text,
    low: formatNumber(low, decimals),
    high: formatNumber(high, decimals),
  });
}
