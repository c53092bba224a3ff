// Problem trees and their saves, in the database.
import type { TreeEdit } from "../../engine/problem-tree/edits.ts";
import { emptyNode, type NodeKind, type TreeContent } from "../../engine/problem-tree/tree.ts";
import type { ProblemTree, ProblemTreeRevision, ProblemTreeSummary } from "../contract/problem-trees.ts";
import type { Transaction } from "../db/database.ts";
import { timestampText } from "../timestamp-text.ts";

const summaryColumns = `
  p.id, p.team_id as "teamId", p.name,
  case when p.place_key is not null then jsonb_build_object('key', p.place_key,
    'name', coalesce(planning.tree_place_name(p.id), ''),
    'isOwn', planning.is_place_of_team(p.place_key, p.team_id)) end as place, p.version, access.display_name(p.created_by) as author,
  ${timestampText("p.created_at")} as "createdAt", access.display_name(p.updated_by) as "updatedBy",
  ${timestampText("p.updated_at")} as "updatedAt", p.retired_at is not null as "isRetired"`;

/** Those the caller may see, the latest changed first. */
export function listTrees(
  transaction: Transaction,
  municipality: string,
  teamId: string | null,
  isRetired: boolean,
): Promise<ProblemTreeSummary[]> {
  return transaction.many<ProblemTreeSummary>(
    `select ${summaryColumns}, jsonb_array_length(p.content -> 'nodes') as "nodeCount",
       (select count(*)::integer from planning.problem_tree_comments c
        where c.municipality_code = p.municipality_code and c.tree_id = p.id and c.answers_id is null
          and c.resolved_at is null and c.removed_at is null) as "openCommentCount"
     from planning.problem_trees p
     where p.municipality_code = $1 and ($2::uuid is null or p.team_id = $2) and (p.retired_at is not null) = $3
     order by p.updated_at desc, p.name, p.id`,
    [municipality, teamId, isRetired],
  );
}

type TreeRow = Omit<ProblemTree, keyof TreeContent> & { readonly content: TreeContent };

const unnamedPlace = { placeName: null };

/** Whether a place lies wholly in the team's area today: what a tree of the team may be about. Null is the whole area. */
export async function isPlaceOfTeam(
  transaction: Transaction,
  placeKey: string | null,
  teamId: string,
): Promise<boolean> {
  if (placeKey === null) return true;
  const { own } = await transaction.one<{ own: boolean }>("select planning.is_place_of_team($1, $2) as own", [
    placeKey,
    teamId,
  ]);
  return own;
}

async function findTreeWith(
  transaction: Transaction,
  municipality: string,
  id: string,
  ending: "" | "for update",
): Promise<ProblemTree | null> {
  const row = await transaction.maybeOne<TreeRow>(
    `select ${summaryColumns}, p.content from planning.problem_trees p where p.municipality_code = $1 and p.id = $2 ${ending}`,
    [municipality, id],
  );
  if (!row) return null;
  const { content, ...summary } = row;
  // A node saved before there was something more to tell of nodes lacks it.
  const nodes = content.nodes.map((node) => ({
    ...emptyNode,
    ...node,
    origin: node.origin && { ...unnamedPlace, ...node.origin },
  }));
  return { ...summary, ...content, nodes } as ProblemTree;
}

export function findTree(transaction: Transaction, municipality: string, id: string): Promise<ProblemTree | null> {
  return findTreeWith(transaction, municipality, id, "");
}

/** Locks the row until the transaction ends, so that two saves come one after the other. */
export function findTreeForChange(
  transaction: Transaction,
  municipality: string,
  id: string,
): Promise<ProblemTree | null> {
  return findTreeWith(transaction, municipality, id, "for update");
}

