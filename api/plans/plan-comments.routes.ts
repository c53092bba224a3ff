// Comments on a plan, its teams and areas: planners only.
import { addComment, changeComment, removeComment, unknownSubject } from "../comments/discussion.ts";
import type { NewPlanComment, PlanComment } from "../contract/plan-life.ts";
import type { Plan } from "../contract/plans.ts";
import type { Transaction } from "../db/database.ts";
import { hasArea } from "../divisions/divisions.store.ts";
import type { Caller, Handlers } from "../http/call.ts";
import { discussedPlan, listPlanComments } from "./plan-discussion.ts";
import { requirePlan, sightOf } from "./plan-preconditions.ts";

type CommentOperations = "listPlanComments" | "addPlanComment" | "changePlanComment" | "removePlanComment";

export function planCommentHandlers(): Pick<Handlers, CommentOperations> {
  return {
    listPlanComments: async (transaction, { params, caller }) => {
      const { municipality, id } = await requireDiscussed(transaction, params, caller);
      return { status: 200, body: { comments: await listPlanComments(transaction, municipality, id) } };
    },
    addPlanComment: async (transaction, { params, body, caller }) => {
      const plan = await requireDiscussed(transaction, params, caller);
      await assertSubject(transaction, plan, body.about);
      const { about } = body;
      const subjects = {
        teamId: about.kind === "team" ? about.teamId : null,
        areaCode: about.kind === "area" ? about.areaCode : null,
        revision: plan.revision,
      };
      const thread = await addComment<PlanComment>(transaction, discussedPlan, plan, body, subjects, caller.userId);
      return { status: 201, body: thread };
    },
    changePlanComment: async (transaction, { params, body, caller }) => {
      const plan = await requireDiscussed(transaction, params, caller);
      const thread = await changeComment<PlanComment>(
        transaction,
        discussedPlan,
        plan,
        params.comment,
        body,
        caller.userId,
      );
      return { status: 200, body: thread };
    },
    removePlanComment: async (transaction, { params, caller }) => {
      const plan = await requireDiscussed(transaction, params, caller);
      await removeComment(transaction, discussedPlan, plan, params.comment);
      return { status: 204 };
    },
  };
}

type DiscussedPlan = Plan & { readonly municipality: string };

async function requireDiscussed(
  transaction: Transaction,
  { municipality, plan }: { readonly municipality: string; readonly plan: string },
  caller: Caller,
): Promise<DiscussedPlan> {
  return { ...(await requirePlan(transaction, municipality, plan, sightOf(caller))), municipality };
}

/** The team is one of the plan's, the area one of its division's. */
async function assertSubject(
  transaction: Transaction,
  { municipality, teams, divisionId }: DiscussedPlan,
  about: NewPlanComment["about"],
): Promise<void> {
  if (about.kind === "team" && !teams.some(({ teamId }) => teamId === about.teamId)) {
    throw unknownSubject(discussedPlan, "about.teamId");
  }
  if (about.kind === "area" && !(await hasArea(transaction, municipality, divisionId, about.areaCode))) {
    throw unknownSubject(discussedPlan, "about.areaCode");
  }
}
