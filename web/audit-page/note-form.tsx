// A note on the review: it becomes a row of the log itself and can not be changed afterwards.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { formatNumber } from "../numbers.ts";
import { useAddNote } from "../state/audit.ts";

export function NoteForm({ about, onDone }: { about: number; onDone?: () => void }) {
  const { t } = useTranslation();
  const [note, setNote] = useState("");
  const adding = useAddNote();
  return (
    <form
      className="card stack-tight no-print"
      onSubmit={(event) => {
        event.preventDefault();
        adding.mutate({ note, about }, { onSuccess: () => setNote((now) => (now === note ? "" : now)) });
      }}
    >
      <label className="field-name" htmlFor="audit-note">
        {t("audit.noteRow", { row: formatNumber(about) })}
      </label>
      <textarea
        id="audit-note"
        className="input"
        rows={3}
        minLength={2}
        maxLength={2000}
        required
        // biome-ignore lint/a11y/noAutofocus: only where it was asked for by a button beside the row
        autoFocus={onDone !== undefined}
        aria-describedby="audit-note-help"
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <span className="field-help" id="audit-note-help">
        {t("audit.note.help")}
      </span>
      <ProblemNotice error={adding.error} />
      <p role="status">{adding.data && t("audit.note.kept", { row: formatNumber(adding.data.sequence) })}</p>
      <div className="row">
        <button type="submit" className="button button-primary" disabled={adding.isPending}>
          {t("audit.note.save")}
        </button>
        {onDone && (
          <button type="button" className="button button-quiet" onClick={onDone}>
            {t("audit.note.close")}
          </button>
        )}
      </div>
    </form>
  );
}
