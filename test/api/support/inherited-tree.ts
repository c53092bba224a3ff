// A boundary that has moved: an area that was team B's in a superseded plan and is team A's today, with a tree of team B's from before.
import { randomUUID } from "node:crypto";
import type { OwnerConnection } from "../../../api/db/owner.ts";
import { emptyNode } from "../../../engine/problem-tree/tree.ts";
import { areaCount, gridMunicipality, ids } from "./seeded-municipality.ts";

const problem = {
  ...emptyNode,
  id: "44444444-4444-4444-8444-000000000001",
  kind: "problem",
  text: "otrygghet vid centrum",
};

interface InheritedFrom {
  /** What the tree is about; null for team B's whole area. */
  readonly placeKey?: string | null;
  /** The question that its one node is followed up by. */
  readonly followed?: { readonly survey: string; readonly question: string } | null;
}

/**
 * Adds both plans where there are none, and the tree, saved once before the boundary moved and once after; answers its id.
 * Today rows 1–5 of the grid are team A's and the last row team B's; before, rows 1–3 were team A's.
 */
export async function inheritTree(
  owner: OwnerConnection,
  { placeKey = null, followed = null }: InheritedFrom = {},
): Promise<string> {
  const { rows: plans } = await owner.query(
    "select from planning.plans where municipality_code = $1 and status = 'superseded' and name = 'Före'",
    [gridMunicipality],
  );
  if (plans.length === 0) await addPlans(owner);
  const treeId = randomUUID();
  const now = { ...problem, ...(followed && { surveyId: followed.survey, surveyQuestionId: followed.question }) };
  const before = { ...now, text: "otrygghet" };
  await owner.query(
    `insert into planning.problem_trees (municipality_code, id, team_id, name, content, version, created_by, updated_by, place_key)
     select $1, $2, $3, 'Otrygghet', $4::jsonb, 2, id, id, $5 from access.users where municipality_code = $1 limit 1`,
    [gridMunicipality, treeId, ids.teams[1], JSON.stringify({ nodes: [now], links: [], measurements: [] }), placeKey],
  );
  await owner.query(
    `insert into planning.problem_tree_revisions (municipality_code, tree_id, version, edits, inverse, created_by, created_at)
     select $1, $2, 1, $3::jsonb, $4::jsonb, id, '2025-06-01'::timestamptz from access.users where municipality_code = $1 limit 1`,
    [
      gridMunicipality,
      treeId,
      JSON.stringify([{ kind: "node.add", item: before }]),
      JSON.stringify([{ kind: "node.remove", id: problem.id }]),
    ],
  );
  const setText = (text: string) => JSON.stringify([{ kind: "node.set", id: problem.id, fields: { text } }]);
  await owner.query(
    `insert into planning.problem_tree_revisions (municipality_code, tree_id, version, edits, inverse, created_by)
     select $1, $2, 2, $3::jsonb, $4::jsonb, id from access.users where municipality_code = $1 limit 1`,
    [gridMunicipality, treeId, setText(now.text), setText(before.text)],
  );
  return treeId;
}

/** The present division is adopted once more, as a plan of its own, from a later day: nothing has moved. */
export async function adoptAgain(owner: OwnerConnection): Promise<void> {
  const later = randomUUID();
  const { rows } = await owner.query<{ id: string }>(
    "select id from planning.plans where municipality_code = $1 and status = 'adopted'",
    [gridMunicipality],
  );
  const [present] = rows;
  await owner.query(
    `insert into planning.plans (municipality_code, id, division_id, name, status, adopted_from)
     values ($1, $2, $3, 'Sedan', 'proposed', null)`,
    [gridMunicipality, later, ids.division],
  );
  await owner.query(
    `insert into planning.plan_teams (municipality_code, plan_id, team_index, team_id, investigation_positions, first_line_positions)
     select municipality_code, $2, team_index, team_id, investigation_positions, first_line_positions
     from planning.plan_teams where plan_id = $1`,
    [present!.id, later],
  );
  await owner.query(
    `insert into planning.plan_revisions (municipality_code, plan_id, revision, team_indexes)
     select municipality_code, $2, 1, team_indexes from planning.plan_revisions where plan_id = $1`,
    [present!.id, later],
  );
  await owner.query(
    `update planning.plans set status = 'superseded', superseded_from = '2026-01-15', superseded_by_plan_id = $2 where id = $1`,
    [present!.id, later],
  );
  await owner.query("update planning.plans set status = 'adopted', adopted_from = '2026-01-15' where id = $1", [later]);
}

/** All but the last row is team A's today; before, the second half was team B's. */
async function addPlans(owner: OwnerConnection): Promise<void> {
  const [earlier, present] = [randomUUID(), randomUUID()];
  const halves = Array.from({ length: areaCount }, (_, area) => (area < areaCount / 2 ? 0 : 1));
  // The last row, with the area whose children are suppressed, stays team B's.
  const moved = halves.map((_team, area) => (area < areaCount - 6 ? 0 : 1));
  await owner.query(
    "update planning.plans set status = 'superseded', superseded_from = '2025-12-31' where municipality_code = $1 and status = 'adopted'",
    [gridMunicipality],
  );
  await owner.query(
    `insert into planning.plans (municipality_code, id, division_id, name, status, adopted_from, superseded_from, superseded_by_plan_id)
     values ($1, $2, $3, 'Före', 'superseded', '2025-01-01', '2026-01-01', $4)`,
    [gridMunicipality, earlier, ids.division, present],
  );
  await owner.query(
    `insert into planning.plans (municipality_code, id, division_id, name, status, adopted_from)
     values ($1, $2, $3, 'Nu', 'adopted', '2026-01-01')`,
    [gridMunicipality, present, ids.division],
  );
  for (const [plan, teamIndexes] of [
    [earlier, halves],
    [present, moved],
  ] as const) {
    await owner.query(
      `insert into planning.plan_teams (municipality_code, plan_id, team_index, team_id, investigation_positions, first_line_positions)
       select $1, $2, position - 1, id, 6, 2 from unnest($3::uuid[]) with ordinality as team (id, position)`,
      [gridMunicipality, plan, ids.teams.slice(0, 2)],
    );
    await owner.query(
      "insert into planning.plan_revisions (municipality_code, plan_id, revision, team_indexes) values ($1, $2, 1, $3)",
      [gridMunicipality, plan, teamIndexes],
    );
  }
}
