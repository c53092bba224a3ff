// Threads of comments with answers as they are stored: one set of statements, each kind of thing with its own table and policies.
import type { Thread } from "../contract/comments.ts";
import type { Transaction } from "../db/database.ts";
import { timestampText } from "../timestamp-text.ts";

/** Where the comments on one kind of thing are. Names of tables and columns are constants of the program, never input. */
export interface ThreadTable {
  readonly table: string;
  /** The column of the thing that is talked about. */
  readonly owner: string;
  /** Column of each thing told of a first comment besides its text, by its name in the answer. */
  readonly subjects: Readonly<Record<string, string>>;
}

const saidColumns = (row: string) => `${row}.id, ${row}.text, access.display_name(${row}.created_by) as author,
  ${row}.created_by = access.current_user_id() as "isOwn", ${timestampText(`${row}.created_at`)} as "createdAt",
  ${row}.removed_at is not null as removed`;

/** The comments on a thing oldest first, or the one named. */
export function listThreads<Own extends Thread>(
  transaction: Transaction,
  { table, owner, subjects }: ThreadTable,
  municipality: string,
  ownerId: string,
  commentId: string | null = null,
): Promise<Own[]> {
  const told = Object.entries(subjects).map(([name, column]) => `c.${column} as "${name}",`);
  return transaction.many<Own>(
    `select ${saidColumns("c")}, ${told.join(" ")} ${timestampText("c.resolved_at")} as "resolvedAt",
       access.display_name(c.resolved_by) as "resolvedBy", coalesce(answers.all_answers, '[]'::jsonb) as answers
     from ${table} c
     left join lateral (
       select jsonb_agg(to_jsonb(answer) order by answer."createdAt", answer.id) as all_answers from (
         select ${saidColumns("a")} from ${table} a
         where a.municipality_code = c.municipality_code and a.${owner} = c.${owner} and a.answers_id = c.id) answer
     ) answers on true
     where c.municipality_code = $1 and c.${owner} = $2 and c.answers_id is null and ($3::uuid is null or c.id = $3)
     order by c.created_at, c.id`,
    [municipality, ownerId, commentId],
  );
}

/** What is known of a comment or an answer before it is changed; null where the thing has none of that id. */
export function findComment(
  transaction: Transaction,
  { table, owner }: ThreadTable,
  municipality: string,
  ownerId: string,
  commentId: string,
): Promise<{ readonly answersId: string | null; readonly isOwn: boolean } | null> {
  return transaction.maybeOne(
    `select answers_id as "answersId", created_by = access.current_user_id() as "isOwn" from ${table}
     where municipality_code = $1 and ${owner} = $2 and id = $3`,
    [municipality, ownerId, commentId],
  );
}

export interface NewComment {
  readonly text: string;
  /** The comment it answers. */
  readonly answersId: string | null;
  /** Values of the table's subject columns, by their names in the answer. */
  readonly subjects: Readonly<Record<string, string | number | null>>;
}

/** Adds a comment; answers its id. */
export async function insertComment(
  transaction: Transaction,
  { table, owner, subjects }: ThreadTable,
  municipality: string,
  ownerId: string,
  comment: NewComment,
  userId: string,
): Promise<string> {
  const columns = Object.values(subjects);
  const values = Object.keys(subjects).map((name) => comment.subjects[name] ?? null);
  const { id } = await transaction.one<{ id: string }>(
    `insert into ${table} (municipality_code, ${owner}, answers_id, text, created_by${columns.map((own) => `, ${own}`).join("")})
     values ($1, $2, $3, $4, $5${columns.map((_own, place) => `, $${place + 6}`).join("")}) returning id`,
    [municipality, ownerId, comment.answersId, comment.text, userId, ...values],
  );
  return id;
}

export async function markResolved(
  transaction: Transaction,
  { table }: ThreadTable,
  municipality: string,
  commentId: string,
  isResolved: boolean,
  userId: string,
): Promise<void> {
  await transaction.affected(
    `update ${table} set resolved_at = case when $3 then now() end, resolved_by = case when $3 then $4::uuid end
     where municipality_code = $1 and id = $2`,
    [municipality, commentId, isResolved, userId],
    1,
  );
}

/** Erases a comment's text; that there was one stays, so that answers keep their place. */
export async function eraseComment(
  transaction: Transaction,
  { table }: ThreadTable,
  municipality: string,
  commentId: string,
): Promise<void> {
  await transaction.affected(
    `update ${table} set text = '', removed_at = coalesce(removed_at, now()) where municipality_code = $1 and id = $2`,
    [municipality, commentId],
    1,
  );
}
