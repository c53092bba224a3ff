// A team's problem trees: what is in them, the edits that change them, history, comments and what two did at once.
import { z } from "zod";
import { AnswerSubject, CommentText, threadFields } from "./comments.ts";
import { RevisionNumber } from "./plan-life.ts";
import { CalendarDate, Identifier, Key, Timestamp } from "./primitives.ts";
import { ProfileKey } from "./profiles.ts";

const nodeKinds = ["problem", "cause", "consequence", "goal", "activity", "follow-up"] as const;
const qualityKinds = ["structure", "process", "result"] as const;
const preventionLevels = ["universal", "selective", "indicated"] as const;
const evidenceLevels = ["not-assessed", "experience", "followed-up", "one-study", "several-studies"] as const;

const TreeName = z.string().trim().min(1).max(120);
const Amount = z.number().min(-1e12).max(1e12);
const NodeText = z.string().trim().min(1).max(300);

const nodeFields = {
  kind: z.enum(nodeKinds),
  text: NodeText,
  note: z.string().trim().max(2000),
  order: z.number().min(-1e9).max(1e9).meta({ description: "Place among its siblings." }),
  qualityKind: z.enum(qualityKinds).nullable(),
  preventionLevel: z.enum(preventionLevels).nullable(),
  carriedBy: z
    .enum(["us", "others"])
    .nullable()
    .meta({ description: "Which part of the chain the team sets in motion itself, and which others must." }),
  othersDo: z.string().trim().max(500).meta({ description: "Who else must do something, and what." }),
  indicatorKey: Key.nullable().meta({ description: "An indicator whose values follow by year." }),
  surveyId: Identifier.nullable().default(null).meta({ description: "A survey of the team whose results follow." }),
  surveyQuestionId: Identifier.nullable().default(null),
  measureName: z
    .string()
    .trim()
    .max(200)
    .meta({ description: "An own measure; its values are the measurements. Empty where there is none." }),
  unit: z.string().trim().max(40),
  baseline: Amount.nullable(),
  baselineDate: CalendarDate.nullable(),
  target: Amount.nullable(),
  targetDate: CalendarDate.nullable(),
  responsibleRole: z.string().trim().max(120).meta({ description: "A role, not a person's name." }),
};
const NodeOrigin = z
  .object({
    treeId: Identifier,
    teamLetter: z.string(),
    teamName: z.string(),
    childrenFraction: z.number().nullable().meta({
      description:
        "Of the children in the team's area, how many live in what the other team's tree was about: its area, or its place (0–1).",
    }),
    date: CalendarDate,
    placeName: z.string().nullable().default(null).meta({
      description: "The place that the other team's tree was about; null for its whole area.",
    }),
  })
  .meta({ id: "NodeOrigin", description: "Where a node came from when a boundary moved." });
const linkFields = {
  evidence: z.enum(evidenceLevels),
  source: z.string().trim().max(500).meta({ description: "What the strength of evidence rests on." }),
};
const linkEnds = { from: Identifier, to: Identifier };
const measurementFields = { date: CalendarDate, value: Amount };

const TreeNode = z.object({ id: Identifier, ...nodeFields, origin: NodeOrigin.nullable() }).meta({ id: "TreeNode" });
const TreeLink = z
  .object({ id: Identifier, ...linkEnds, ...linkFields })
  .meta({ id: "TreeLink", description: "`from` leads to, acts on or measures `to`." });
const TreeMeasurement = z
  .object({ id: Identifier, nodeId: Identifier, ...measurementFields })
  .meta({ id: "TreeMeasurement" });

/** Where a node came from is set by the service alone. */
const NewNode = z.strictObject({ id: Identifier, ...nodeFields, origin: NodeOrigin.nullable().default(null) });

