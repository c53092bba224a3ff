// Step 4: the import at work, and its report.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Import, ImportProgress } from "../../api/contract/imports.ts";
import { addressOf, call } from "../api-client.ts";
import { Progress } from "../components/progress.tsx";
import { inLanguage } from "../i18n.ts";
import { formatNumber } from "../numbers.ts";
import { useServerEvents } from "../state/server-events.ts";
import { useSignedIn } from "../state/session.tsx";
import { IssueList } from "./issue-list.tsx";

const noticeOf: Record<Import["status"], string> = {
  running: "",
  loaded: "notice-success",
  unchanged: "notice-success",
  refused: "notice-error",
  cancelled: "notice-warning",
  failed: "notice-error",
};

export function ImportWatch({ started, onAgain }: { started: Import; onAgain: () => void }) {
  const { t } = useTranslation();
  const municipality = useSignedIn().municipality.code;
  const client = useQueryClient();
  const [current, setCurrent] = useState(started);
  const [progress, setProgress] = useState<ImportProgress | null>(null);
  const running = current.status === "running";
  const finish = async (end: Import) => {
    setCurrent(end);
    // A new division, new counts or new teams change what nearly every page shows.
    if (end.status === "loaded") await client.invalidateQueries();
    else await client.invalidateQueries({ queryKey: ["imports"] });
  };
  const params = { municipality, import: current.id };
  useServerEvents<ImportProgress, Import>(
    running ? addressOf("/api/:municipality/imports/:import/events", params) : null,
    {
      onProgress: setProgress,
      onEnd: finish,
      onBroken: async () => {
        const outcome = await call("get /api/:municipality/imports/:import", { params });
        if (outcome.ok) await finish(outcome.value);
      },
    },
  );

  if (running) {
    return (
      <section className="stack-tight" aria-live="polite">
        <p>{progress ? inLanguage(progress.message) : t("import.starting")}</p>
        <Progress fraction={progress?.fraction ?? 0} label={t("import.progress")} />
        <div>
          <button
            type="button"
            className="button"
            onClick={() => call("post /api/:municipality/imports/:import/cancel", { params })}
          >
            {t("import.cancel")}
          </button>
        </div>
      </section>
    );
  }
  return (
    <section className="stack" data-testid="import-report" data-status={current.status}>
      <div className={`notice ${noticeOf[current.status]}`} role="status">
        <strong>{t(`import.status.${current.status}`)}</strong>
        {current.status === "loaded" && (
          <p>{t("import.loadedRows", { rows: formatNumber(current.loadedCount ?? 0) })}</p>
        )}
        {current.status === "unchanged" && <p>{t("import.unchangedHelp")}</p>}
        {(current.status === "cancelled" || current.status === "refused" || current.status === "failed") && (
          <p>{t("import.nothingStored")}</p>
        )}
      </div>
      {current.issues.length > 0 && <IssueList issues={current.issues} />}
      <div className="row">
        {(current.status === "loaded" || current.status === "unchanged") && (
          <Link
            className="button button-primary"
            to={current.divisionId ? `/karta?indelning=${current.divisionId}` : "/karta"}
          >
            {t("import.toMap")}
          </Link>
        )}
        <button type="button" className="button" onClick={onAgain}>
          {t("import.again")}
        </button>
      </div>
    </section>
  );
}
