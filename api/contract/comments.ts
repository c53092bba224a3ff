// Comments with answers, on whatever can be talked about: what every thread of them has.
import { z } from "zod";
import { Identifier, Timestamp } from "./primitives.ts";

export const CommentText = z.string().trim().min(1).max(4000);

const saidFields = {
  id: Identifier,
  text: z.string().meta({ description: "Empty once removed." }),
  author: z.string().nullable(),
  isOwn: z.boolean(),
  createdAt: Timestamp,
  removed: z.boolean(),
};

/** A first comment with its answers; what it is about is its thing's own. */
export const threadFields = {
  ...saidFields,
  resolvedAt: Timestamp.nullable(),
  resolvedBy: z.string().nullable(),
  answers: z.array(z.object(saidFields)),
};
const Thread = z.object(threadFields);
export type Thread = z.infer<typeof Thread>;

/** Subject of an answer. */
export const AnswerSubject = z
  .strictObject({ kind: z.literal("comment"), commentId: Identifier })
  .meta({ description: "An answer." });

/** PATCH …/comments/{comment} */
export const CommentChange = z.strictObject({ resolved: z.boolean() }).meta({ id: "CommentChange" });
export type CommentChange = z.infer<typeof CommentChange>;
