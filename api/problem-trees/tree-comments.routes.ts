// Comments on a problem tree and its nodes: whoever sees the tree.
import { addComment, changeComment, type Discussed, removeComment, unknownSubject } from "../comments/discussion.ts";
import { listThreads } from "../comments/threads.store.ts";
import type { ProblemTree, TreeComment } from "../contract/problem-trees.ts";
import type { Transaction } from "../db/database.ts";
import type { Handlers } from "../http/call.ts";
import { requireTree } from "./tree-versions.ts";

type CommentOperations = "listTreeComments" | "addTreeComment" | "changeTreeComment" | "removeTreeComment";

const discussedTree: Discussed = {
  threads: { table: "planning.problem_tree_comments", owner: "tree_id", subjects: { nodeId: "node_id" } },
  objectKind: "problem-tree",
  acts: "tree-comment",
  unknown: { sv: "Finns inte i trädet.", en: "Does not exist in the tree." },
};

export function treeCommentHandlers(): Pick<Handlers, CommentOperations> {
  return {
    listTreeComments: async (transaction, { params }) => {
      const { municipality, id } = await requireDiscussed(transaction, params);
      const comments = await listThreads<TreeComment>(transaction, discussedTree.threads, municipality, id);
      return { status: 200, body: { comments } };
    },
    addTreeComment: async (transaction, { params, body, caller }) => {
      const tree = await requireDiscussed(transaction, params);
      const nodeId = body.about.kind === "node" ? body.about.nodeId : null;
      if (nodeId !== null && !tree.nodes.some(({ id }) => id === nodeId)) {
        throw unknownSubject(discussedTree, "about.nodeId");
      }
      const thread = await addComment<TreeComment>(transaction, discussedTree, tree, body, { nodeId }, caller.userId);
      return { status: 201, body: thread };
    },
    changeTreeComment: async (transaction, { params, body, caller }) => {
      const tree = await requireDiscussed(transaction, params);
      const thread = await changeComment<TreeComment>(
        transaction,
        discussedTree,
        tree,
        params.comment,
        body,
        caller.userId,
      );
      return { status: 200, body: thread };
    },
    removeTreeComment: async (transaction, { params }) => {
      const tree = await requireDiscussed(transaction, params);
      await removeComment(transaction, discussedTree, tree, params.comment);
      return { status: 204 };
    },
  };
}

async function requireDiscussed(
  transaction: Transaction,
  { municipality, tree }: { readonly municipality: string; readonly tree: string },
): Promise<ProblemTree & { readonly municipality: string }> {
  return { ...(await requireTree(transaction, municipality, tree)), municipality };
}
