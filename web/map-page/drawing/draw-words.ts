// What a move does, in words: for the preview, the tooltip and a screen reader.
import type { TFunction } from "i18next";
import type { PlanTeam } from "../../../api/contract/plans.ts";
import type { MoveEffect, Workbench } from "../../drawing/workbench.ts";
import { formatNumber, formatSignedPercent } from "../../numbers.ts";

export function teamWords(t: TFunction, teams: readonly PlanTeam[], team: number): string {
  const found = teams[team];
  return found ? `${found.letter} · ${found.name}` : t("facts.noTeam");
}

/** Each touched team's sum and deviation, then what should be known: teams in several parts. */
export function effectWords(t: TFunction, teams: readonly PlanTeam[], { teams: touched }: MoveEffect): string[] {
  return [
    touched
      .map(({ team, sum }) =>
        t("draw.effect.team", {
          letter: teams[team]!.letter,
          sum: formatNumber(sum.value),
          percent: formatSignedPercent(sum.deviationFraction),
        }),
      )
      .join(", "),
    ...touched
      .filter(({ partCount }) => partCount > 1)
      .map(({ team, partCount }) => t("draw.effect.parts", { letter: teams[team]!.letter, count: partCount })),
  ];
}

/** What it would do to take an area in hand, or why it cannot be done; nothing where no team is chosen. */
export function foreseenWords(t: TFunction, bench: Workbench, teams: readonly PlanTeam[], area: number): string[] {
  const { target } = bench.settings;
  const states = bench.isLocked(area) ? [t("draw.lockedArea")] : [];
  if (target === null) return states;
  const accepted = bench.draft.acceptedTeamOf(area);
  if (bench.draft.teamOf(area) !== accepted) {
    return [...states, t("draw.previewed", { team: teamWords(t, teams, bench.draft.teamOf(area)) })];
  }
  if (accepted === target || bench.isLocked(area)) return states;
  if (!bench.mayTake(area)) return [t("draw.notTaken")];
  const effect = bench.foresee([area]);
  if (!effect) return states;
  return [t("draw.wouldGo", { team: teams[target]?.letter ?? t("facts.noTeam") }), ...effectWords(t, teams, effect)];
}

/** The whole preview in one sentence a screen reader can say. */
export function previewSentence(t: TFunction, bench: Workbench, teams: readonly PlanTeam[]): string {
  const { areas, lockedCount } = bench.moving;
  const { target } = bench.settings;
  if (target === null || areas.length === 0) return "";
  const effect = bench.effect;
  return [
    t("draw.previewOf", { count: areas.length, team: teamWords(t, teams, target) }),
    ...(effect ? effectWords(t, teams, effect) : []),
    ...(lockedCount > 0 ? [t("draw.lockedLeft", { count: lockedCount })] : []),
  ].join(". ");
}
