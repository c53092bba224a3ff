// Asks before one signs out or changes role while a problem tree, a drawing, rules, answers from paper or a comment are not saved.
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useEffectEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Dialog } from "../components/dialog.tsx";
import { useUnsavedTrees } from "../problem-tree-page/open-trees.ts";
import { treePath } from "../problem-tree-page/tree-paths.ts";
import { unsavedTrees } from "../problem-tree-page/unsaved-trees.ts";
import { dropRules, unsavedRules, useUnsavedRules } from "../run-page/kept-rules.ts";
import { saveAtOnce } from "../state/autosave.ts";
import { dropDrawing } from "../state/drawings.ts";
import { useSaveDrawing } from "../state/plan-edit.ts";
import { typedAnswers } from "../state/typed-answers.ts";
import { throwAwayComments, typedComments } from "../state/typed-comments.ts";
import { unsavedPlans, useUnsavedPlans } from "../state/unsaved-plans.ts";
import { surveyPath } from "../survey-page/survey-paths.ts";

/**
 * `leaving` does what it is given at once where nothing is unsaved; else `question` is asked first, and what waits to be
 * saved is saved meanwhile.
 */
export function useAskBeforeLeaving(): { leaving: (leave: () => void) => void; question: ReactNode } {
  const client = useQueryClient();
  const save = useSaveDrawing();
  const [asked, setAsked] = useState<{ readonly leave: () => void } | null>(null);
  return {
    leaving: (leave) => {
      const plans = unsavedPlans(client);
      const typed = typedAnswers(client).length + typedComments(client).length;
      const others = unsavedTrees(client).length + unsavedRules().length + typed;
      if (plans.length + others === 0) return leave();
      for (const { id } of plans) saveAtOnce(id, save);
      setAsked({ leave });
    },
    question: asked && <Question leave={asked.leave} onClose={() => setAsked(null)} />,
  };
}

/** What was being saved may come through meanwhile: then there is nothing to ask. */
function Question({ leave, onClose }: { leave: () => void; onClose: () => void }) {
  const { t } = useTranslation();
  const trees = useUnsavedTrees();
  const plans = useUnsavedPlans();
  const rules = useUnsavedRules();
  const client = useQueryClient();
  const typed = typedAnswers(client);
  const [comments, setComments] = useState(() => typedComments(client));
  const unsaved = [
    ...plans.map(({ id, name, divisionId }) => ({
      id,
      name,
      path: `/karta?indelning=${divisionId}&forslag=${id}`,
    })),
    ...trees.map(({ id, name }) => ({ id, name, path: treePath(id) })),
  ];
  const goOn = useEffectEvent(() => {
    // One has been told that it goes; nothing asks again.
    for (const { id } of plans) dropDrawing(id);
    onClose();
    dropRules();
    leave();
  });
  const isSaved = unsaved.length + rules.length + typed.length + comments.length === 0;
  useEffect(() => {
    if (isSaved) goOn();
  }, [isSaved]);
  return (
    <Dialog title={t("shell.unsaved.title")} onClose={onClose}>
      <p>{t("shell.unsaved.text")}</p>
      <ul>
        {unsaved.map(({ id, name, path }) => (
          <li key={id}>
            <Link to={path} onClick={onClose}>
              {name}
            </Link>
          </li>
        ))}
        {rules.map(({ divisionId, ruleSet }) => (
          <li key={divisionId}>
            <Link to={`/korning?indelning=${divisionId}`} onClick={onClose}>
              {ruleSet ? t("shell.unsaved.rulesOf", { name: ruleSet.name }) : t("shell.unsaved.rules")}
            </Link>
          </li>
        ))}
        {typed.map(({ surveyId, name }) => (
          <li key={surveyId}>
            <Link to={surveyPath(surveyId)} onClick={onClose}>
              {t("shell.unsaved.survey", { name })}
            </Link>
          </li>
        ))}
        {comments.map((place) => (
          <li key={place.path}>
            <Link to={place.path} onClick={onClose}>
              {t("shell.unsaved.comment", { name: place.name })}
            </Link>{" "}
            <button
              type="button"
              className="button button-quiet"
              onClick={() => {
                throwAwayComments(client, place);
                setComments(typedComments(client));
              }}
            >
              {t("shell.unsaved.throwAway")}
            </button>
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
