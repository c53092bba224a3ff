// What each team of a plan inherits from the teams of the plan before it, and what share of its children that speaks for.
import { likelySumError } from "../../engine/disclosure/keyed-rounding.ts";
import type { Plan } from "../contract/plans.ts";
import type { ProfileInheritance } from "../contract/profiles.ts";
import type { Transaction } from "../db/database.ts";
import { AppError } from "../errors.ts";
import { findPlan } from "../plans/plans.store.ts";
import { findChildrenMeasure, findEarlierPlan, readTakenOverAreas, type TakenOverArea } from "./inheritance.store.ts";

type Heir = ProfileInheritance["teams"][number];
type Inherited = Heir["inherits"][number];

/** The key of a team's profile in a plan: see `ProfileKey`. */
function teamProfileKey(planId: string, teamId: string): string {
  return `team.${planId}.${teamId}`;
}

/**
 * Shares are of protected child counts, the same for every role; `ownTeams` (null: all) are those told of, and somebody
 * who acts as team is told of children in their own areas only, so that shares of other areas are null. `earlierPlanId`
 * null takes the plan that was superseded. Throws 404 where `earlierPlanId` names no plan that was ever adopted.
 */
export async function readInheritance(
  transaction: Transaction,
  municipality: string,
  plan: Plan,
  earlierPlanId: string | null,
  ownTeams: readonly string[] | null,
): Promise<ProfileInheritance> {
  const found = await findEarlierPlan(transaction, municipality, plan.id, earlierPlanId);
  const earlierPlan = found && (await findPlan(transaction, municipality, found.planId, { drafts: false }));
  if (earlierPlanId !== null && !earlierPlan) throw new AppError("not-found");
  if (!found || !earlierPlan) return { planId: plan.id, earlier: null, measure: null, teams: [], withoutHeir: [] };
  const measure = await findChildrenMeasure(transaction, municipality, plan.divisionId);
  const areas = await readTakenOverAreas(transaction, municipality, plan.id, found.planId, measure);
  const inherited = new Set(areas.flatMap((area) => (area.teamIndex >= 0 ? [area.earlierTeamIndex] : [])));
  return {
    planId: plan.id,
    earlier: found,
    measure,
    teams: plan.teams.flatMap(({ teamId }, teamIndex) =>
      ownTeams === null || ownTeams.includes(teamId) ? [heirOf(plan, earlierPlan, areas, teamIndex)] : [],
    ),
    withoutHeir: earlierPlan.teams.flatMap(({ teamId, letter, name }, teamIndex) =>
      inherited.has(teamIndex) ? [] : [{ teamId, letter, name, profileKey: teamProfileKey(earlierPlan.id, teamId) }],
    ),
  };
}

/**
 * Of the children in a team's area of a plan, how many (0–1) live in some of its areas; null where some of its children
 * are not told. Children of other teams are never looked at.
 */
export async function readChildrenShare(
  transaction: Transaction,
  municipality: string,
  plan: Plan,
  teamId: string,
  areaCodes: readonly string[],
): Promise<number | null> {
  const measure = await findChildrenMeasure(transaction, municipality, plan.divisionId);
  const teamIndex = plan.teams.findIndex((team) => team.teamId === teamId);
  const areas = await readTakenOverAreas(transaction, municipality, plan.id, plan.id, measure);
  const own = areas.filter((area) => area.teamIndex === teamIndex);
  const [all, some] = [childrenIn(own), childrenIn(own.filter(({ areaCode }) => areaCodes.includes(areaCode)))];
  return all === null || some === null || all === 0 ? null : some / all;
}

function heirOf(plan: Plan, earlierPlan: Plan, areas: readonly TakenOverArea[], teamIndex: number): Heir {
  const own = areas.filter((area) => area.teamIndex === teamIndex);
  const children = childrenIn(own);
  const { teamId, letter, name } = plan.teams[teamIndex]!;
  return {
    teamId,
    letter,
    name,
    profileKey: teamProfileKey(plan.id, teamId),
    areaCount: own.length,
    children,
    inherits: earlierPlan.teams
      .flatMap((_team, earlierIndex) => partOf(earlierPlan, own, children, earlierIndex))
      .sort((a, b) => (b.share ?? 0) - (a.share ?? 0) || b.areaCodes.length - a.areaCodes.length),
    newAreaCodes: own.flatMap((area) => (area.earlierTeamIndex < 0 ? [area.areaCode] : [])),
  };
}

function partOf(
  earlierPlan: Plan,
  own: readonly TakenOverArea[],
  children: number | null,
  earlierIndex: number,
): Inherited[] {
  const taken = own.filter((area) => area.earlierTeamIndex === earlierIndex);
  if (taken.length === 0) return [];
  const { teamId, letter, name } = earlierPlan.teams[earlierIndex]!;
  const ofThem = childrenIn(taken);
  return [
    {
      teamId,
      letter,
      name,
      profileKey: teamProfileKey(earlierPlan.id, teamId),
      areaCodes: taken.map(({ areaCode }) => areaCode),
      children: ofThem,
      uncertainty: Math.ceil(likelySumError(taken.filter(({ rounded }) => rounded).length)),
      share: ofThem === null || !children ? null : ofThem / children,
    },
  ];
}

/** Null where any of them is not told: a share of some of them would speak for another part than it says. */
function childrenIn(areas: readonly TakenOverArea[]): number | null {
  return areas.some((area) => area.children === null) ? null : areas.reduce((sum, area) => sum + area.children!, 0);
}
