// The drawing tools' icons, in one stroke each.
import type { ToolId } from "../../drawing/tool.ts";

const paths: Readonly<Record<ToolId, string>> = {
  inspect: "M10 9v5M10 6v.6M10 2a8 8 0 1 0 .01 0",
  pan: "M10 2v16M2 10h16M10 2 7.5 4.5M10 2l2.500 2.500M10 18l-2.500-2.500M10 18l2.500-2.500M2 10l2.500-2.500M2 10l2.500 2.500M18 10l-2.500-2.500M18 10l-2.500 2.500",
  click: "M5 3l10 8-5 .6L7.500 17z",
  brush: "M17 3 9 11M9 11c-3-1-5 1-5 3s-1 2-2 2c2 2 8 2 8-2 0-1.500-1-3-1-3z",
  rectangle: "M3 5h14v10H3z",
  lasso: "M10 3c4.500 0 8 2 8 5s-3.500 5-8 5-8-2-8-5 3.500-5 8-5M6 12.500c-1.500 1-1.500 3 0 3.500s1 1.500 0 2",
  parent: "M3 3h6v6H3zM11 3h6v6h-6zM3 11h6v6H3zM11 11h6v6h-6z",
  push: "M8 2c-2 4 3 6 0 16M11 10h7M18 10l-3-3M18 10l-3 3",
  erase: "M4 13 12 4l5 4.500L10 17H7zM8 8.500l5 4.500",
};

export function ToolIcon({ tool }: { tool: ToolId }) {
  return (
    <svg
      width="20"
      height="20"
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinejoin="round"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d={paths[tool]} />
    </svg>
  );
}
