// Workshop mode: large type for a projector, one question at a time through the six kinds, and every word written into the tree.
import { type FormEvent, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import type { ProblemTree } from "../../api/contract/problem-trees.ts";
import { childKinds, type NodeKind, nodeKinds, type TreeNode } from "../../engine/problem-tree/tree.ts";
import { problemOf } from "../api-client.ts";
import { SelectField } from "../components/field.tsx";
import { Loading } from "../components/loading.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { kindLooks } from "../problem-tree-page/node-marks.tsx";
import { allWorkshopWords } from "../problem-tree-page/templates.ts";
import { addition, removing } from "../problem-tree-page/tree-acts.ts";
import { TreeConflict } from "../problem-tree-page/tree-conflict.tsx";
import { treePath, workshopSheetPath } from "../problem-tree-page/tree-paths.ts";
import { useTreeWorkbench } from "../problem-tree-page/use-tree-workbench.ts";
import { useProblemTree } from "../state/problem-trees.ts";
import { useSignedIn } from "../state/session.tsx";
import { WorkshopAnswer } from "./workshop-answer.tsx";

export default function WorkshopPage() {
  const { tree: id } = useParams();
  const { data: tree, error } = useProblemTree(id ?? null);
  if (error && (!tree || problemOf(error).status === 404)) {
    return (
      <div className="page page-narrow">
        <ProblemNotice error={error} />
      </div>
    );
  }
  if (!tree || tree.id !== id) return <Loading />;
  return <Workshop key={tree.id} tree={tree} />;
}

/** The kinds that a node of this kind may be put under, the usual one first. */
const parentsOfKind: Readonly<Record<NodeKind, readonly NodeKind[]>> = {
  problem: [],
  cause: ["problem", "cause"],
  consequence: ["problem", "consequence"],
  goal: ["problem"],
  activity: ["goal", "cause", "problem"],
  "follow-up": ["activity", "goal", "problem"],
};

function Workshop({ tree }: { tree: ProblemTree }) {
  const { t } = useTranslation();
  const { role, teamIds } = useSignedIn();
  const { workbench, state } = useTreeWorkbench(tree);
  const [step, setStep] = useState(0);
  const page = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const kind = nodeKinds[step]!;
  const mayEdit =
    role === "team" && teamIds.includes(tree.teamId) && !tree.isRetired && (tree.place === null || tree.place.isOwn);
  const { nodes } = state.content;
  const own = nodes.filter((node) => node.kind === kind);
  const goTo = (place: number) => {
    // At once: on a slow machine the heading would take the focus from what somebody has begun to write.
    flushSync(() => setStep(place));
    heading.current?.focus();
  };
  return (
    <div className="workshop" ref={page} style={{ borderTopColor: kindLooks[kind].line }}>
      <nav className="row-apart no-print" aria-label={t("workshop.steps")}>
        <ol className="workshop-steps">
          {nodeKinds.map((each, place) => (
            <li key={each}>
              <button
                type="button"
                aria-current={place === step ? "step" : undefined}
                style={place === step ? { background: kindLooks[each].line } : undefined}
                onClick={() => goTo(place)}
              >
                {place + 1}. {t(`tree.kind.${each}`)}
              </button>
            </li>
          ))}
        </ol>
        <div className="row">
          {document.fullscreenEnabled && (
            <button type="button" className="button" onClick={() => void page.current?.requestFullscreen()}>
              {t("workshop.fullScreen")}
            </button>
          )}
          {role !== "planner" && (
            <Link className="button" to={workshopSheetPath(tree.teamId, tree.place?.key ?? null)}>
              {t("workshop.sheet")}
            </Link>
          )}
          <Link className="button button-primary" to={treePath(tree.id)}>
            {t("workshop.leave")}
          </Link>
        </div>
      </nav>
      <p className="workshop-name">{[state.saved.place?.name, state.saved.name].filter(Boolean).join(" · ")}</p>
      <h1 className="workshop-question" ref={heading} tabIndex={-1}>
        {t(`workshop.question.${kind}`)}
      </h1>
      <p className="workshop-hint">{t(`workshop.hint.${kind}`)}</p>
      <ProblemNotice error={state.trouble}>
        <button type="button" className="button" onClick={() => workbench.retry()}>
          {t("tree.tryAgain")}
        </button>
      </ProblemNotice>
      {mayEdit && (
        <WorkshopInput
          key={kind}
          kind={kind}
          nodes={nodes}
          onAdd={(text, parentId) =>
            workbench.change(addition(state.content, { kind, parentId, afterId: null }, text).edits) === null
          }
        />
      )}
      <ul className="workshop-answers" aria-label={t(`tree.kinds.${kind}`)}>
        {own.map((node) => (
          <WorkshopAnswer
            key={node.id}
            node={node}
            mayEdit={mayEdit}
            onWrite={(text) => workbench.change([{ kind: "node.set", id: node.id, fields: { text } }], state.content)}
            onRemove={() => workbench.change(removing(state.content, node.id))}
          />
        ))}
      </ul>
      <div className="row-apart no-print">
        <button type="button" className="button workshop-button" disabled={step === 0} onClick={() => goTo(step - 1)}>
          {t("workshop.previous")}
        </button>
        {mayEdit && (
          <button
            type="button"
            className="button workshop-button"
            disabled={!state.canUndo}
            onClick={() => workbench.undo()}
          >
            {t("tree.undo")}
          </button>
        )}
        <button
          type="button"
          className="button button-primary workshop-button"
          disabled={step + 1 === nodeKinds.length}
          onClick={() => goTo(step + 1)}
        >
          {t("workshop.next")}
        </button>
      </div>
      {state.conflict && <TreeConflict conflict={state.conflict} onResolve={(choices) => workbench.resolve(choices)} />}
    </div>
  );
}

function WorkshopInput({
  kind,
  nodes,
  onAdd,
}: {
  kind: NodeKind;
  nodes: readonly TreeNode[];
  onAdd: (text: string, parentId: string | null) => boolean;
}) {
  const { t } = useTranslation();
  const parents = parentsOfKind[kind].flatMap((parentKind) =>
    nodes.filter((node) => node.kind === parentKind && childKinds(parentKind).includes(kind)),
  );
  const [chosen, setChosen] = useState<string | null>(null);
  const [text, setText] = useState("");
  const [showsWords, setShowsWords] = useState(false);
  const parentId = parents.some(({ id }) => id === chosen) ? chosen : (parents[0]?.id ?? null);
  const isLost = kind !== "problem" && parentId === null;
  const words = allWorkshopWords.filter((word) => !nodes.some((node) => node.text === word));
  const add = () => {
    if (text.trim() !== "" && !isLost && onAdd(text.trim(), parentId)) setText("");
  };
  const addLast = useRef(add);
  useEffect(() => {
    addLast.current = add;
  });
  // A word that is written when the group goes on to the next question is an answer too.
  useEffect(() => () => addLast.current(), []);
  if (isLost) return <p className="notice">{t("workshop.problemFirst")}</p>;
  return (
    <form
      className="workshop-form"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        add();
      }}
    >
      {parents.length > 1 && (
        <SelectField
          label={t("workshop.about")}
          value={parentId ?? ""}
          onChange={({ target }) => setChosen(target.value)}
        >
          {parents.map((node) => (
            <option key={node.id} value={node.id}>
              {t(`tree.kind.${node.kind}`)}: {node.text}
            </option>
          ))}
        </SelectField>
      )}
      {parents.length === 1 && (
        <p className="workshop-about">
          {t("workshop.about")}: <strong>{parents[0]!.text}</strong>
        </p>
      )}
      <div className="row nowrap">
        <input
          className="input workshop-input"
          aria-label={t(`workshop.question.${kind}`)}
          maxLength={300}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <button type="submit" className="button button-primary workshop-button" disabled={text.trim() === ""}>
          {t("tree.add")}
        </button>
      </div>
      {(kind === "problem" || kind === "cause" || kind === "consequence") && (
        <div className="stack-tight">
          <div>
            <button
              type="button"
              className="link-button"
              aria-expanded={showsWords}
              onClick={() => setShowsWords(!showsWords)}
            >
              {t(showsWords ? "workshop.hideWords" : "workshop.showWords")}
            </button>
          </div>
          {showsWords && (
            <ul className="workshop-words">
              {words.map((word) => (
                <li key={word}>
                  <button type="button" onClick={() => onAdd(word, parentId)}>
                    {word}
                  </button>
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
    </form>
  );
}
