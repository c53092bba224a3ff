// What the outline, the drawing and the buttons do alike: the chosen node, what is being written or pointed out, and what is told about it.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ProblemTree } from "../../api/contract/problem-trees.ts";
import type { TreeEdit } from "../../engine/problem-tree/edits.ts";
import { childKinds, type NodeKind, nodeKinds } from "../../engine/problem-tree/tree.ts";
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
  | { readonly kind: "writing"; readonly nodeId: string }
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

  const change = (edits: readonly TreeEdit[]): boolean => {
    const fault = workbench.change(edits);
    if (fault) setTold(t(`tree.fault.${fault}`));
    return fault === null;
  };
  const cancel = () => {
    setDoing({ kind: "nothing" });
    setTold("");
    focusChosen();
  };
  const begin = (place: NodePlace) => {
    setTold("");
    setDoing({ kind: "adding", place });
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
    setChosen(next);
    setTold(t("tree.removed"));
    focusChosen();
  };

  const runOnNode = (command: Exclude<TreeCommand, { kind: "move" }>, nodeId: string) => {
    if (command.kind === "edit") setDoing({ kind: "writing", nodeId });
    else if (command.kind === "beside") {
      const place = placeBeside(content, nodeId);
      if (place) begin(place);
    } else if (command.kind === "earlier" || command.kind === "later") {
      const edits = reordering(content, nodeId, command.kind === "earlier" ? -1 : 1);
      if (edits.length > 0) change(edits);
      focusChosen();
    } else if (command.kind === "place" || command.kind === "link") {
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
    if (doing.kind !== "pointing") setDoing({ kind: "nothing" });
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
    write: (text, thenAnother = false) => {
      const written = text.trim();
      if (doing.kind === "adding" && written !== "") {
        const { id, edits } = addition(content, doing.place, written);
        if (!change(edits)) return;
        setChosen(id);
        setTold(t("tree.added", { text: written }));
        if (thenAnother) return setDoing({ kind: "adding", place: { ...doing.place, afterId: id } });
      } else if (doing.kind === "writing" && written !== "") {
        const before = content.nodes.find(({ id }) => id === doing.nodeId);
        if (before && before.text !== written) {
          change([{ kind: "node.set", id: doing.nodeId, fields: { text: written } }]);
        }
      }
      setDoing({ kind: "nothing" });
      focusChosen();
    },
    cancel,
    linkTo: (nodeId, otherId) => pointOut(nodeId, "link", otherId),
    change,
  };
}
