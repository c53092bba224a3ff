// Comments on a problem tree and its nodes: whoever sees the tree.
import { recordAct } from "../audit/record-act.ts";
import type { NewTreeComment, ProblemTree, TreeComment } from "../contract/problem-trees.ts";
import type { Transaction } from "../db/database.ts";
import { AppError } from "../errors.ts";
import type { Handlers } from "../http/call.ts";
import {
  eraseTreeComment,
  findTreeComment,
  insertTreeComment,
  listTreeComments,
  markTreeCommentResolved,
} from "./tree-comments.store.ts";
import { requireTree } from "./tree-versions.ts";

type CommentOperations = "listTreeComments" | "addTreeComment" | "changeTreeComment" | "removeTreeComment";

export function treeCommentHandlers(): Pick<Handlers, CommentOperations> {
  return {
    listTreeComments: async (transaction, { params }) => {
      const { id } = await requireTree(transaction, params.municipality, params.tree);
      return { status: 200, body: { comments: await listTreeComments(transaction, params.municipality, id) } };
    },
    addTreeComment: async (transaction, { params, body, caller }) => {
      const { municipality } = params;
      const tree = await requireTree(transaction, municipality, params.tree);
      await assertSubject(transaction, municipality, tree, body.about);
      const id = await insertTreeComment(transaction, municipality, tree.id, body, caller.userId);
      await recordAct(transaction, "tree-comment.added", "problem-tree", tree.id, { subject: body.about.kind });
      const thread = body.about.kind === "comment" ? body.about.commentId : id;
      return { status: 201, body: await requireThread(transaction, municipality, tree.id, thread) };
    },
    changeTreeComment: async (transaction, { params, body, caller }) => {
      const { municipality, comment: id } = params;
      const tree = await requireTree(transaction, municipality, params.tree);
      const comment = await findTreeComment(transaction, municipality, tree.id, id);
      if (!comment || comment.answersId !== null) throw new AppError("not-found");
      await markTreeCommentResolved(transaction, municipality, id, body.resolved, caller.userId);
      const act = body.resolved ? "tree-comment.resolved" : "tree-comment.reopened";
      await recordAct(transaction, act, "problem-tree", tree.id);
      return { status: 200, body: await requireThread(transaction, municipality, tree.id, id) };
    },
    removeTreeComment: async (transaction, { params }) => {
      const { municipality, comment: id } = params;
      const tree = await requireTree(transaction, municipality, params.tree);
      const comment = await findTreeComment(transaction, municipality, tree.id, id);
      if (!comment) throw new AppError("not-found");
      if (!comment.isOwn) throw new AppError("comment.not-own");
      await eraseTreeComment(transaction, municipality, id);
      await recordAct(transaction, "tree-comment.removed", "problem-tree", tree.id);
      return { status: 204 };
    },
  };
}

async function requireThread(
  transaction: Transaction,
  municipality: string,
  treeId: string,
  commentId: string,
): Promise<TreeComment> {
  const [thread] = await listTreeComments(transaction, municipality, treeId, commentId);
  if (!thread) throw new Error(`Expected the comment ${commentId} that was just written, found none.`);
  return thread;
}

/** The node is one of the tree's, the answered comment one of its first comments. */
async function assertSubject(
  transaction: Transaction,
  municipality: string,
  tree: ProblemTree,
  about: NewTreeComment["about"],
): Promise<void> {
  if (about.kind === "node" && !tree.nodes.some(({ id }) => id === about.nodeId)) throw unknownSubject("about.nodeId");
  if (about.kind !== "comment") return;
  const answered = await findTreeComment(transaction, municipality, tree.id, about.commentId);
  if (!answered || answered.answersId !== null) throw unknownSubject("about.commentId");
}

function unknownSubject(field: string): AppError {
  return new AppError("reference.unknown", {
    violations: [{ field, message: { sv: "Finns inte i trädet.", en: "Does not exist in the tree." } }],
  });
}
