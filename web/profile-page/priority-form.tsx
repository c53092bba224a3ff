// Decides whether an arena has priority, why and since when, beside what the index proposes.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ProfileArena } from "../../api/contract/profiles.ts";
import { CheckField, TextField } from "../components/field.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { useDecidePriority } from "../state/profiles.ts";

export function PriorityForm({ arena, onDone }: { arena: ProfileArena; onDone: () => void }) {
  const { t } = useTranslation();
  const [priority, setPriority] = useState(arena.priority);
  const [reason, setReason] = useState(arena.priorityReason ?? "");
  const [since, setSince] = useState(arena.prioritySince ?? "");
  const saving = useDecidePriority();
  return (
    <form
      className="stack-tight no-print"
      onSubmit={(event) => {
        event.preventDefault();
        saving.mutate(
          {
            ...{ arena: arena.id, careVersion: arena.careVersion, priority },
            ...{ reason: reason.trim() || null, since: since || null },
          },
          { onSuccess: onDone },
        );
      }}
    >
      <CheckField
        label={t("profile.arenas.hasPriority")}
        checked={priority}
        onChange={(event) => setPriority(event.target.checked)}
      />
      {priority && (
        <>
          <TextField
            label={t("profile.arenas.reason")}
            help={t("profile.arenas.reasonHelp")}
            value={reason}
            required
            maxLength={500}
            onChange={(event) => setReason(event.target.value)}
          />
          <TextField
            label={t("profile.arenas.since")}
            type="date"
            value={since}
            required
            onChange={(event) => setSince(event.target.value)}
          />
        </>
      )}
      <ProblemNotice error={saving.error} />
      <div className="row">
        <button type="submit" className="button button-primary" disabled={saving.isPending}>
          {t("profile.save")}
        </button>
        <button type="button" className="button" onClick={onDone}>
          {t("common.cancel")}
        </button>
      </div>
    </form>
  );
}
