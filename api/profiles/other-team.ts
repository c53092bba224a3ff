// Another team that a team compares its own profile with: its open statistics of the newest years, and words on chance; no counts.

import type { Estimate, ProfileIndicator } from "../contract/profiles.ts";
import type { Transaction } from "../db/database.ts";
import type { DivisionFacts } from "./division-facts.ts";
import { noEstimate } from "./estimates.ts";
import type { ProfileSubject } from "./profile-subjects.ts";

export interface OtherTeam {
  readonly kind: "other-team";
  readonly key: string;
  readonly teamId: string;
  readonly name: string;
}

export interface OtherTeamValues {
  /** By year, the newest years alone. */
  readonly estimates: ReadonlyMap<string, Estimate>;
  /** Of the newest year. */
  readonly verdict: ProfileIndicator["verdicts"][number];
}

/** Null unless the profile is a team's of the plan that applies today, and the key another team's of the same plan. */
export async function findOtherTeam(
  transaction: Transaction,
  municipality: string,
  { kind, plan, teamId }: Pick<ProfileSubject, "kind" | "plan" | "teamId">,
  key: string,
): Promise<OtherTeam | null> {
  const [sort, planId, other, ...rest] = key.split(".");
  if (kind !== "team" || !plan?.isPresent || sort !== "team" || planId !== plan.id || rest.length > 0) return null;
  if (other === undefined || other === teamId) return null;
  const found = await transaction.maybeOne<{ teamId: string; name: string }>(
    `select t.id as "teamId", t.name from planning.plan_teams pt
     join planning.teams t on t.municipality_code = pt.municipality_code and t.id = pt.team_id
     where pt.municipality_code = $1 and pt.plan_id = $2 and pt.team_id::text = $3`,
    [municipality, plan.id, other],
  );
  return found && { kind: "other-team", key, ...found };
}

/** By indicator. Empty for a team with so few areas that their people could be worked back from the means. */
export async function readOtherTeam(
  transaction: Transaction,
  { plan, teamId }: Pick<ProfileSubject, "plan" | "teamId">,
  other: OtherTeam,
  { indicators }: Pick<DivisionFacts, "indicators">,
): Promise<ReadonlyMap<string, OtherTeamValues>> {
  const rows = await transaction.many<{
    key: string;
    period: number;
    value: number;
    verdict: OtherTeamValues["verdict"] | null;
  }>(
    `select indicator_key as key, period, value, verdict from protected.other_team_values($1, $2, $3, $4, $5)
     order by indicator_key, period`,
    [plan?.id, teamId, other.teamId, indicators.map(({ key }) => key), indicators.map(({ base }) => base)],
  );
  const told = new Map<string, { estimates: Map<string, Estimate>; verdict: OtherTeamValues["verdict"] }>();
  for (const { key, period, value, verdict } of rows) {
    const one = told.get(key) ?? { estimates: new Map(), verdict: "not-judged" };
    told.set(key, one);
    const estimate = { ...noEstimate, value, weighed: true };
    one.estimates.set(String(period), estimate);
    if (verdict !== null) one.verdict = verdict;
  }
  return told;
}
