// What is done with comments, whatever they are on: add, answer, mark as resolved, remove; each logged.
import { recordAct } from "../audit/record-act.ts";
import type { CommentChange, Thread } from "../contract/comments.ts";
import type { Sentence } from "../contract/primitives.ts";
import type { Transaction } from "../db/database.ts";
import { AppError } from "../errors.ts";
import {
  eraseComment,
  findComment,
  insertComment,
  listThreads,
  markResolved,
  type NewComment,
  type ThreadTable,
} from "./threads.store.ts";

/** A kind of thing that is talked about. */
export interface Discussed {
  readonly threads: ThreadTable;
  /** In the log: the kind of object, and what its acts begin with. */
  readonly objectKind: "plan" | "problem-tree";
  readonly acts: "comment" | "tree-comment";
  /** What is said of a subject that it does not have. */
  readonly unknown: Sentence;
}

/** The thing itself, which the caller may see. */
export interface DiscussedThing {
  readonly municipality: string;
  readonly id: string;
}

type About = { readonly kind: string; readonly commentId?: string };

/** Adds a comment or an answer, and answers its thread. Whether the thing has the subject is asked by whoever knows the thing. */
export async function addComment<Own extends Thread>(
  transaction: Transaction,
  discussed: Discussed,
  { municipality, id }: DiscussedThing,
  { text, about }: { readonly text: string; readonly about: About },
  subjects: NewComment["subjects"],
  userId: string,
): Promise<Own> {
  const { threads, acts, objectKind } = discussed;
  const answersId = about.commentId ?? null;
  if (answersId !== null) {
    const answered = await findComment(transaction, threads, municipality, id, answersId);
    if (!answered || answered.answersId !== null) throw unknownSubject(discussed, "about.commentId");
  }
  const added = await insertComment(transaction, threads, municipality, id, { text, answersId, subjects }, userId);
  await recordAct(transaction, `${acts}.added`, objectKind, id, { subject: about.kind });
  return await requireThread<Own>(transaction, discussed, municipality, id, answersId ?? added);
}

/** Marks a first comment as resolved or open again, and answers its thread. */
export async function changeComment<Own extends Thread>(
  transaction: Transaction,
  discussed: Discussed,
  { municipality, id }: DiscussedThing,
  commentId: string,
  { resolved }: CommentChange,
  userId: string,
): Promise<Own> {
  const { threads, acts, objectKind } = discussed;
  const comment = await findComment(transaction, threads, municipality, id, commentId);
  if (!comment || comment.answersId !== null) throw new AppError("not-found");
  await markResolved(transaction, threads, municipality, commentId, resolved, userId);
  await recordAct(transaction, `${acts}.${resolved ? "resolved" : "reopened"}`, objectKind, id);
  return await requireThread<Own>(transaction, discussed, municipality, id, commentId);
}

/** Its author removes a comment or an answer. */
export async function removeComment(
  transaction: Transaction,
  { threads, acts, objectKind }: Discussed,
  { municipality, id }: DiscussedThing,
  commentId: string,
): Promise<void> {
  const comment = await findComment(transaction, threads, municipality, id, commentId);
  if (!comment) throw new AppError("not-found");
  if (!comment.isOwn) throw new AppError("comment.not-own");
  await eraseComment(transaction, threads, municipality, commentId);
  await recordAct(transaction, `${acts}.removed`, objectKind, id);
}

export function unknownSubject({ unknown }: Discussed, field: string): AppError {
  return new AppError("reference.unknown", { violations: [{ field, message: unknown }] });
}

async function requireThread<Own extends Thread>(
  transaction: Transaction,
  { threads }: Discussed,
  municipality: string,
  ownerId: string,
  commentId: string,
): Promise<Own> {
  const [thread] = await listThreads<Own>(transaction, threads, municipality, ownerId, commentId);
  if (!thread) throw new Error(`Expected the comment ${commentId} that was just written, found none.`);
  return thread;
}
