// A team more or less than a plan has: which it is, as the address tells it, the teams that there would be, and where their areas come from.
import type { PlanTeam } from "../../api/contract/plans.ts";

/** One team more, with areas that the engine proposes or those of a team in another plan; or one team less. */
export type TeamChange =
  | { readonly kind: "add"; readonly from: { readonly planId: string; readonly letter: string } | null }
  | { readonly kind: "remove"; readonly letter: string };

/** The team that is only thought of. */
export const thoughtTeamId = "thought";

/** "ny", "ny.<plan>.<letter>" or "bort.<letter>"; null where nothing of it can be read. */
export function teamChangeIn(text: string | null): TeamChange | null {
  const added = /^ny(?:\.([\w-]{1,64})\.([^.]{1,2}))?$/.exec(text ?? "");
  if (added) return { kind: "add", from: added[1] && added[2] ? { planId: added[1], letter: added[2] } : null };
  const removed = /^bort\.([^.]{1,2})$/.exec(text ?? "");
  return removed ? { kind: "remove", letter: removed[1]! } : null;
}

export function teamChangeText(change: TeamChange): string {
  if (change.kind === "remove") return `bort.${change.letter}`;
  return change.from === null ? "ny" : `ny.${change.from.planId}.${change.from.letter}`;
}

const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ"];
const quarters = 4;

/** The plan's teams with the change; a new team has the others' mean positions, to the nearest quarter. */
export function changedTeams(teams: readonly PlanTeam[], change: TeamChange | null, name: string): PlanTeam[] {
  if (change === null) return [...teams];
  if (change.kind === "remove") {
    const left = teams.filter(({ letter }) => letter !== change.letter);
    return left.length > 0 ? left : [...teams];
  }
  const mean = (key: "investigationPositions" | "firstLinePositions") =>
    Math.round((quarters * teams.reduce((sum, team) => sum + team[key], 0)) / Math.max(1, teams.length)) / quarters;
  const free = [...Array(8).keys()].find((colour) => teams.every(({ colourIndex }) => colourIndex !== colour));
  return [
    ...teams,
    {
      teamId: thoughtTeamId,
      letter: letters.find((own) => teams.every(({ letter }) => letter !== own)) ?? "+",
      name,
      colourIndex: free ?? teams.length % 8,
      investigationPositions: mean("investigationPositions"),
      firstLinePositions: mean("firstLinePositions"),
    },
  ];
}

/** Which team each area is in: a place in the list of teams, −1 where none. */
interface Divided {
  readonly teams: readonly PlanTeam[];
  readonly teamIndexes: readonly number[];
}

/** The place of each area's team among other teams; −1 where it is none of them. */
export function teamsAmong(plan: Divided, teams: readonly PlanTeam[]): number[] {
  const places = plan.teams.map(({ teamId }) => teams.findIndex((own) => own.teamId === teamId));
  return plan.teamIndexes.map((team) => places[team] ?? -1);
}

/** The last of the teams takes the areas that a team has in another plan; null where that plan has no such team. */
export function takenFrom(own: readonly number[], teamCount: number, other: Divided, letter: string): number[] | null {
  const place = other.teams.findIndex((team) => team.letter === letter);
  if (place < 0 || !other.teamIndexes.includes(place)) return null;
  return own.map((team, area) => (other.teamIndexes[area] === place ? teamCount - 1 : team));
}

/** Areas that go from one team to another. */
export interface AreaFlow {
  readonly from: PlanTeam | null;
  readonly to: PlanTeam;
  readonly areaIndexes: readonly number[];
  readonly children: number;
}

/** What goes where, most children first. */
export function areaFlows(plan: Divided, tried: Divided, children: ArrayLike<number>): AreaFlow[] {
  const flows = new Map<string, { from: PlanTeam | null; to: PlanTeam; areaIndexes: number[]; children: number }>();
  for (const [area, place] of tried.teamIndexes.entries()) {
    const from = plan.teams[plan.teamIndexes[area]!] ?? null;
    const to = tried.teams[place];
    if (!to || from?.teamId === to.teamId) continue;
    const key = `${from?.teamId} ${to.teamId}`;
    const flow = flows.get(key) ?? { from, to, areaIndexes: [], children: 0 };
    flow.areaIndexes.push(area);
    flow.children += children[area]!;
    flows.set(key, flow);
  }
  return [...flows.values()].sort((a, b) => b.children - a.children);
}
