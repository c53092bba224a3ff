// Comments on a plan, its teams and areas: planners only.
import { recordAct } from "../audit/record-act.ts";
import type { NewPlanComment, PlanComment } from "../contract/plan-life.ts";
import type { Plan } from "../contract/plans.ts";
import type { Transaction } from "../db/database.ts";
import { AppError } from "../errors.ts";
import type { Handlers } from "../http/call.ts";
import {
  eraseComment,
  findComment,
  hasArea,
  insertComment,
  listComments,
  markResolved,
} from "./plan-comments.store.ts";
import { requirePlan, sightOf } from "./plan-preconditions.ts";

type CommentOperations = "listPlanComments" | "addPlanComment" | "changePlanComment" | "removePlanComment";

export function planCommentHandlers(): Pick<Handlers, CommentOperations> {
  return {
    listPlanComments: async (transaction, { params, caller }) => {
      const plan = await requirePlan(transaction, params.municipality, params.plan, sightOf(caller));
      return { status: 200, body: { comments: await listComments(transaction, params.municipality, plan.id) } };
    },
    addPlanComment: async (transaction, { params, body, caller }) => {
      const { municipality } = params;
      const plan = await requirePlan(transaction, municipality, params.plan, sightOf(caller));
      await assertSubject(transaction, municipality, plan, body.about);
      const id = await insertComment(transaction, municipality, plan, body, caller.userId);
      await recordAct(transaction, "comment.added", "plan", plan.id, { subject: body.about.kind });
      const thread = body.about.kind === "comment" ? body.about.commentId : id;
      return { status: 201, body: await requireThread(transaction, municipality, plan.id, thread) };
    },
    changePlanComment: async (transaction, { params, body, caller }) => {
      const { municipality, comment: id } = params;
      const plan = await requirePlan(transaction, municipality, params.plan, sightOf(caller));
      const comment = await findComment(transaction, municipality, plan.id, id);
      if (!comment || comment.answersId !== null) throw new AppError("not-found");
      await markResolved(transaction, municipality, id, body.resolved, caller.userId);
      await recordAct(transaction, body.resolved ? "comment.resolved" : "comment.reopened", "plan", plan.id);
      return { status: 200, body: await requireThread(transaction, municipality, plan.id, id) };
    },
    removePlanComment: async (transaction, { params, caller }) => {
      const { municipality, comment: id } = params;
      const plan = await requirePlan(transaction, municipality, params.plan, sightOf(caller));
      const comment = await findComment(transaction, municipality, plan.id, id);
      if (!comment) throw new AppError("not-found");
      if (!comment.isOwn) throw new AppError("comment.not-own");
      await eraseComment(transaction, municipality, id);
      await recordAct(transaction, "comment.removed", "plan", plan.id);
      return { status: 204 };
    },
  };
}

async function requireThread(
  transaction: Transaction,
  municipality: string,
  planId: string,
  commentId: string,
): Promise<PlanComment> {
  const [thread] = await listComments(transaction, municipality, planId, commentId);
  if (!thread) throw new Error(`Expected the comment ${commentId} that was just written, found none.`);
  return thread;
}

/** The team is one of the plan's, the area one of its division's, the answered comment one of its first comments. */
async function assertSubject(
  transaction: Transaction,
  municipality: string,
  plan: Plan,
  about: NewPlanComment["about"],
): Promise<void> {
  if (about.kind === "team" && !plan.teams.some(({ teamId }) => teamId === about.teamId)) {
    throw unknownSubject("about.teamId");
  }
  if (about.kind === "area" && !(await hasArea(transaction, municipality, plan.divisionId, about.areaCode))) {
    throw unknownSubject("about.areaCode");
  }
  if (about.kind === "comment") {
    const answered = await findComment(transaction, municipality, plan.id, about.commentId);
    if (!answered || answered.answersId !== null) throw unknownSubject("about.commentId");
  }
}

function unknownSubject(field: string): AppError {
  return new AppError("reference.unknown", {
    violations: [{ field, message: { sv: "Finns inte i förslaget.", en: "Does not exist in the plan." } }],
  });
}
