// What is tried, as the address tells it: another plan, a team more or less, other weights and moved positions in quarters; never a count of people.
import type { PlanTeam } from "../../api/contract/plans.ts";
import { type TeamChange, teamChangeIn, teamChangeText } from "./thought-team.ts";

/** Moved positions in steps of a quarter, by team id and kind of work. */
export type Steps = Readonly<Record<string, { readonly investigation: number; readonly firstLine: number }>>;

export interface WhatIf {
  readonly planId: string | null;
  /** A saved version of the weights; null for the present ones. */
  readonly weightsVersion: number | null;
  /** A team more or less; null for the plan's own teams. */
  readonly teamChange: TeamChange | null;
  readonly steps: Steps;
}

export const stepPositions = 0.25;
const mostSteps = 400;

const planKey = "provaforslag";
const weightsKey = "provavikter";
const stepsKey = "provasteg";
const teamKey = "provateam";

const noSteps = { investigation: 0, firstLine: 0 };

/** "A.2.0_B.-2.0": team's letter, quarters in investigations and in the first line. What cannot be read is left out. */
export function whatIfIn(search: URLSearchParams, teams: readonly PlanTeam[]): WhatIf {
  const weights = search.get(weightsKey);
  const steps: Record<string, { investigation: number; firstLine: number }> = {};
  for (const part of (search.get(stepsKey) ?? "").split("_")) {
    const match = /^([^.]{1,2})\.(-?\d{1,3})\.(-?\d{1,3})$/.exec(part);
    const team = teams.find(({ letter }) => letter === match?.[1]);
    if (!match || !team) continue;
    const [investigation, firstLine] = [Number(match[2]), Number(match[3])];
    if (Math.abs(investigation) <= mostSteps && Math.abs(firstLine) <= mostSteps) {
      steps[team.teamId] = { investigation, firstLine };
    }
  }
  return {
    planId: search.get(planKey),
    weightsVersion: weights !== null && /^\d{1,9}$/.test(weights) ? Number(weights) : null,
    teamChange: teamChangeIn(search.get(teamKey)),
    steps,
  };
}

/** The address' parameters with what is tried in the place of what was. */
export function withWhatIf(search: URLSearchParams, whatIf: WhatIf, teams: readonly PlanTeam[]): URLSearchParams {
  const next = new URLSearchParams(search);
  const set = (key: string, value: string | null) => (value === null ? next.delete(key) : next.set(key, value));
  set(planKey, whatIf.planId);
  set(weightsKey, whatIf.weightsVersion === null ? null : String(whatIf.weightsVersion));
  set(teamKey, whatIf.teamChange === null ? null : teamChangeText(whatIf.teamChange));
  const moved = teams.flatMap(({ teamId, letter }) => {
    const { investigation, firstLine } = whatIf.steps[teamId] ?? noSteps;
    return investigation === 0 && firstLine === 0 ? [] : [`${letter}.${investigation}.${firstLine}`];
  });
  set(stepsKey, moved.length > 0 ? moved.join("_") : null);
  return next;
}

/** The teams with their moved positions, none below nought. */
export function staffedWith(teams: readonly PlanTeam[], steps: Steps): PlanTeam[] {
  return teams.map((team) => {
    const { investigation, firstLine } = steps[team.teamId] ?? noSteps;
    return {
      ...team,
      investigationPositions: Math.max(0, team.investigationPositions + investigation * stepPositions),
      firstLinePositions: Math.max(0, team.firstLinePositions + firstLine * stepPositions),
    };
  });
}

/** One step more or less for a team. */
export function stepped(steps: Steps, teamId: string, kind: "investigation" | "firstLine", by: number): Steps {
  const own = steps[teamId] ?? noSteps;
  return { ...steps, [teamId]: { ...own, [kind]: own[kind] + by } };
}

/**
 * Steps by which every kind of work has as many positions as today, the difference shared out a quarter at a time: to
 * those with fewest, or from those with most; the earlier team of equals.
 */
export function stepsToTotals(teams: readonly PlanTeam[], steps: Steps, today: readonly PlanTeam[]): Steps {
  let next = steps;
  for (const [kind, key] of [
    ["investigation", "investigationPositions"],
    ["firstLine", "firstLinePositions"],
  ] as const) {
    const sumOf = (list: readonly PlanTeam[]) => list.reduce((sum, team) => sum + team[key], 0);
    const missing = Math.round((sumOf(today) - sumOf(staffedWith(teams, next))) / stepPositions);
    for (let step = 0; step < Math.abs(missing); step++) {
      const staffed = staffedWith(teams, next).toSorted((a, b) => Math.sign(missing) * (a[key] - b[key]));
      next = stepped(next, staffed[0]!.teamId, kind, Math.sign(missing));
    }
  }
  return next;
}
