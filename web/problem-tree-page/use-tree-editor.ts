// What the outline, the drawing and the buttons do alike: the chosen node, what is being written or pointed out, and what is told about it.
import { type RefObject, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ProblemTree } from "../../api/contract/problem-trees.ts";
import type { TreeEdit } from "../../engine/problem-tree/edits.ts";
import { childKinds, type NodeKind, nodeKinds, type TreeContent } from "../../engine/problem-tree/tree.ts";
import {
  addition,
  linking,
  mayStandUnder,
  moving,
  type NodePlace,
  placeBelow,
  placeBeside,
  removing,
  reordering,
} from "./tree-acts.ts";
import type { TreeCommand } from "./tree-keys.ts";
import type { TreeState, TreeWorkbench } from "./tree-workbench.ts";

/** What the person is in the middle of. */
export type Doing =
  | { readonly kind: "nothing" }
  | { readonly kind: "adding"; readonly place: NodePlace }
  | { readonly kind: "writing"; readonly nodeId: string; readonly since: TreeContent }
  | { readonly kind: "pointing"; readonly act: "place" | "link"; readonly nodeId: string };

export interface TreeEditor {
  readonly state: TreeState<ProblemTree>;
  readonly mayEdit: boolean;
  readonly chosenId: string | null;
  readonly doing: Doing;
  /** Told to screen readers and shown under the drawing. */
  readonly told: string;
  /** Grows when the chosen node is to have the focus. */
  readonly focusCount: number;
  choose(nodeId: string | null, withFocus?: boolean): void;
  /** By mouse or finger: points the node out where one is asked for, and chooses it otherwise. */
  press(nodeId: string): void;
  run(command: Exclude<TreeCommand, { kind: "move" }>): void;
  begin(place: NodePlace): void;
  /** What is written and not ended; null where nothing is. It is ended when something else is begun or the page is left. */
  readonly written: RefObject<string | null>;
  /** Ends what is written: adds the node or changes its text; an empty text changes nothing. */
  write(text: string, thenAnother?: boolean): void;
  cancel(): void;
  /** Links two nodes, whichever way they can be. */
  linkTo(nodeId: string, otherId: string): void;
  change(edits: readonly TreeEdit[]): boolean;
}

