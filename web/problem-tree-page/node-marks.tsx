// How a kind of node looks, told by colour, sign and word; and the small marks of what a node carries.
import type { NodeKind, TreeNode } from "../../engine/problem-tree/tree.ts";

export interface KindLook {
  readonly line: string;
  readonly fill: string;
  /** A sign besides the colour. */
  readonly sign: string;
}

export const kindLooks: Readonly<Record<NodeKind, KindLook>> = {
  problem: { line: "#B92424", fill: "#FCF0F0", sign: "!" },
  cause: { line: "#8F4300", fill: "#FDF3EA", sign: "?" },
  consequence: { line: "#A90074", fill: "#FBF0F7", sign: "→" },
  goal: { line: "#00733B", fill: "#EEF7F1", sign: "★" },
  activity: { line: "#005595", fill: "#F0F5F9", sign: "+" },
  "follow-up": { line: "#5B1F78", fill: "#F6F0F9", sign: "≈" },
};

export function KindMark({ kind }: { kind: NodeKind }) {
  const { line, sign } = kindLooks[kind];
  return (
    <span className="kind-mark" style={{ background: line }} aria-hidden="true">
      {sign}
    </span>
  );
}

/** Whether something follows up the node: an indicator, a survey's question or an own measure. */
export function isFollowed({ indicatorKey, surveyId, measureName }: TreeNode): boolean {
  return indicatorKey !== null || surveyId !== null || measureName !== "";
}
