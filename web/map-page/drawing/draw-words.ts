// What a move does, in words: for the preview, the tooltip and a screen reader.
import type { TFunction } from "i18next";
import type { PlanTeam } from "../../../api/contract/plans.ts";
import type { DividedGroup, KeptGroup } from "../../drawing/kept-groups.ts";
import type { MoveEffect, Workbench } from "../../drawing/workbench.ts";
import { currentLanguage } from "../../i18n.ts";
import { formatNumber, formatSignedPercent, withinSentence } from "../../numbers.ts";

export function teamWords(t: TFunction, teams: readonly PlanTeam[], team: number): string {
  const found = teams[team];
  return found ? `${found.letter} · ${found.name}` : t("facts.noTeam");
}

/** So many divided groups are named in a sentence; the rest are counted. */
const namedAtMost = 3;

export function listOfTeams(teams: readonly PlanTeam[], places: readonly number[]): string {
  return new Intl.ListFormat(currentLanguage()).format(places.map((team) => teams[team]?.letter ?? "–"));
}

/** A school is named with what is told of it: its catchment. */
export function groupName(t: TFunction, { kind, name }: KeptGroup): string {
  if (kind === "catchment") return t("draw.divided.catchment", { name });
  return name.trim() === "" ? t("draw.divided.unnamed") : name;
}

/** That a group is divided, between which teams, and whether the rules keep it together; or which pair shares a team. */
export function dividedWords(t: TFunction, teams: readonly PlanTeam[], { group, teams: own }: DividedGroup): string {
  const told = { name: groupName(t, group), teams: listOfTeams(teams, own) };
  if (group.kind === "apart") return t("draw.divided.joined", told);
  return group.isRuled ? t("draw.divided.ruled", told) : t("draw.divided.told", told);
}

/**
 * Each touched team's sum before and after and its deviation, then what should be known: teams in several parts, groups and
 * catchments that are divided, pairs that share a team, and how many change team in all.
 * @param movedName what is counted as changing team.
 */
export function effectWords(
  t: TFunction,
  teams: readonly PlanTeam[],
  movedName: string,
  { teams: touched, divided, movedPeople }: MoveEffect,
): string[] {
  return [
    touched
      .map(({ team, valueBefore, sum }) =>
        t("draw.effect.team", {
          letter: teams[team]!.letter,
          before: formatNumber(valueBefore),
          sum: formatNumber(sum.value),
          percent: formatSignedPercent(sum.deviationFraction),
        }),
      )
      .join(", "),
    ...touched
      .filter(({ partCount }) => partCount > 1)
      .map(({ team, partCount }) => t("draw.effect.parts", { letter: teams[team]!.letter, count: partCount })),
    ...ruledFirst(divided)
      .slice(0, namedAtMost)
      .map((own) => dividedWords(t, teams, own)),
    ...(divided.length > namedAtMost ? [moreWords(t, ruledFirst(divided).slice(namedAtMost))] : []),
    ...(movedPeople > 0
      ? [t("draw.effect.moved", { people: formatNumber(movedPeople), measure: withinSentence(movedName) })]
      : []),
  ];
}

function moreWords(t: TFunction, rest: readonly DividedGroup[]): string {
  const hasPairs = rest.some(({ group }) => group.kind === "apart");
  return t(hasPairs ? "draw.divided.moreMixed" : "draw.divided.more", { count: rest.length });
}

/** As they are told: those that the rules keep together before others. */
export function ruledFirst(divided: readonly DividedGroup[]): DividedGroup[] {
  return divided.toSorted((a, b) => Number(b.group.isRuled) - Number(a.group.isRuled));
}

/** The effect as short as can be: each touched team's deviation, in how many parts it is, and how many groups are divided and pairs joined. */
export function shortWords(t: TFunction, teams: readonly PlanTeam[], { teams: touched, divided }: MoveEffect): string {
  const ofTeams = touched
    .map(({ team, sum, partCount }) => {
      const told = `${teams[team]!.letter}\u00a0${formatSignedPercent(sum.deviationFraction)}`;
      return partCount > 1 ? t("draw.shortParts", { told, count: partCount }) : told;
    })
    .join(", ");
  const pairCount = divided.filter(({ group }) => group.kind === "apart").length;
  const groupCount = divided.length - pairCount;
  return [
    ofTeams,
    ...(groupCount > 0 ? [t("draw.divided.short", { count: groupCount })] : []),
    ...(pairCount > 0 ? [t("draw.divided.shortJoined", { count: pairCount })] : []),
  ].join(". ");
}

