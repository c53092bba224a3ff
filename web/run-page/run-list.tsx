// Earlier runs, and the check that the same run gives the same answer to the bit.
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import type { RunList as Runs } from "../../api/contract/runs.ts";
import type { Measure } from "../../api/contract/statistics.ts";
import { ask } from "../api-client.ts";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { formatInstant, formatPercent } from "../numbers.ts";
import { ChangeSentences } from "../proposals/change-of-team.tsx";
import { mainMeasureName } from "../proposals/main-measure.ts";
import { useSignedIn } from "../state/session.tsx";

export type RunSummary = z.output<typeof Runs>["runs"][number];

function Repetition({ run }: { run: RunSummary }) {
  const { t } = useTranslation();
  const municipality = useSignedIn().municipality.code;
  const repeat = useMutation({
    mutationFn: () => ask("post /api/:municipality/runs/:run/repeat", { params: { municipality, run: run.id } }),
  });
  return (
    <>
      <button type="button" className="link-button" disabled={repeat.isPending} onClick={() => repeat.mutate()}>
        {t(repeat.isPending ? "run.repeating" : "run.repeat")}
      </button>
      <span role="status">
        {repeat.data && (
          <span className={`tag ${repeat.data.identical ? "tag-good" : "tag-bad"}`}>
            {t(
              repeat.data.identical
                ? "run.identical"
                : repeat.data.sameEngineVersion
                  ? "run.notIdentical"
                  : "run.otherEngine",
            )}
          </span>
        )}
      </span>
      <ProblemNotice error={repeat.error} />
    </>
  );
}

export function RunList({
  runs,
  measures,
  onShow,
}: {
  runs: readonly RunSummary[];
  measures: readonly Measure[];
  onShow: (run: string) => void;
}) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="runs-heading">
      <h2 id="runs-heading">{t("run.earlier")}</h2>
      {runs.length === 0 && <p className="soft small">{t("run.noRuns")}</p>}
      <ul className="run-list">
        {runs.map((run) => (
          <li key={run.id}>
            <div className="row-apart">
              <button type="button" className="link-button" onClick={() => onShow(run.id)}>
                {formatInstant(run.createdAt)}
              </button>
              <span
                className={`tag ${run.status === "failed" ? "tag-bad" : run.status === "running" || run.status === "queued" ? "tag-blue" : ""}`}
              >
                {t(`run.status.${run.status}`)}
              </span>
            </div>
            <p className="small soft">
              {t(`proposals.kinds.${run.kind}.name`)} · {t("run.summary", { count: run.teams.length, seed: run.seed })}
              {run.ruleSet &&
                ` · ${t("proposals.ruleSetOption", { name: run.ruleSet.name, version: run.ruleSet.version })}`}
              {run.scores &&
                ` · ${t("run.deviationShort", { deviation: formatPercent(Math.max(...run.scores.largestDeviationFractions), 2) })}`}
            </p>
            <ChangeSentences changes={run.changes} measure={mainMeasureName(run.rules, measures)} />
            {run.kind === "division" && (run.status === "finished" || run.status === "stopped") && (
              <div className="row small">
                <Repetition run={run} />
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
