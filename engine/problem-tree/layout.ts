// Where the boxes of a drawn tree stand: roots (causes) to the left, the problem in the middle, what follows to the right; the goals below in the same way.
import { outlineOf } from "./outline.ts";
import type { NodeKind, TreeContent, TreeLink, TreeNode } from "./tree.ts";

export interface TreeBox {
  readonly node: TreeNode;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly lines: readonly string[];
}

export interface TreeCurve {
  readonly link: TreeLink;
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  /** True where it goes between two boxes of the same column, or from one row of the drawing to the other. */
  readonly upright: boolean;
  /** Where a box stands in the way: how far down the line goes to pass below it, between the columns; else null. */
  readonly belowY: number | null;
  /** Where a box of the same column stands in the way: how far right the line goes to pass it; else null. */
  readonly besideX: number | null;
  /** True where one end is a follow-up: such lines meet others' boxes below the middle, apart from the lines between them. */
  readonly ofFollowUp: boolean;
}

export interface TreeBand {
  readonly kind: NodeKind;
  readonly x: number;
  readonly y: number;
}

export interface TreeDrawing {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly TreeBox[];
  readonly curves: readonly TreeCurve[];
  /** A heading over each part that has a box. */
  readonly bands: readonly TreeBand[];
}

/** Lengths in the drawing's own units; a line holds `lineLength` signs. */
const boxWidth = 188;
const lineHeight = 17;
const lineLength = 24;
const padding = 10;
/** Room for the marks under the text. */
const footHeight = 20;
const gapX = 62;
const gapY = 16;
const margin = 16;
const headingHeight = 30;
const rowGap = 34;
/** From the lowest box in the way to the line that passes below it, and between such lines. */
const passing = 8;
const passingStep = 6;
const passingCount = 3;
/** From a box's right side to the lines that pass beside, and between them: all within the gap between columns. */
const besideStep = 12;

/** Which row of the drawing a kind stands in, which side of the middle, and how far out its first column is. */
const places: Readonly<Record<NodeKind, { row: 0 | 1; side: -1 | 0 | 1 }>> = {
  cause: { row: 0, side: -1 },
  problem: { row: 0, side: 0 },
  consequence: { row: 0, side: 1 },
  activity: { row: 1, side: -1 },
  goal: { row: 1, side: 0 },
  "follow-up": { row: 1, side: 1 },
};

/** The text in lines of at most `length` signs; a longer word is broken. */
export function wrapped(text: string, length: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).filter(Boolean)) {
    let rest = word;
    while (rest.length > length) {
      const room = line === "" ? length : 0;
      if (room === 0) {
        lines.push(line);
        line = "";
        continue;
      }
      lines.push(rest.slice(0, room));
      rest = rest.slice(room);
    }
    if (line === "") line = rest;
    else if (line.length + 1 + rest.length <= length) line += ` ${rest}`;
    else {
      lines.push(line);
      line = rest;
    }
  }
  return line === "" && lines.length > 0 ? lines : [...lines, line];
}

/** How many steps a node is from the nearest of another kind along the outline: 0 for those next to the middle. */
function stepsOut(content: TreeContent): Map<string, number> {
  const steps = new Map<string, number>();
  const kindOf = new Map(content.nodes.map(({ id, kind }) => [id, kind]));
  for (const { node, parentId } of outlineOf(content)) {
    const isSame = parentId !== null && kindOf.get(parentId) === node.kind;
    steps.set(node.id, isSame ? steps.get(parentId)! + 1 : 0);
  }
  return steps;
}

/**
 * The drawing of a tree. No two boxes overlap; children stand in the order of the outline. Same content, same drawing.
 * An empty tree has no boxes.
 */
export function layoutTree(content: TreeContent): TreeDrawing {
  const steps = stepsOut(content);
  const columnOf = ({ id, kind }: TreeNode) => {
    const { side } = places[kind];
    // Problems under each other and goals under goals stay in the middle column.
    return side === 0 ? 0 : side * (1 + steps.get(id)!);
  };
  const ordered = outlineOf(content).map(({ node }) => node);
  const columns = ordered.map(columnOf);
  const leftmost = Math.min(0, ...columns);
  const rightmost = Math.max(0, ...columns);
  const xOf = (column: number) => margin + (column - leftmost) * (boxWidth + gapX);
  const rowTops = [margin, 0];
  const boxes: TreeBox[] = [];
  const bands: TreeBand[] = [];
  let bottom = margin;
  for (const row of [0, 1] as const) {
    const nodes = ordered.filter(({ kind }) => places[kind].row === row);
    if (row === 1) rowTops[1] = nodes.length === 0 ? bottom : bottom + (bottom > margin ? rowGap : 0);
    const top = rowTops[row]!;
    const stacks = new Map<number, TreeNode[]>();
    for (const node of nodes) stacks.set(columnOf(node), [...(stacks.get(columnOf(node)) ?? []), node]);
    const heights = [...stacks.values()].map(stackHeight);
    const rowHeight = Math.max(0, ...heights);
    for (const [column, stack] of stacks) {
      // Each column is centred on the row, so that the tree leans on its trunk.
      let y = top + headingHeight + (rowHeight - stackHeight(stack)) / 2;
      for (const node of stack) {
        const lines = wrapped(node.text, lineLength);
        const height = boxHeight(node);
        boxes.push({ node, x: xOf(column), y, width: boxWidth, height, lines });
        y += height + gapY;
      }
    }
    for (const kind of new Set(nodes.map((node) => node.kind))) {
      const own = nodes.filter((node) => node.kind === kind).map(columnOf);
      const column = places[kind].side < 0 ? Math.max(...own) : Math.min(...own);
      bands.push({ kind, x: xOf(column), y: top });
    }
    if (nodes.length > 0) bottom = top + headingHeight + rowHeight;
  }
  const curves = passingBeside(passingBelow(curvesOf(content.links, boxes), boxes), boxes);
  return {
    width: Math.max(xOf(rightmost) + boxWidth, ...curves.map(({ besideX }) => besideX ?? 0)) + margin,
    height: Math.max(bottom, ...curves.map(({ belowY }) => belowY ?? 0)) + margin,
    boxes,
    curves,
    bands,
  };
}

