// The tree as an outline, worked by keyboard: rows that open nothing and hide nothing, each node once.
import { type KeyboardEvent, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { type OutlineNode, outlineOf } from "../../engine/problem-tree/outline.ts";
import { isFollowed, KindMark } from "./node-marks.tsx";
import { treeCommandFor } from "./tree-keys.ts";
import type { TreeEditor } from "./use-tree-editor.ts";

export function TreeOutline({ editor }: { editor: TreeEditor }) {
  const { t } = useTranslation();
  const list = useRef<HTMLDivElement>(null);
  const { chosenId, focusCount, doing, state } = editor;
  const rows = outlineOf(state.content);
  const textOf = new Map(state.content.nodes.map(({ id, text }) => [id, text]));
  const current = rows.findIndex(({ node }) => node.id === chosenId);

  useEffect(() => {
    if (focusCount > 0) list.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  }, [focusCount]);

  const move = (direction: string) => {
    const row = rows[current];
    const at = (place: number) => rows[Math.max(0, Math.min(rows.length - 1, place))]?.node.id ?? null;
    const to: Record<string, string | null> = {
      up: at(current - 1),
      down: at(current + 1),
      left: row?.parentId ?? chosenId,
      right: row?.childIds[0] ?? chosenId,
      first: at(0),
      last: at(rows.length - 1),
    };
    editor.choose(to[direction] ?? null, true);
  };
  const onKey = (event: KeyboardEvent) => {
    const command = treeCommandFor(event);
    if (!command) return;
    event.preventDefault();
    if (command.kind === "move") move(command.direction);
    else editor.run(command);
  };

  return (
    <div className="tree-outline" role="tree" aria-label={t("tree.outline")} ref={list}>
      {rows.map((row, place) => (
        <OutlineRow
          key={row.node.id}
          row={row}
          also={row.otherParentIds.map((id) => textOf.get(id) ?? "")}
          isChosen={row.node.id === chosenId}
          isTabStop={row.node.id === chosenId || (current < 0 && place === 0)}
          isPointing={doing.kind === "pointing" && doing.nodeId === row.node.id}
          onPress={() => editor.press(row.node.id)}
          onFocus={() => row.node.id !== chosenId && editor.choose(row.node.id)}
          onOpen={() => editor.run({ kind: "edit" })}
          onKey={onKey}
        />
      ))}
    </div>
  );
}

function OutlineRow({
  row: { node, depth, place, siblingCount },
  also,
  isChosen,
  isTabStop,
  isPointing,
  onPress,
  onFocus,
  onOpen,
  onKey,
}: {
  row: OutlineNode;
  also: readonly string[];
  isChosen: boolean;
  isTabStop: boolean;
  isPointing: boolean;
  onPress: () => void;
  onFocus: () => void;
  onOpen: () => void;
  onKey: (event: KeyboardEvent) => void;
}) {
  const { t } = useTranslation();
  return (
    <div
      className="tree-row"
      role="treeitem"
      aria-level={depth + 1}
      aria-posinset={place}
      aria-setsize={siblingCount}
      aria-selected={isChosen}
      data-node={node.id}
      data-kind={node.kind}
      data-pointing={isPointing || undefined}
      tabIndex={isTabStop ? 0 : -1}
      style={{ paddingLeft: `${8 + 22 * depth}px` }}
      onClick={onPress}
      onDoubleClick={onOpen}
      onFocus={onFocus}
      onKeyDown={onKey}
    >
      <KindMark kind={node.kind} />
      <span className="tree-row-text">
        <span className="tree-row-kind">{t(`tree.kind.${node.kind}`)}</span> {node.text}
        {also.length > 0 && <span className="small soft"> {t("tree.alsoUnder", { others: also.join(", ") })}</span>}
        {node.origin && (
          <>
            {" "}
            <span className="tag tag-blue">{t("tree.from", { letter: node.origin.teamLetter })}</span>
          </>
        )}
        {isFollowed(node) && <span className="small soft"> {t("tree.followed")}</span>}
      </span>
    </div>
  );
}
