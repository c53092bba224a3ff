// Asks before one signs out or changes role while a problem tree has work that is not saved.
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useEffectEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Dialog } from "../components/dialog.tsx";
import { useUnsavedTrees } from "../problem-tree-page/open-trees.ts";
import { treePath } from "../problem-tree-page/tree-paths.ts";
import { unsavedTrees } from "../problem-tree-page/unsaved-trees.ts";

/** `leaving` does what it is given at once where nothing is unsaved; else `question` is asked first. */
export function useAskBeforeLeaving(): { leaving: (leave: () => void) => void; question: ReactNode } {
  const client = useQueryClient();
  const [asked, setAsked] = useState<{ readonly leave: () => void } | null>(null);
  return {
    leaving: (leave) => (unsavedTrees(client).length === 0 ? leave() : setAsked({ leave })),
    question: asked && <Question leave={asked.leave} onClose={() => setAsked(null)} />,
  };
}

/** What was being saved may come through meanwhile: then there is nothing to ask. */
function Question({ leave, onClose }: { leave: () => void; onClose: () => void }) {
  const { t } = useTranslation();
  const unsaved = useUnsavedTrees();
  const goOn = useEffectEvent(() => {
    onClose();
    leave();
  });
  const isSaved = unsaved.length === 0;
  useEffect(() => {
    if (isSaved) goOn();
  }, [isSaved]);
  return (
    <Dialog title={t("shell.unsaved.title")} onClose={onClose}>
      <p>{t("shell.unsaved.text")}</p>
      <ul>
        {unsaved.map(({ id, name }) => (
          <li key={id}>
            <Link to={treePath(id)} onClick={onClose}>
              {name}
            </Link>
          </li>
        ))}
      </ul>
      <div className="row">
        <button type="button" className="button button-primary" onClick={onClose}>
          {t("shell.unsaved.stay")}
        </button>
        <button type="button" className="button button-danger" onClick={goOn}>
          {t("shell.unsaved.leave")}
        </button>
      </div>
    </Dialog>
  );
}