export async function insertTree(
  transaction: Transaction,
  municipality: string,
  {
    teamId,
    name,
    placeKey,
    content,
  }: {
    readonly teamId: string;
    readonly name: string;
    readonly placeKey: string | null;
    readonly content: TreeContent;
  },
  userId: string,
): Promise<string> {
  const { id } = await transaction.one<{ id: string }>(
    `insert into planning.problem_trees (municipality_code, team_id, name, place_key, content, created_by, updated_by)
     values ($1, $2, $3, $4, $5::jsonb, $6, $6) returning id`,
    [municipality, teamId, name, placeKey, JSON.stringify(content), userId],
  );
  return id;
}

/** Changes what is given and makes a new version of the tree. */
export async function updateTree(
  transaction: Transaction,
  municipality: string,
  id: string,
  change: {
    readonly name?: string | undefined;
    readonly retired?: boolean | undefined;
    /** Null is the team's whole area. */
    readonly placeKey?: string | null | undefined;
    readonly content?: TreeContent;
  },
  userId: string,
): Promise<void> {
  await transaction.affected(
    `update planning.problem_trees
     set name = coalesce($3, name), content = coalesce($4::jsonb, content),
       retired_at = case $5::boolean when true then coalesce(retired_at, now()) when false then null else retired_at end,
       place_key = case when $7 then $8 else place_key end, version = version + 1, updated_by = $6, updated_at = now()
     where municipality_code = $1 and id = $2`,
    [
      municipality,
      id,
      change.name ?? null,
      change.content === undefined ? null : JSON.stringify(change.content),
      change.retired ?? null,
      userId,
      change.placeKey !== undefined,
      change.placeKey ?? null,
    ],
    1,
  );
}

export interface NewTreeRevision {
  readonly version: number;
  readonly edits: readonly TreeEdit[];
  readonly inverse: readonly TreeEdit[];
  readonly setAside: readonly TreeEdit[];
  readonly subjects: readonly { readonly id: string; readonly kind: NodeKind; readonly text: string }[];
  readonly restoredFrom: number | null;
}

export async function insertTreeRevision(
  transaction: Transaction,
  municipality: string,
  treeId: string,
  revision: NewTreeRevision,
  userId: string,
): Promise<void> {
  await transaction.affected(
    `insert into planning.problem_tree_revisions
       (municipality_code, tree_id, version, edits, inverse, set_aside, subjects, restored_from, created_by)
     values ($1, $2, $3, $4::jsonb, $5::jsonb, $6::jsonb, $7::jsonb, $8, $9)`,
    [
      municipality,
      treeId,
      revision.version,
      JSON.stringify(revision.edits),
      JSON.stringify(revision.inverse),
      JSON.stringify(revision.setAside),
      JSON.stringify(revision.subjects),
      revision.restoredFrom,
      userId,
    ],
    1,
  );
}

/** At most `limit` saves before a version, newest first. */
export function listTreeRevisions(
  transaction: Transaction,
  municipality: string,
  treeId: string,
  before: number | null,
  limit: number,
): Promise<ProblemTreeRevision[]> {
  return transaction.many<ProblemTreeRevision>(
    `select r.version as revision, access.display_name(r.created_by) as author, ${timestampText("r.created_at")} as "createdAt",
       r.restored_from as "restoredFrom", r.edits, r.inverse, r.set_aside as "setAside", r.subjects
     from planning.problem_tree_revisions r
     where r.municipality_code = $1 and r.tree_id = $2 and ($3::integer is null or r.version < $3)
     order by r.version desc limit $4`,
    [municipality, treeId, before, limit],
  );
}

/** What takes back every save after a version, the newest first. */
export async function listInversesAfter(
  transaction: Transaction,
  municipality: string,
  treeId: string,
  version: number,
): Promise<TreeEdit[][]> {
  const rows = await transaction.many<{ inverse: TreeEdit[] }>(
    `select inverse from planning.problem_tree_revisions
     where municipality_code = $1 and tree_id = $2 and version > $3 order by version desc`,
    [municipality, treeId, version],
  );
  return rows.map(({ inverse }) => inverse);
}