function boxHeight(node: TreeNode): number {
  return 2 * padding + lineHeight * wrapped(node.text, lineLength).length + footHeight;
}

function stackHeight(stack: readonly TreeNode[]): number {
  return stack.reduce((sum, node) => sum + boxHeight(node), 0) + gapY * (stack.length - 1);
}

function curvesOf(links: readonly TreeLink[], boxes: readonly TreeBox[]): TreeCurve[] {
  const byId = new Map(boxes.map((box) => [box.node.id, box]));
  return links.flatMap((link): TreeCurve[] => {
    const from = byId.get(link.from);
    const to = byId.get(link.to);
    if (!from || !to) return [];
    const middle = (box: TreeBox) => box.x + box.width / 2;
    const isUpright = from.x === to.x;
    const ofFollowUp = [from, to].some((box) => box.node.kind === "follow-up");
    const side = (box: TreeBox) => box.y + box.height * (ofFollowUp && box.node.kind !== "follow-up" ? 0.75 : 0.5);
    if (isUpright || places[from.node.kind].row !== places[to.node.kind].row) {
      const down = from.y < to.y;
      return [
        {
          link,
          x1: middle(from),
          y1: down ? from.y + from.height : from.y,
          x2: middle(to),
          y2: down ? to.y : to.y + to.height,
          upright: true,
          belowY: null,
          besideX: null,
          ofFollowUp,
        },
      ];
    }
    const right = from.x < to.x;
    return [
      {
        link,
        x1: right ? from.x + from.width : from.x,
        y1: side(from),
        x2: right ? to.x : to.x + to.width,
        y2: side(to),
        upright: false,
        belowY: null,
        besideX: null,
        ofFollowUp,
      },
    ];
  });
}

/** Lines that would go behind a box of their own column are led to its right. */
function passingBeside(curves: readonly TreeCurve[], boxes: readonly TreeBox[]): TreeCurve[] {
  const byId = new Map(boxes.map((box) => [box.node.id, box]));
  let count = 0;
  return curves.map((curve) => {
    const [from, to] = [byId.get(curve.link.from)!, byId.get(curve.link.to)!];
    const isPast = (box: TreeBox) =>
      box.x === from.x && box.y > Math.min(from.y, to.y) && box.y < Math.max(from.y, to.y);
    if (from.x !== to.x || !boxes.some(isPast)) return curve;
    const right = from.x + from.width;
    const besideX = right + besideStep * (2 + (count % passingCount));
    count += 1;
    const [y1, y2] = [from.y + from.height / 2, to.y + to.height / 2];
    return { ...curve, x1: right, y1, x2: right, y2, upright: false, besideX };
  });
}

/** Lines that would go behind a box of a column between, as if they were linked to it, are led below those boxes. */
function passingBelow(curves: readonly TreeCurve[], boxes: readonly TreeBox[]): TreeCurve[] {
  let count = 0;
  return curves.map((curve) => {
    const { x1, y1, x2, y2, upright } = curve;
    if (upright) return curve;
    const [left, right] = [Math.min(x1, x2), Math.max(x1, x2)];
    const [top, bottom] = [Math.min(y1, y2), Math.max(y1, y2)];
    const inTheWay = boxes.filter(
      (box) =>
        box.x >= left && box.x + box.width <= right && box.y < bottom + passing && box.y + box.height > top - passing,
    );
    if (inTheWay.length === 0) return curve;
    const between = boxes.filter(
      (box) =>
        box.x >= left && box.x + box.width <= right && places[box.node.kind].row === places[inTheWay[0]!.node.kind].row,
    );
    const belowY =
      Math.max(...between.map((box) => box.y + box.height)) + passing + passingStep * (count % passingCount);
    count += 1;
    return { ...curve, belowY };
  });
}