/**
 * What the tool would do here, or why it cannot be done; of an area that is previewed, what the preview does. Nothing
 * where no team is chosen.
 * @param aimed what the tool would take where the pointer is; by keyboard it stands on the area's label point.
 */
export function foreseenWords(
  t: TFunction,
  bench: Workbench,
  teams: readonly PlanTeam[],
  movedName: string,
  area: number,
  aimed: readonly number[] = [],
): string[] {
  const { target } = bench.settings;
  const states = bench.isLocked(area) ? [t("draw.lockedArea")] : [];
  if (target === null) return states;
  const accepted = bench.draft.acceptedTeamOf(area);
  const inPreview = bench.draft.teamOf(area) !== accepted;
  if (!inPreview && (accepted === target || bench.isLocked(area))) return states;
  if (!inPreview && !bench.mayTake(area)) return [t("draw.notTaken")];
  const effect = inPreview ? bench.effect : bench.foresee(takenWith(bench, area, aimed));
  const does = inPreview
    ? t("draw.previewed", { team: teamWords(t, teams, bench.draft.teamOf(area)) })
    : t("draw.wouldGo", { team: teams[target]?.letter ?? t("facts.noTeam") });
  if (!effect) return inPreview ? [...states, does] : states;
  return [...states, does, ...effectWords(t, teams, movedName, effect)];
}

/** The areas that go together with this one when the tool is pressed; a shape has none until it is drawn. */
function takenWith(bench: Workbench, area: number, aimed: readonly number[]): readonly number[] {
  if (aimed.includes(area)) return aimed;
  const taken = bench.aim(bench.field.labelPoints[area]!, 0);
  return taken.includes(area) ? taken : [area];
}

/** What is selected and for which team, by the parent's name where it is one whole parent. */
export function selectedWords(t: TFunction, bench: Workbench, teams: readonly PlanTeam[]): string {
  const { target } = bench.settings;
  const { areas } = bench.moving;
  const parent = bench.wholeParent;
  const words =
    target === null
      ? t("draw.chooseTeam", { count: bench.selectedCount })
      : t("draw.previewOf", { count: areas.length, team: teamWords(t, teams, target) });
  if (parent === null) return words;
  return target === null || areas.length === parent.areaCount
    ? t("draw.wholeParent", { parent: parent.name, words })
    : t("draw.partOfParent", { parent: parent.name, count: parent.areaCount, words });
}

/** The whole preview in one sentence a screen reader can say. */
export function previewSentence(t: TFunction, bench: Workbench, teams: readonly PlanTeam[], movedName: string): string {
  const { areas } = bench.moving;
  const { target } = bench.settings;
  if (target === null || areas.length === 0) return leftWords(t, bench).join(". ");
  const effect = bench.effect;
  return [
    selectedWords(t, bench, teams),
    ...(effect ? effectWords(t, teams, movedName, effect) : []),
    ...leftWords(t, bench),
  ].join(". ");
}

/** What a tool with a team of its own let go of what was selected for another. */
export function letGoWords(t: TFunction, bench: Workbench): string[] {
  return bench.letGoCount > 0 ? [t("draw.letGo", { count: bench.letGoCount })] : [];
}

/** That a push took nothing, and where it must begin. */
export function missedWords(t: TFunction, bench: Workbench): string[] {
  return bench.hasMissedPush ? [t("draw.missedPush")] : [];
}

/** What is selected and yet not moved, and what was let go. */
export function leftWords(t: TFunction, bench: Workbench): string[] {
  const { lockedCount, outsideCount } = bench.moving;
  return [
    ...missedWords(t, bench),
    ...letGoWords(t, bench),
    ...(lockedCount > 0 ? [t("draw.lockedLeft", { count: lockedCount })] : []),
    ...(outsideCount > 0 ? [t("draw.outsideLeft", { count: outsideCount })] : []),
  ];
}