const edits = [
  z.strictObject({ kind: z.literal("node.add"), item: NewNode }),
  z.strictObject({ kind: z.literal("node.set"), id: Identifier, fields: z.strictObject(nodeFields).partial() }),
  z.strictObject({ kind: z.literal("node.remove"), id: Identifier }),
  z.strictObject({ kind: z.literal("link.add"), item: z.strictObject({ id: Identifier, ...linkEnds, ...linkFields }) }),
  z.strictObject({
    kind: z.literal("link.set"),
    id: Identifier,
    fields: z.strictObject({ ...linkEnds, ...linkFields }).partial(),
  }),
  z.strictObject({ kind: z.literal("link.remove"), id: Identifier }),
  z.strictObject({
    kind: z.literal("measurement.add"),
    item: z.strictObject({ id: Identifier, nodeId: Identifier, ...measurementFields }),
  }),
  z.strictObject({
    kind: z.literal("measurement.set"),
    id: Identifier,
    fields: z.strictObject(measurementFields).partial(),
  }),
  z.strictObject({ kind: z.literal("measurement.remove"), id: Identifier }),
] as const;
/** One small step: an item is added whole, changed field by field, or removed. */
const TreeEdit = z.discriminatedUnion("kind", edits).meta({ id: "TreeEdit" });
export type TreeEdit = z.output<typeof TreeEdit>;
const TreeEdits = z.array(TreeEdit).max(1500);

const PlaceKey = ProfileKey.refine((key) => !key.startsWith("team."), {
  message: "A neighbourhood or an area, not a team.",
}).nullable();
const TreePlace = z
  .object({
    key: ProfileKey.meta({ description: "Of the place's area profile." }),
    name: z.string(),
    isOwn: z.boolean().meta({
      description:
        "Whether it lies wholly in the team's area today; where it does not, the tree is read and not changed.",
    }),
  })
  .meta({ id: "TreePlace", description: "A named neighbourhood, or an area of any level." });
const summaryFields = {
  id: Identifier,
  teamId: Identifier,
  place: TreePlace.nullable().meta({ description: "What the tree is about; null for the team's whole area." }),
  name: z.string(),
  version: z.int(),
  author: z.string().nullable(),
  createdAt: Timestamp,
  updatedAt: Timestamp,
  updatedBy: z.string().nullable(),
  isRetired: z.boolean().meta({ description: "Put away; can be taken back." }),
};
export const ProblemTreeSummary = z
  .object({ ...summaryFields, nodeCount: z.int(), openCommentCount: z.int() })
  .meta({ id: "ProblemTreeSummary" });
export type ProblemTreeSummary = z.infer<typeof ProblemTreeSummary>;
export const ProblemTreeList = z.object({ trees: z.array(ProblemTreeSummary) }).meta({ id: "ProblemTreeList" });
export const ProblemTree = z
  .object({
    ...summaryFields,
    nodes: z.array(TreeNode),
    links: z.array(TreeLink),
    measurements: z.array(TreeMeasurement),
  })
  .meta({ id: "ProblemTree" });
export type ProblemTree = z.infer<typeof ProblemTree>;

export const ProblemTreesQuery = z.strictObject({
  teamId: Identifier.optional(),
  retired: z.enum(["true", "false"]).default("false").meta({ description: "true: those put away instead." }),
});

/** POST …/problem-trees */
export const NewProblemTree = z
  .strictObject({
    teamId: Identifier,
    name: TreeName,
    placeKey: PlaceKey.default(null).meta({
      description: "A neighbourhood or an area that lies wholly in the team's area; null for the team's whole area.",
    }),
    edits: TreeEdits.default([]),
  })
  .meta({ id: "NewProblemTree", description: "A tree of one's own team, with what it begins with." });
/** PATCH …/problem-trees/{id} with If-Match */
export const ProblemTreeChange = z
  .strictObject({ name: TreeName.optional(), retired: z.boolean().optional(), placeKey: PlaceKey.optional() })
  .meta({ id: "ProblemTreeChange" });
/** POST …/problem-trees/{id}/edits with If-Match */
export const ProblemTreeEdits = z
  .strictObject({
    edits: TreeEdits,
    setAside: TreeEdits.default([]).meta({
      description: "Edits given up for another person's, kept in the history so that nothing is lost.",
    }),
  })
  .meta({ id: "ProblemTreeEdits" });

