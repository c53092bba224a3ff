// What is done with a whole tree: renamed, said to be about another place, copied, put away, taken back.
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import type { ProblemTree } from "../../api/contract/problem-trees.ts";
import { Dialog } from "../components/dialog.tsx";
import { TextField } from "../components/field.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { useChangeTree, useTakeOverTree } from "../state/problem-trees.ts";
import { useSignedIn } from "../state/session.tsx";
import { PlaceField } from "./place-field.tsx";
import { treePath, workshopPath, workshopSheetPath } from "./tree-paths.ts";

export function TreeUpkeep({ tree, mayWrite }: { tree: ProblemTree; mayWrite: boolean }) {
  const { t } = useTranslation();
  const { role } = useSignedIn();
  const change = useChangeTree(tree.id);
  const copy = useTakeOverTree(tree.teamId);
  const navigate = useNavigate();
  const [isRenaming, setRenaming] = useState(false);
  const placeKey = tree.place?.key ?? null;
  const [chosenPlace, setChosenPlace] = useState(placeKey);
  const retired = !tree.isRetired;
  const rename = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get("name"));
    const place = chosenPlace === placeKey ? {} : { placeKey: chosenPlace };
    change.mutate({ version: tree.version, change: { name, ...place } }, { onSuccess: () => setRenaming(false) });
  };
  return (
    <div className="row">
      <Link className="button" to={workshopPath(tree.id)}>
        {t("workshop.title")}
      </Link>
      {role !== "planner" && (
        <Link className="button button-quiet" to={workshopSheetPath(tree.teamId, placeKey)}>
          {t("workshop.sheet")}
        </Link>
      )}
      {mayWrite && (
        <>
          <button
            type="button"
            className="button button-quiet"
            onClick={() => {
              setChosenPlace(placeKey);
              setRenaming(true);
            }}
          >
            {t("tree.rename")}
          </button>
          <button
            type="button"
            className="button button-quiet"
            disabled={copy.isPending}
            onClick={() => copy.mutate(tree.id, { onSuccess: ({ id }) => navigate(treePath(id)) })}
          >
            {t("tree.copy")}
          </button>
          <button
            type="button"
            className="button button-quiet"
            disabled={change.isPending}
            onClick={() => change.mutate({ version: tree.version, change: { retired } })}
          >
            {t(retired ? "tree.putAway" : "tree.takeBack")}
          </button>
        </>
      )}
      {!isRenaming && <ProblemNotice error={change.error} />}
      {isRenaming && (
        <Dialog title={t("tree.rename")} onClose={() => setRenaming(false)}>
          <form className="stack" onSubmit={rename}>
            <TextField label={t("trees.name")} name="name" defaultValue={tree.name} required maxLength={120} />
            <PlaceField present={tree.place} value={chosenPlace} onChoose={setChosenPlace} />
            <ProblemNotice error={change.error} />
            <div className="row">
              <button type="submit" className="button button-primary" disabled={change.isPending}>
                {t("tree.change")}
              </button>
              <button type="button" className="button button-quiet" onClick={() => setRenaming(false)}>
                {t("common.cancel")}
              </button>
            </div>
          </form>
        </Dialog>
      )}
    </div>
  );
}
