// Numbers of the forecast in words: intervals, chances and positions, and a team's name.
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { PlanTeam } from "../../api/contract/plans.ts";
import type { Interval } from "../../engine/workload/chance.ts";
import { TeamBadge } from "../components/team-badge.tsx";
import { formatNumber, formatPercent, formatSignedPercent } from "../numbers.ts";
import type { ChanceBounds } from "./outlook.ts";

/** "590–685" */
export function formatInterval({ low, high }: Interval): string {
  return `${formatNumber(Math.round(low))}–${formatNumber(Math.round(high))}`;
}

/** "−15 % ± 9 %": a deviation beside what chance makes 19 times in 20. */
export function formatDeviation(deviation: number, margin: number): string {
  if (!Number.isFinite(deviation)) return "–";
  // Nothing is neither more nor less: "0 % ± 10 %".
  const share = formatSignedPercent(deviation, 0).replace("±", "");
  return Number.isFinite(margin) ? `${share} ± ${formatPercent(margin, 0)}` : share;
}

/** "minst så många; okänt för 2 områden" under a team's number; nothing where all is told. */
export function UntoldNote({ areas }: { areas: number }) {
  const { t } = useTranslation();
  return areas > 0 && <span className="under">{t("workload.unknownAreas", { count: areas })}</span>;
}

/** The same, or that one year says nothing of it. */
export function intervalText(t: TFunction, interval: Interval | null): string {
  return interval === null ? t("forecast.cannotSayOfOneYear") : formatInterval(interval);
}

/** The same, or that one year says nothing of it. */
export function chanceText(t: TFunction, chance: number | null): string {
  return chance === null ? t("forecast.cannotSayOfOneYear") : formatChance(chance);
}

/** Chances near the ends are not told as certain: "< 1 %", "> 99 %". */
export function formatChance(chance: number): string {
  if (chance < 0.01) return "< 1\u00a0%";
  if (chance > 0.99) return "> 99\u00a0%";
  return formatPercent(chance, 0);
}

/** "minst 82 %"; "högst 40 %" where nothing can be promised. */
export function formatChanceBounds(t: TFunction, { atLeast, atMost }: ChanceBounds): string {
  if (atLeast <= 0 && atMost >= 1) return t("forecast.cannotSayOfOneYear");
  if (atLeast > 0.99 || atMost < 0.01) return formatChance(atMost < 0.01 ? atMost : atLeast);
  if (atLeast < 0.01) return t("forecast.chanceAtMost", { chance: formatPercent(atMost, 0) });
  return t("forecast.chanceAtLeast", { chance: formatPercent(atLeast, 0) });
}

/** What numbers rest on: a version of the weights, the program's own, or ones in hand (null) that nobody has saved. */
export function weightsName(t: TFunction, version: number | null): string {
  if (version === null) return t("forecast.unsavedWeights");
  return version === 0 ? t("forecast.defaultWeights") : t("forecast.weightsVersion", { version });
}

export function TeamHeading({ team }: { team: Pick<PlanTeam, "letter" | "name" | "colourIndex"> }) {
  return (
    <span className="team-heading">
      <TeamBadge letter={team.letter} colourIndex={team.colourIndex} small />
      <span className="visually-hidden">{team.letter} </span>
      <span className="team-heading-name">{team.name}</span>
    </span>
  );
}
