// Comments on plans, with answers.
import type { NewPlanComment, PlanComment } from "../contract/plan-life.ts";
import type { Transaction } from "../db/database.ts";
import { timestampText } from "../timestamp-text.ts";

const ownColumns = (table: string) => `${table}.id, ${table}.text, access.display_name(${table}.created_by) as author,
  ${table}.created_by = access.current_user_id() as "isOwn", ${timestampText(`${table}.created_at`)} as "createdAt",
  ${table}.removed_at is not null as removed`;

/** A plan's comments oldest first, or the one named. */
export function listComments(
  transaction: Transaction,
  municipality: string,
  planId: string,
  commentId: string | null = null,
): Promise<PlanComment[]> {
  return transaction.many<PlanComment>(
    `select ${ownColumns("c")}, c.team_id as "teamId", c.area_code as "areaCode", c.revision,
       ${timestampText("c.resolved_at")} as "resolvedAt", access.display_name(c.resolved_by) as "resolvedBy",
       coalesce(answers.all_answers, '[]'::jsonb) as answers
     from planning.plan_comments c
     left join lateral (
       select jsonb_agg(to_jsonb(answer) order by answer."createdAt", answer.id) as all_answers from (
         select ${ownColumns("a")} from planning.plan_comments a
         where a.municipality_code = c.municipality_code and a.plan_id = c.plan_id and a.answers_id = c.id) answer
     ) answers on true
     where c.municipality_code = $1 and c.plan_id = $2 and c.answers_id is null and ($3::uuid is null or c.id = $3)
     order by c.created_at, c.id`,
    [municipality, planId, commentId],
  );
}

/** What is known of a comment or an answer before it is changed; null where the plan has none of that id. */
export function findComment(
  transaction: Transaction,
  municipality: string,
  planId: string,
  commentId: string,
): Promise<{ readonly answersId: string | null; readonly isOwn: boolean } | null> {
  return transaction.maybeOne(
    `select answers_id as "answersId", created_by = access.current_user_id() as "isOwn" from planning.plan_comments
     where municipality_code = $1 and plan_id = $2 and id = $3`,
    [municipality, planId, commentId],
  );
}

/** Adds a comment; answers its id. */
export async function insertComment(
  transaction: Transaction,
  municipality: string,
  plan: { readonly id: string; readonly revision: number },
  { text, about }: NewPlanComment,
  userId: string,
): Promise<string> {
  const { id } = await transaction.one<{ id: string }>(
    `insert into planning.plan_comments (municipality_code, plan_id, answers_id, team_id, area_code, revision, text, created_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`,
    [
      municipality,
      plan.id,
      about.kind === "comment" ? about.commentId : null,
      about.kind === "team" ? about.teamId : null,
      about.kind === "area" ? about.areaCode : null,
      plan.revision,
      text,
      userId,
    ],
  );
  return id;
}

export async function markResolved(
  transaction: Transaction,
  municipality: string,
  commentId: string,
  isResolved: boolean,
  userId: string,
): Promise<void> {
  await transaction.affected(
    `update planning.plan_comments set resolved_at = case when $3 then now() end,
       resolved_by = case when $3 then $4::uuid end
     where municipality_code = $1 and id = $2`,
    [municipality, commentId, isResolved, userId],
    1,
  );
}

/** Erases a comment's text; that there was one stays, so that answers keep their place. */
export async function eraseComment(transaction: Transaction, municipality: string, commentId: string): Promise<void> {
  await transaction.affected(
    `update planning.plan_comments set text = '', removed_at = coalesce(removed_at, now())
     where municipality_code = $1 and id = $2`,
    [municipality, commentId],
    1,
  );
}

/** Whether the division has a placed area with this code. */
export async function hasArea(
  transaction: Transaction,
  municipality: string,
  divisionId: string,
  areaCode: string,
): Promise<boolean> {
  const { present } = await transaction.one<{ present: boolean }>(
    `select exists (select from geography.areas
       where municipality_code = $1 and division_id = $2 and code = $3 and kind = 'placed') as present`,
    [municipality, divisionId, areaCode],
  );
  return present;
}
