// The tree as a drawing: roots to the left, the problem in the middle, what follows to the right, the goals below. Worked by mouse and by the outline's own keys.
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { layoutTree, type TreeBox, type TreeCurve } from "../../engine/problem-tree/layout.ts";
import { boxInDirection } from "./box-in-direction.ts";
import { strokes } from "./line-strokes.ts";
import { isFollowed, kindLooks } from "./node-marks.tsx";
import { treeCommandFor } from "./tree-keys.ts";
import { TreeLegend } from "./tree-legend.tsx";
import type { TreeEditor } from "./use-tree-editor.ts";

const lineHeight = 17;
const padding = 10;
export function TreeDrawing({ editor }: { editor: TreeEditor }) {
  const { t } = useTranslation();
  const picture = useRef<SVGSVGElement>(null);
  const { chosenId, focusCount, state, doing, mayEdit } = editor;
  const drawing = useMemo(() => layoutTree(state.content), [state.content]);
  const [dragged, setDragged] = useState<string | null>(null);

  useEffect(() => {
    if (focusCount === 0) return;
    const box = picture.current?.querySelector<SVGGElement>('[tabindex="0"]');
    box?.focus();
    // Focus is content with a part of the box, such as stands at the edge of a phone.
    box?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [focusCount]);

  const onKey = (event: KeyboardEvent) => {
    const command = treeCommandFor(event);
    if (!command) return;
    event.preventDefault();
    if (command.kind === "move") editor.choose(boxInDirection(drawing.boxes, chosenId, command.direction), true);
    else editor.run(command);
  };
  /** A box that is dropped on another is linked to it. */
  const onDrop = (nodeId: string) => {
    const from = dragged;
    setDragged(null);
    if (!mayEdit || from === null || from === nodeId) return;
    editor.linkTo(from, nodeId);
  };

  const first = drawing.boxes[0]?.node.id;
  return (
    <section className="tree-drawing" aria-label={t("tree.drawing")}>
      {/* biome-ignore lint/a11y/useSemanticElements: a group of HTML cannot hold a drawing */}
      <svg
        ref={picture}
        width={drawing.width}
        height={drawing.height}
        viewBox={`0 0 ${drawing.width} ${drawing.height}`}
        role="group"
        aria-label={t("tree.drawingLead")}
        fontSize="13"
        data-testid="tree-drawing"
        onPointerUp={() => setDragged(null)}
        onPointerLeave={() => setDragged(null)}
      >
        {drawing.curves.map((curve) => (
          <Curve key={curve.link.id} curve={curve} isNear={[curve.link.from, curve.link.to].includes(chosenId ?? "")} />
        ))}
        {/* Over the lines, with room around the letters. */}
        {drawing.bands.map(({ kind, x, y }) => (
          <text
            key={kind}
            x={x}
            y={y + 18}
            fontSize="14"
            fontWeight="700"
            fill={kindLooks[kind].line}
            stroke="#FFFFFF"
            strokeWidth="7"
            paintOrder="stroke"
          >
            {t(`tree.kinds.${kind}`)}
          </text>
        ))}
        {drawing.boxes.map((box) => (
          <Box
            key={box.node.id}
            box={box}
            isChosen={box.node.id === chosenId}
            isTabStop={box.node.id === (chosenId ?? first)}
            isPointing={(doing.kind === "pointing" && doing.nodeId === box.node.id) || dragged === box.node.id}
            onPress={() => editor.press(box.node.id)}
            onFocus={() => box.node.id !== chosenId && editor.choose(box.node.id)}
            onOpen={() => editor.run({ kind: "edit" })}
            onKey={onKey}
            onTake={() => setDragged(box.node.id)}
            onDrop={() => onDrop(box.node.id)}
          />
        ))}
      </svg>
      <TreeLegend />
    </section>
  );
}

/** How far from a box a line turns, and how round it turns. */
const turn = 26;
const bow = 10;

/** Out of the box, down between the columns, below what stands in the way and up again. */
function pathBelow({ x1, y1, x2, y2 }: TreeCurve, belowY: number): string {
  const side = Math.sign(x2 - x1);
  const [first, last] = [x1 + side * turn, x2 - side * turn];
  const corner = (x: number, y: number, toX: number, toY: number) => `Q${x} ${y} ${toX} ${toY}`;
  return [
    `M${x1} ${y1}H${first - side * bow}${corner(first, y1, first, y1 + bow)}`,
    `V${belowY - bow}${corner(first, belowY, first + side * bow, belowY)}`,
    `H${last - side * bow}${corner(last, belowY, last, belowY - bow)}`,
    `V${y2 + bow}${corner(last, y2, last + side * bow, y2)}H${x2}`,
  ].join("");
}

/** Out to the right, along the column and back. */
function pathBeside({ x1, y1, x2, y2 }: TreeCurve, besideX: number): string {
  const way = Math.sign(y2 - y1) * bow;
  return [
    `M${x1} ${y1}H${besideX - bow}Q${besideX} ${y1} ${besideX} ${y1 + way}`,
    `V${y2 - way}Q${besideX} ${y2} ${besideX - bow} ${y2}H${x2}`,
  ].join("");
}

function pathOf(curve: TreeCurve): string {
  const { x1, y1, x2, y2, upright, belowY, besideX } = curve;
  if (belowY !== null) return pathBelow(curve, belowY);
  if (besideX !== null) return pathBeside(curve, besideX);
  const bend = upright ? (y2 - y1) / 2 : (x2 - x1) / 2;
  return upright
    ? `M${x1} ${y1}C${x1} ${y1 + bend} ${x2} ${y2 - bend} ${x2} ${y2}`
    : `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
}

function Curve({ curve, isNear }: { curve: TreeCurve; isNear: boolean }) {
  const { link, x1, y1, x2, y2, upright, besideX, ofFollowUp } = curve;
  const { width, dash } = strokes[link.evidence];
  const path = pathOf(curve);
  const [dx, dy] = upright ? [0, Math.sign(y2 - y1)] : [besideX === null ? Math.sign(x2 - x1) : -1, 0];
  const head = `M${x2} ${y2}L${x2 - 8 * dx - 4 * dy} ${y2 - 8 * dy - 4 * dx}L${x2 - 8 * dx + 4 * dy} ${y2 - 8 * dy + 4 * dx}Z`;
  const colour = isNear ? "#005595" : ofFollowUp ? kindLooks["follow-up"].line : "#767A86";
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a line of a drawing cannot have the focus
    <g aria-hidden="true">
      <path d={path} fill="none" stroke={colour} strokeWidth={isNear ? width + 1 : width} strokeDasharray={dash} />
      <path d={head} fill={colour} />
    </g>
  );
}

function Box({
  box: { node, x, y, width, height, lines },
  isChosen,
  isTabStop,
  isPointing,
  onPress,
  onFocus,
  onOpen,
  onKey,
  onTake,
  onDrop,
}: {
  box: TreeBox;
  isChosen: boolean;
  isTabStop: boolean;
  isPointing: boolean;
  onPress: () => void;
  onFocus: () => void;
  onOpen: () => void;
  onKey: (event: KeyboardEvent) => void;
  onTake: () => void;
  onDrop: () => void;
}) {
  const { t } = useTranslation();
  const look = kindLooks[node.kind];
  const marks = [
    ...(node.carriedBy ? [t(`tree.carrierShort.${node.carriedBy}`)] : []),
    ...(node.qualityKind ? [t(`tree.qualityShort.${node.qualityKind}`)] : []),
    ...(node.preventionLevel ? [t(`tree.preventionShort.${node.preventionLevel}`)] : []),
    ...(isFollowed(node) ? [t("tree.followed")] : []),
    ...(node.origin ? [t("tree.from", { letter: node.origin.teamLetter })] : []),
  ];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button of HTML cannot stand in a drawing
    <g
      className="tree-box"
      role="button"
      aria-pressed={isChosen}
      aria-label={`${t(`tree.kind.${node.kind}`)}: ${node.text}`}
      aria-description={marks.length > 0 ? marks.join(", ") : undefined}
      data-node={node.id}
      tabIndex={isTabStop ? 0 : -1}
      // Focus taken already as it is pressed would scroll the drawing from under the finger, and the press be lost.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPress}
      onDoubleClick={onOpen}
      onFocus={onFocus}
      onKeyDown={onKey}
      // A finger that is drawn over the drawing moves it; boxes are linked by two taps.
      onPointerDown={({ pointerType }) => pointerType !== "touch" && onTake()}
      onPointerUp={onDrop}
    >
      <rect
        x={x}
        y={y}
        width={width}
        height={height}
        rx="6"
        fill={look.fill}
        stroke={look.line}
        strokeWidth={isChosen ? 3.5 : 1.5}
        strokeDasharray={isPointing ? "6 4" : undefined}
      />
      <rect x={x} y={y} width="5" height={height} rx="2.5" fill={look.line} />
      <text y={y + padding + 12 - lineHeight} fill="#1C1C28">
        {lines.map((line, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two lines of a text may be alike, and none moves
          <tspan key={place} x={x + padding + 4} dy={lineHeight}>
            {line}
          </tspan>
        ))}
      </text>
      <text x={x + padding + 4} y={y + height - 9} fontSize="11" fill="#5B5F6B">
        {`${look.sign} ${marks.join(" · ")}`}
      </text>
    </g>
  );
}
