// Begins a new round of a survey: the same questions once more, with answers of their own.
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Survey } from "../../api/contract/surveys.ts";
import { Dialog } from "../components/dialog.tsx";
import { TextField } from "../components/field.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { useBeginRound } from "../state/surveys.ts";

export function NewRoundForm({
  survey,
  onBegun,
  onClose,
}: {
  survey: Survey;
  onBegun: (id: string) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const begin = useBeginRound(survey);
  const [present, setPresent] = useState(survey.round);
  const [next, setNext] = useState("");
  const send = (event: FormEvent) => {
    event.preventDefault();
    begin.mutate({ present, next }, { onSuccess: ({ id }) => onBegun(id) });
  };
  return (
    <Dialog title={t("surveys.newRound")} onClose={onClose}>
      <form className="stack" onSubmit={send}>
        <p>{t("surveys.newRoundHelp")}</p>
        <TextField
          label={t("surveys.presentRound")}
          help={t("surveys.presentRoundHelp")}
          maxLength={60}
          value={present}
          onChange={({ target }) => setPresent(target.value)}
        />
        <TextField
          label={t("surveys.nextRound")}
          required
          maxLength={60}
          value={next}
          onChange={({ target }) => setNext(target.value)}
        />
        <ProblemNotice error={begin.error} />
        <div className="row">
          <button type="submit" className="button button-primary" disabled={begin.isPending || next.trim() === ""}>
            {t("surveys.beginRound")}
          </button>
          <button type="button" className="button button-quiet" onClick={onClose}>
            {t("common.cancel")}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
