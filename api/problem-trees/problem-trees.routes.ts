// Operations on problem trees.

import type { z } from "zod";
import { applyEdits, editsBetween, type TreeEdit } from "../../engine/problem-tree/edits.ts";
import { emptyTree } from "../../engine/problem-tree/tree.ts";
import type { AuditAction } from "../audit/actions.ts";
import { recordAct } from "../audit/record-act.ts";
import type { ProblemTree, ProblemTreeChange } from "../contract/problem-trees.ts";
import type { Transaction } from "../db/database.ts";
import { AppError } from "../errors.ts";
import type { Handlers } from "../http/call.ts";
import { assertSameVersion } from "../http/versions.ts";
import {
  findTreeForChange,
  insertTree,
  insertTreeRevision,
  isPlaceOfTeam,
  listTreeRevisions,
  listTrees,
  updateTree,
} from "./problem-trees.store.ts";
import { requireOwnSurveys } from "./survey-references.ts";
import { contentOf, contentOfVersion, impossibleEdit, requireTree, saveEdits, subjectsOf } from "./tree-versions.ts";

type TreeOperations =
  | "listProblemTrees"
  | "createProblemTree"
  | "readProblemTree"
  | "changeProblemTree"
  | "editProblemTree"
  | "readProblemTreeHistory"
  | "restoreProblemTree";

const historyPage = 50;

export function problemTreeHandlers(): Pick<Handlers, TreeOperations> {
  return {
    listProblemTrees: async (transaction, { params, query }) => ({
      status: 200,
      body: {
        trees: await listTrees(transaction, params.municipality, query.teamId ?? null, query.retired === "true"),
      },
    }),
    createProblemTree: async (transaction, { params, body, caller }) => {
      const { municipality } = params;
      if (!caller.teamIds.includes(body.teamId)) throw unknownTeam();
      if (!(await isPlaceOfTeam(transaction, body.placeKey, body.teamId))) throw unknownPlace();
      const edits = withoutOrigins(body.edits as TreeEdit[]);
      await requireOwnSurveys(transaction, body.teamId, edits);
      const begun = applyEdits(emptyTree, edits);
      if (!begun.ok) throw impossibleEdit(begun.fault);
      const { content, inverse } = begun;
      const id = await insertTree(transaction, municipality, { ...body, content }, caller.userId);
      const subjects = subjectsOf([content], edits);
      const first = { version: 1, edits, inverse, setAside: [], subjects, restoredFrom: null };
      await insertTreeRevision(transaction, municipality, id, first, caller.userId);
      await recordAct(transaction, "tree.created", "problem-tree", id);
      return { status: 201, ...(await answered(transaction, municipality, id)) };
    },
    readProblemTree: async (transaction, { params }) => ({
      status: 200,
      ...(await answered(transaction, params.municipality, params.tree)),
    }),
    changeProblemTree: async (transaction, { params, body, version, caller }) => {
      const { municipality, tree: id } = params;
      const before = await requireForChange(transaction, municipality, id);
      assertSameVersion(before.version, version);
      if (body.placeKey != null && !(await isPlaceOfTeam(transaction, body.placeKey, before.teamId))) {
        throw unknownPlace();
      }
      // A tree that is put away may be so wherever its place lies; one that is kept in use may not.
      if (body.placeKey === undefined && !(body.retired ?? before.isRetired)) requireOwnPlace(before);
      await updateTree(transaction, municipality, id, body, caller.userId);
      await recordAct(transaction, actOf(body), "problem-tree", id);
      return { status: 200, ...(await answered(transaction, municipality, id)) };
    },
    editProblemTree: async (transaction, { params, body, version, caller }) => {
      const { municipality, tree: id } = params;
      const before = await requireForChange(transaction, municipality, id);
      if (before.isRetired) throw new AppError("tree.retired");
      requireOwnPlace(before);
      const edits = withoutOrigins(body.edits as TreeEdit[]);
      await requireOwnSurveys(transaction, before.teamId, edits);
      const setAside = body.setAside as TreeEdit[];
      await saveEdits(
        transaction,
        municipality,
        before,
        version,
        { edits, setAside, restoredFrom: null },
        caller.userId,
      );
      await recordAct(transaction, "tree.edited", "problem-tree", id, { revision: before.version + 1 });
      return { status: 200, ...(await answered(transaction, municipality, id)) };
    },
    readProblemTreeHistory: async (transaction, { params, query }) => {
      const { id } = await requireTree(transaction, params.municipality, params.tree);
      const before = query.before === undefined ? null : Number(query.before);
      const found = await listTreeRevisions(transaction, params.municipality, id, before, historyPage + 1);
      const revisions = found.slice(0, historyPage);
      const nextBefore = found.length > historyPage ? revisions.at(-1)!.revision : null;
      return { status: 200, body: { revisions, nextBefore } };
    },
    restoreProblemTree: async (transaction, { params, version, caller }) => {
      const { municipality, tree: id } = params;
      const before = await requireForChange(transaction, municipality, id);
      if (before.isRetired) throw new AppError("tree.retired");
      requireOwnPlace(before);
      assertSameVersion(before.version, version);
      const restoredFrom = Number(params.revision);
      const wanted = await contentOfVersion(transaction, municipality, before, restoredFrom);
      if (!wanted) throw new AppError("not-found");
      const edits = editsBetween(contentOf(before), wanted);
      await saveEdits(transaction, municipality, before, version, { edits, setAside: [], restoredFrom }, caller.userId);
      const told = { revision: before.version + 1, restored: restoredFrom };
      await recordAct(transaction, "tree.restored", "problem-tree", id, told);
      return { status: 200, ...(await answered(transaction, municipality, id)) };
    },
  };
}

async function answered(transaction: Transaction, municipality: string, id: string) {
  const body = await requireTree(transaction, municipality, id);
  return { body, version: body.version };
}

async function requireForChange(transaction: Transaction, municipality: string, id: string): Promise<ProblemTree> {
  const tree = await findTreeForChange(transaction, municipality, id);
  if (!tree) throw new AppError("not-found");
  return tree;
}

/** The database's policy says the same; here it is said in words. */
function requireOwnPlace({ place }: ProblemTree): void {
  if (place && !place.isOwn) throw new AppError("tree.place-not-own");
}

function actOf({ retired, placeKey }: z.output<typeof ProblemTreeChange>): AuditAction {
  if (retired !== undefined) return retired ? "tree.retired" : "tree.taken-back";
  return placeKey === undefined ? "tree.renamed" : "tree.moved";
}

/** Only the service says where a node came from. */
function withoutOrigins(edits: readonly TreeEdit[]): TreeEdit[] {
  return edits.map((edit) => (edit.kind === "node.add" ? { ...edit, item: { ...edit.item, origin: null } } : edit));
}

function unknownPlace(): AppError {
  const message = { sv: "Ligger inte helt i teamets område.", en: "Does not lie wholly in the team's area." };
  return new AppError("reference.unknown", { violations: [{ field: "placeKey", message }] });
}

function unknownTeam(): AppError {
  const message = { sv: "Är inte ett av dina team.", en: "Is not one of your teams." };
  return new AppError("reference.unknown", { violations: [{ field: "teamId", message }] });
}