export function useTreeEditor(
  workbench: TreeWorkbench<ProblemTree>,
  state: TreeState<ProblemTree>,
  mayEdit: boolean,
): TreeEditor {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<string | null>(null);
  const [doing, setDoing] = useState<Doing>({ kind: "nothing" });
  const [told, setTold] = useState("");
  const [focusCount, setFocusCount] = useState(0);
  const { content } = state;
  const chosenNode = content.nodes.find(({ id }) => id === chosen) ?? null;
  const chosenId = chosenNode?.id ?? null;
  const focusChosen = () => setFocusCount((count) => count + 1);

  const written = useRef<string | null>(null);

  // Where a field calls what it was given when the writing began, this is the tree as it was then.
  const change = (edits: readonly TreeEdit[], since: TreeContent = content): boolean => {
    const fault = workbench.change(edits, since);
    if (fault) setTold(t(`tree.fault.${fault}`));
    return fault === null;
  };
  const turnTo = (next: Doing) => {
    written.current = null;
    setDoing(next);
  };
  /** Adds the node or changes its text; the new node's id, null where none was added, false where it cannot be. */
  const put = (given: string): string | null | false => {
    const text = given.trim();
    if (text === "") return null;
    if (doing.kind === "adding") {
      const { id, edits } = addition(workbench.read().content, doing.place, text);
      if (!change(edits)) return false;
      setTold(t("tree.added", { text }));
      return id;
    }
    if (doing.kind === "writing" && doing.since.nodes.some((node) => node.id === doing.nodeId && node.text !== text)) {
      change([{ kind: "node.set", id: doing.nodeId, fields: { text } }], doing.since);
    }
    return null;
  };
  /** What was written is not lost because one turns to something else. */
  const leaveWriting = () => {
    const text = written.current;
    written.current = null;
    if (text !== null) put(text);
  };
  const leaveLast = useRef(leaveWriting);
  useEffect(() => {
    leaveLast.current = leaveWriting;
  });
  useEffect(() => () => leaveLast.current(), []);
  const cancel = () => {
    turnTo({ kind: "nothing" });
    setTold("");
    focusChosen();
  };
  const begin = (place: NodePlace) => {
    setTold("");
    leaveWriting();
    turnTo({ kind: "adding", place });
  };
  const beginBelow = (kind: NodeKind | undefined) => {
    const place = kind === undefined ? null : placeBelow(content, chosenId, kind);
    if (place) begin(place);
    else setTold(t("tree.cannotStandThere"));
  };

  /** The node that was pointed out becomes the parent, or the other end of a link. */
  const pointOut = (nodeId: string, act: "place" | "link", otherId: string) => {
    if (act === "place" && !mayStandUnder(content, nodeId, otherId)) return setTold(t("tree.cannotStandThere"));
    const edits = act === "place" ? moving(content, nodeId, otherId) : linking(content, nodeId, otherId);
    if (!edits) return setTold(t("tree.fault.link-not-allowed"));
    if (edits.length > 0 && !change(edits)) return;
    setDoing({ kind: "nothing" });
    setTold(t(act === "place" ? "tree.placed" : "tree.linked"));
    setChosen(nodeId);
    focusChosen();
  };

  const remove = (nodeId: string) => {
    const { length } = content.nodes;
    const position = content.nodes.findIndex(({ id }) => id === nodeId);
    const next = content.nodes[position + 1 < length ? position + 1 : position - 1]?.id ?? null;
    if (!change(removing(content, nodeId))) return;
    const isGone =
      (doing.kind === "writing" && doing.nodeId === nodeId) ||
      (doing.kind === "adding" && doing.place.parentId === nodeId);
    if (isGone) turnTo({ kind: "nothing" });
    setChosen(next);
    setTold(t("tree.removed"));
    focusChosen();
  };

  const runOnNode = (command: Exclude<TreeCommand, { kind: "move" }>, nodeId: string) => {
    if (command.kind === "edit") {
      leaveWriting();
      turnTo({ kind: "writing", nodeId, since: content });
    } else if (command.kind === "beside") {
      const place = placeBeside(content, nodeId);
      if (place) begin(place);
    } else if (command.kind === "earlier" || command.kind === "later") {
      const edits = reordering(content, nodeId, command.kind === "earlier" ? -1 : 1);
      if (edits.length > 0) change(edits);
      focusChosen();
    } else if (command.kind === "place" || command.kind === "link") {
      leaveWriting();
      setDoing({ kind: "pointing", act: command.kind, nodeId });
      setTold(t(command.kind === "place" ? "tree.pointOutPlace" : "tree.pointOutLink"));
      focusChosen();
    } else if (command.kind === "remove") remove(nodeId);
  };

  const run = (command: Exclude<TreeCommand, { kind: "move" }>) => {
    if (!mayEdit) return;
    if (command.kind === "undo" || command.kind === "redo") {
      const isDone = command.kind === "undo" ? workbench.undo() : workbench.redo();
      setTold(t(isDone ? `tree.told.${command.kind}` : "tree.changedByOther"));
      focusChosen();
    } else if (command.kind === "cancel") cancel();
    else if (command.kind === "edit" && doing.kind === "pointing" && chosenId) {
      pointOut(doing.nodeId, doing.act, chosenId);
    } else if (command.kind === "below") beginBelow(chosenNode ? childKinds(chosenNode.kind)[0] : "problem");
    else if (command.kind === "below-as") beginBelow(nodeKinds[command.place]);
    else if (chosenId) runOnNode(command, chosenId);
  };

  const choose = (nodeId: string | null, withFocus = false) => {
    setChosen(nodeId);
    if (doing.kind !== "pointing") {
      leaveWriting();
      turnTo({ kind: "nothing" });
    }
    if (withFocus) focusChosen();
  };

  return {
    state,
    mayEdit,
    chosenId,
    doing,
    told,
    focusCount,
    choose,
    press: (nodeId) => {
      if (doing.kind === "pointing" && doing.nodeId !== nodeId) pointOut(doing.nodeId, doing.act, nodeId);
      else choose(nodeId, true);
    },
    run,
    begin,
    written,
    write: (text, thenAnother = false) => {
      const id = put(text);
      if (id === false) return;
      if (id !== null) setChosen(id);
      if (id !== null && thenAnother && doing.kind === "adding") {
        return turnTo({ kind: "adding", place: { ...doing.place, afterId: id } });
      }
      turnTo({ kind: "nothing" });
      focusChosen();
    },
    cancel,
    linkTo: (nodeId, otherId) => pointOut(nodeId, "link", otherId),
    change,
  };
}
