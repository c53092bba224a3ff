// Another team that a team compares its own profile with: its open statistics of the newest year, and words on chance; no counts.

import type { Estimate, ProfileIndicator } from "../contract/profiles.ts";
import type { Transaction } from "../db/database.ts";
import type { DivisionFacts } from "./division-facts.ts";
import { baseOf } from "./indicator-bases.ts";
import type { ProfileSubject } from "./profile-subjects.ts";

export interface OtherTeam {
  readonly kind: "other-team";
  readonly key: string;
  readonly teamId: string;
  readonly name: string;
}

export interface OtherTeamValue {
  readonly period: string;
  readonly estimate: Estimate;
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
): Promise<ReadonlyMap<string, OtherTeamValue>> {
  const rows = await transaction.many<{
    key: string;
    period: number;
    value: number;
    verdict: OtherTeamValue["verdict"];
  }>(`select indicator_key as key, period, value, verdict from protected.other_team_values($1, $2, $3, $4, $5)`, [
    plan?.id,
    teamId,
    other.teamId,
    indicators.map(({ key }) => key),
    indicators.map(baseOf),
  ]);
  return new Map(
    rows.map(({ key, period, value, verdict }) => {
      const estimate = { value, low: null, high: null, people: null, weighed: true, unknownCount: 0 };
      return [key, { period: String(period), estimate, verdict }];
    }),
  );
}
