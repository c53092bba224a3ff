// Comments on problem trees, with answers.
import type { NewTreeComment, TreeComment } from "../contract/problem-trees.ts";
import type { Transaction } from "../db/database.ts";
import { timestampText } from "../timestamp-text.ts";

const ownColumns = (table: string) => `${table}.id, ${table}.text, access.display_name(${table}.created_by) as author,
  ${table}.created_by = access.current_user_id() as "isOwn", ${timestampText(`${table}.created_at`)} as "createdAt",
  ${table}.removed_at is not null as removed`;

/** A tree's comments oldest first, or the one named. */
export function listTreeComments(
  transaction: Transaction,
  municipality: string,
  treeId: string,
  commentId: string | null = null,
): Promise<TreeComment[]> {
  return transaction.many<TreeComment>(
    `select ${ownColumns("c")}, c.node_id as "nodeId", ${timestampText("c.resolved_at")} as "resolvedAt",
       access.display_name(c.resolved_by) as "resolvedBy", coalesce(answers.all_answers, '[]'::jsonb) as answers
     from planning.problem_tree_comments c
     left join lateral (
       select jsonb_agg(to_jsonb(answer) order by answer."createdAt", answer.id) as all_answers from (
         select ${ownColumns("a")} from planning.problem_tree_comments a
         where a.municipality_code = c.municipality_code and a.tree_id = c.tree_id and a.answers_id = c.id) answer
     ) answers on true
     where c.municipality_code = $1 and c.tree_id = $2 and c.answers_id is null and ($3::uuid is null or c.id = $3)
     order by c.created_at, c.id`,
    [municipality, treeId, commentId],
  );
}

/** What is known of a comment or an answer before it is changed; null where the tree has none of that id. */
export function findTreeComment(
  transaction: Transaction,
  municipality: string,
  treeId: string,
  commentId: string,
): Promise<{ readonly answersId: string | null; readonly isOwn: boolean } | null> {
  return transaction.maybeOne(
    `select answers_id as "answersId", created_by = access.current_user_id() as "isOwn"
     from planning.problem_tree_comments where municipality_code = $1 and tree_id = $2 and id = $3`,
    [municipality, treeId, commentId],
  );
}

/** Adds a comment; answers its id. */
export async function insertTreeComment(
  transaction: Transaction,
  municipality: string,
  treeId: string,
  { text, about }: NewTreeComment,
  userId: string,
): Promise<string> {
  const { id } = await transaction.one<{ id: string }>(
    `insert into planning.problem_tree_comments (municipality_code, tree_id, answers_id, node_id, text, created_by)
     values ($1, $2, $3, $4, $5, $6) returning id`,
    [
      municipality,
      treeId,
      about.kind === "comment" ? about.commentId : null,
      about.kind === "node" ? about.nodeId : null,
      text,
      userId,
    ],
  );
  return id;
}

export async function markTreeCommentResolved(
  transaction: Transaction,
  municipality: string,
  commentId: string,
  isResolved: boolean,
  userId: string,
): Promise<void> {
  await transaction.affected(
    `update planning.problem_tree_comments set resolved_at = case when $3 then now() end,
       resolved_by = case when $3 then $4::uuid end
     where municipality_code = $1 and id = $2`,
    [municipality, commentId, isResolved, userId],
    1,
  );
}

/** Erases a comment's text; that there was one stays, so that answers keep their place. */
export async function eraseTreeComment(
  transaction: Transaction,
  municipality: string,
  commentId: string,
): Promise<void> {
  await transaction.affected(
    `update planning.problem_tree_comments set text = '', removed_at = coalesce(removed_at, now())
     where municipality_code = $1 and id = $2`,
    [municipality, commentId],
    1,
  );
}
