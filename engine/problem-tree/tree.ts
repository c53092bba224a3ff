// A problem tree: nodes of six kinds, links that say what leads to what, and measurements by date. Plain data, saved and sent as it is.

/** In the order of the work: problem, orsak, konsekvens, målbild, hur når vi målet, hur/vad mäter vi. */
export const nodeKinds = ["problem", "cause", "consequence", "goal", "activity", "follow-up"] as const;
export type NodeKind = (typeof nodeKinds)[number];

export const preventionLevels = ["universal", "selective", "indicated"] as const;
/** From nothing said to several studies of good quality. */
export const evidenceLevels = ["not-assessed", "experience", "followed-up", "one-study", "several-studies"] as const;
export type EvidenceLevel = (typeof evidenceLevels)[number];
/** Which part of the chain we set in motion ourselves, and which others must. */
export const carriers = ["us", "others"] as const;

/** Where a node came from when a boundary moved. */
export interface NodeOrigin {
  readonly treeId: string;
  readonly teamLetter: string;
  readonly teamName: string;
  /** Of the children in the team's area, how many (0–1) live in what the other team's tree was about. */
  readonly childrenFraction: number | null;
  /** The day it was taken over (YYYY-MM-DD). */
  readonly date: string;
  /** The place that the other team's tree was about; null for its whole area. */
  readonly placeName: string | null;
}

export interface TreeNode {
  readonly id: string;
  readonly kind: NodeKind;
  readonly text: string;
  readonly note: string;
  /** Place among its siblings; equal places are told apart by id. */
  readonly order: number;
  /** Structure, process or result. */
  readonly qualityKind: string | null;
  readonly preventionLevel: (typeof preventionLevels)[number] | null;
  readonly carriedBy: (typeof carriers)[number] | null;
  /** Who else must do something, and what. */
  readonly othersDo: string;
  /** An indicator of the statistics; its values follow by year. */
  readonly indicatorKey: string | null;
  /** A question of one of the team's follow-up surveys; its results follow. Both or neither. */
  readonly surveyId: string | null;
  readonly surveyQuestionId: string | null;
  /** An own measure; its values are the measurements. */
  readonly measureName: string;
  readonly unit: string;
  readonly baseline: number | null;
  readonly baselineDate: string | null;
  readonly target: number | null;
  readonly targetDate: string | null;
  readonly responsibleRole: string;
  readonly origin: NodeOrigin | null;
}

/** All that a new node may be told of later. */
export const emptyNode: Omit<TreeNode, "id" | "kind" | "text"> = {
  note: "",
  order: 0,
  qualityKind: null,
  preventionLevel: null,
  carriedBy: null,
  othersDo: "",
  indicatorKey: null,
  surveyId: null,
  surveyQuestionId: null,
  measureName: "",
  unit: "",
  baseline: null,
  baselineDate: null,
  target: null,
  targetDate: null,
  responsibleRole: "",
  origin: null,
};

/** `from` leads to, acts on or measures `to`. */
export interface TreeLink {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly evidence: EvidenceLevel;
  /** What the strength of evidence rests on. */
  readonly source: string;
}

/** A value of a node's own measure. */
export interface TreeMeasurement {
  readonly id: string;
  readonly nodeId: string;
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly value: number;
}

export interface TreeContent {
  readonly nodes: readonly TreeNode[];
  readonly links: readonly TreeLink[];
  readonly measurements: readonly TreeMeasurement[];
}

export const emptyTree: TreeContent = { nodes: [], links: [], measurements: [] };

/** So that a tree stays something that people can read, and one save stays small. */
export const treeLimits = { nodes: 300, links: 900, measurements: 3000 } as const;

/** Which kinds a node of each kind may point at. */
const pointsAt: Readonly<Record<NodeKind, readonly NodeKind[]>> = {
  problem: ["consequence", "goal"],
  cause: ["problem", "cause", "consequence"],
  consequence: ["consequence"],
  goal: ["goal"],
  activity: ["goal", "activity", "cause", "problem"],
  "follow-up": ["goal", "activity", "problem", "cause", "consequence"],
};

export function mayPoint(from: NodeKind, to: NodeKind): boolean {
  return pointsAt[from].includes(to);
}

/**
 * The kinds of node that can be put under a node of the kind, the usual one first, and which of the two the link starts
 * from: a cause under a problem points at it, a consequence is pointed at.
 */
const kindsBelow: Readonly<Record<NodeKind, readonly NodeKind[]>> = {
  problem: ["cause", "consequence", "goal", "activity", "follow-up"],
  cause: ["cause", "activity", "follow-up"],
  consequence: ["consequence", "follow-up"],
  goal: ["activity", "goal", "follow-up"],
  activity: ["activity", "follow-up"],
  "follow-up": [],
};

export function childKinds(kind: NodeKind): readonly NodeKind[] {
  return kindsBelow[kind];
}

/** Whether a child of this kind is the link's start: it leads to its parent. Consequences and goals under a problem are led to. */
export function childPointsAtParent(child: NodeKind, parent: NodeKind): boolean {
  if (child === "goal") return parent === "goal";
  return child !== "consequence";
}

/** The ends of the link between a child and its parent in the outline. */
export function linkEnds(
  child: Pick<TreeNode, "id" | "kind">,
  parent: Pick<TreeNode, "id" | "kind">,
): Pick<TreeLink, "from" | "to"> {
  return childPointsAtParent(child.kind, parent.kind)
    ? { from: child.id, to: parent.id }
    : { from: parent.id, to: child.id };
}
