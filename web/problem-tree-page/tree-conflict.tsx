// Two changed the same in one tree: what each wanted, and a choice for each. What is given up is kept in the history.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ProblemTree } from "../../api/contract/problem-trees.ts";
import { type ClashChoice, canChooseMine } from "../../engine/problem-tree/resolve.ts";
import { Dialog } from "../components/dialog.tsx";
import { Segments } from "../components/segments.tsx";
import { valueInWords } from "./field-words.ts";
import type { TreeClashes } from "./tree-workbench.ts";
import { useKnownNames } from "./use-known-names.ts";

export function TreeConflict({
  conflict,
  onResolve,
}: {
  conflict: TreeClashes<ProblemTree>;
  onResolve: (choices: readonly ClashChoice[]) => void;
}) {
  const { t } = useTranslation();
  const { clashes, tree, base } = conflict;
  const [chosen, setChosen] = useState<ReadonlyMap<number, ClashChoice>>(new Map());
  // What was being written when the question came is asked about too, after what it was about.
  const choices = clashes.map((clash, place) => chosen.get(place) ?? (canChooseMine(clash) ? "mine" : "theirs"));
  const names = useKnownNames(tree);
  const who = tree.updatedBy ?? t("planLife.somebody");
  const nodeText = (id: string) =>
    [...base.nodes, ...tree.nodes].find((node) => node.id === id)?.text ?? t("tree.clash.somewhere");
  return (
    // Nothing is lost by closing it: it can only be answered.
    <Dialog title={t("tree.clash.title")} wide onClose={() => {}}>
      <p>{t("tree.clash.lead", { who })}</p>
      <ul className="tree-clashes">
        {clashes.map((clash, place) => {
          const name = clash.item === "node" ? nodeText(clash.id) : t(`tree.clash.${clash.item}`);
          const label = clash.field === null ? name : `${name}: ${t(`tree.field.${clash.field}`)}`;
          return (
            <li key={`${clash.position} ${clash.id} ${clash.field}`} className="stack-tight">
              <h3>{label}</h3>
              <p className="small">{t(`tree.clash.reason.${clash.reason}`, { who })}</p>
              {clash.field !== null && (
                <dl className="facts">
                  <dt>{t("tree.clash.mine")}</dt>
                  <dd>{valueInWords(t, clash.field, clash.own, names)}</dd>
                  <dt>{t("tree.clash.theirs", { who })}</dt>
                  <dd>{valueInWords(t, clash.field, clash.theirs, names)}</dd>
                </dl>
              )}
              {canChooseMine(clash) && (
                <Segments<ClashChoice>
                  label={t("tree.clash.choice", { what: label })}
                  value={choices[place]!}
                  choices={[
                    { value: "mine", name: t("tree.clash.keepMine") },
                    { value: "theirs", name: t("tree.clash.keepTheirs", { who }) },
                  ]}
                  onChoose={(choice) => setChosen(new Map(chosen).set(place, choice))}
                />
              )}
            </li>
          );
        })}
      </ul>
      <p className="small soft">{t("tree.clash.kept")}</p>
      <div className="row">
        <button type="button" className="button button-primary" onClick={() => onResolve(choices)}>
          {t("tree.clash.save")}
        </button>
      </div>
    </Dialog>
  );
}