/** One save of a tree: what was done, by whom, and what takes it back. */
export const ProblemTreeRevision = z
  .object({
    revision: z.int().meta({ description: "The tree's version after it." }),
    author: z.string().nullable(),
    createdAt: Timestamp,
    restoredFrom: z.int().nullable().meta({ description: "The earlier version that it brought back." }),
    edits: z.array(TreeEdit),
    inverse: z.array(TreeEdit),
    setAside: z.array(TreeEdit),
    subjects: z
      .array(z.object({ id: Identifier, kind: z.enum(nodeKinds), text: z.string() }))
      .meta({ description: "The nodes it was about, as they were called then." }),
  })
  .meta({ id: "ProblemTreeRevision" });
export type ProblemTreeRevision = z.infer<typeof ProblemTreeRevision>;
export const ProblemTreeHistory = z
  .object({
    revisions: z.array(ProblemTreeRevision).meta({ description: "Newest first." }),
    nextBefore: z.int().nullable(),
  })
  .meta({ id: "ProblemTreeHistory" });
export const ProblemTreeHistoryQuery = z.strictObject({ before: RevisionNumber.optional() });

export const TreeComment = z
  .object({
    ...threadFields,
    nodeId: Identifier.nullable().meta({ description: "The node it is about; null for the whole tree." }),
  })
  .meta({ id: "TreeComment" });
export type TreeComment = z.infer<typeof TreeComment>;
export const TreeCommentList = z.object({ comments: z.array(TreeComment) }).meta({ id: "TreeCommentList" });
/** POST …/problem-trees/{id}/comments */
export const NewTreeComment = z
  .strictObject({
    text: CommentText,
    about: z
      .discriminatedUnion("kind", [
        z.strictObject({ kind: z.literal("tree") }),
        z.strictObject({ kind: z.literal("node"), nodeId: Identifier }),
        AnswerSubject,
      ])
      .default({ kind: "tree" }),
  })
  .meta({ id: "NewTreeComment" });
export type NewTreeComment = z.output<typeof NewTreeComment>;

/** What earlier teams had agreed on for areas that are the team's now. */
export const InheritedTrees = z
  .object({
    teams: z.array(
      z.object({
        teamId: Identifier,
        letter: z.string(),
        name: z.string(),
        until: CalendarDate.meta({ description: "The day on which the areas went over." }),
        childrenFraction: NodeOrigin.shape.childrenFraction,
        trees: z.array(
          z.object({
            treeId: Identifier,
            name: z.string(),
            placeName: NodeOrigin.shape.placeName,
            childrenFraction: NodeOrigin.shape.childrenFraction,
            nodeCount: z.int(),
            outline: z.array(z.object({ depth: z.int(), kind: nodeFields.kind, text: z.string() })).meta({
              description: "The tree as it was then: each node once, under its first parent.",
            }),
          }),
        ),
      }),
    ),
  })
  .meta({ id: "InheritedTrees" });
export type InheritedTrees = z.infer<typeof InheritedTrees>;
/** POST …/teams/{team}/inherited-trees */
export const TreeTakeOver = z
  .strictObject({ treeId: Identifier, intoTreeId: Identifier.nullable().default(null) })
  .meta({
    id: "TreeTakeOver",
    description:
      "An inherited tree as it was when the areas went over, or one of the team's own: into one of its trees, or as a new one.",
  });

const clashValue = z.union([z.string(), z.number(), z.boolean(), z.null()]);
/** With 412: the tree as others have made it, and where one's own edits cannot stand beside theirs. */
export const ProblemTreeConflict = z
  .object({
    tree: ProblemTree,
    clashes: z.array(
      z.object({
        position: z.int().meta({ description: "Which of the edits sent, from 0." }),
        reason: z.string(),
        item: z.enum(["node", "link", "measurement"]),
        id: Identifier,
        field: z.string().nullable().meta({ description: "The field both changed; null for the whole item." }),
        base: clashValue,
        own: clashValue,
        theirs: clashValue,
      }),
    ),
  })
  .meta({ id: "ProblemTreeConflict" });
export type ProblemTreeConflict = z.infer<typeof ProblemTreeConflict>;
