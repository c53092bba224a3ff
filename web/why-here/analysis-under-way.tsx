// An analysis at work: how far it has come, what it has found, and stop.
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Run, RunProgress } from "../../api/contract/runs.ts";
import { ask } from "../api-client.ts";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { Progress } from "../components/progress.tsx";
import { formatSeconds } from "../numbers.ts";
import { BoundList } from "../proposals/bound-list.tsx";
import { PriceList } from "../proposals/price-list.tsx";
import { useSignedIn } from "../state/session.tsx";

export function AnalysisUnderWay({ run, progress }: { run: Run; progress: RunProgress | null }) {
  const { t } = useTranslation();
  const municipality = useSignedIn().municipality.code;
  const stop = useMutation({
    mutationFn: () => ask("post /api/:municipality/runs/:run/stop", { params: { municipality, run: run.id } }),
  });
  const limit = run.secondsLimit ?? 1;
  return (
    <div className="stack-tight" data-testid="analysis-under-way">
      <Progress fraction={progress ? progress.elapsedSeconds / limit : 0} label={t("run.progress")} />
      <p className="small" role="status">
        {progress
          ? t("why.elapsed", {
              elapsed: formatSeconds(progress.elapsedSeconds),
              limit: formatSeconds(limit),
              stage: t(`proposals.stage.${progress.stage}`),
            })
          : t("run.queued")}
      </p>
      <div>
        <button
          type="button"
          className="button"
          disabled={stop.isPending || stop.isSuccess}
          onClick={() => stop.mutate()}
        >
          {t(stop.isSuccess ? "run.stopping" : "why.stop")}
        </button>
      </div>
      <ProblemNotice error={stop.error} />
      <BoundList bounds={progress?.bounds ?? []} rules={run.rules} isUnderWay />
      <PriceList prices={progress?.prices ?? []} />
    </div>
  );
}
