// A run at work or done: how far it has come, how even it is, stop, keep.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { Run, RunProgress, SolutionDetail } from "../../api/contract/runs.ts";
import type { Measure } from "../../api/contract/statistics.ts";
import { shareAtMost } from "../../engine/explain/words.ts";
import { ask } from "../api-client.ts";
import { TextField } from "../components/field.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { Progress } from "../components/progress.tsx";
import { inLanguage } from "../i18n.ts";
import { formatLength, formatNumber, formatSeconds } from "../numbers.ts";
import { BoundList } from "../proposals/bound-list.tsx";
import { ChangeSentences } from "../proposals/change-of-team.tsx";
import { mainMeasureName } from "../proposals/main-measure.ts";
import { PriceList } from "../proposals/price-list.tsx";
import { useSignedIn } from "../state/session.tsx";
import { BrowserCheck } from "./browser-check.tsx";
import { isCheckable } from "./check-run.ts";
import { RunSolutions } from "./run-solutions.tsx";
import { RunTeams } from "./run-teams.tsx";
import { TakeIntoDraft } from "./take-into-draft.tsx";

/** `solution`: one of the plans that the run found; null keeps its own. */
function KeepAsPlan({ run, solution }: { run: Run; solution: number | null }) {
  const { t } = useTranslation();
  const municipality = useSignedIn().municipality.code;
  const client = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState("");
  const keep = useMutation({
    mutationFn: () =>
      ask("post /api/:municipality/plans", {
        params: { municipality },
        body: { name, from: { kind: "run", runId: run.id, solution } },
      }),
    onSuccess: async (plan) => {
      client.setQueryData(["plan", plan.id], plan);
      await client.invalidateQueries({ queryKey: ["plans"] });
      navigate(`/karta?indelning=${plan.divisionId}&forslag=${plan.id}`);
    },
  });
  return (
    <form
      className="stack-tight inset"
      onSubmit={(event) => {
        event.preventDefault();
        keep.mutate();
      }}
    >
      <TextField
        label={t("run.planName")}
        required
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <ProblemNotice error={keep.error} />
      <div>
        <button type="submit" className="button button-primary" disabled={keep.isPending || name.trim() === ""}>
          {t("run.keep")}
        </button>
      </div>
    </form>
  );
}

function Verdict({ run }: { run: Run }) {
  const { t } = useTranslation();
  if (run.failure) {
    return (
      <div className="notice notice-error" role="alert" data-testid="run-failure">
        <strong>{t("run.impossible")}</strong>
        <ul>
          {run.failure.reasons.map((reason) => (
            <li key={reason.sv}>{inLanguage(reason)}</li>
          ))}
        </ul>
      </div>
    );
  }
  if (!run.scores) return null;
  if (run.scores.feasible) return <p className="notice notice-success">{t("run.feasible")}</p>;
  return (
    <div className="notice notice-warning">
      <strong>{t("run.notFeasible")}</strong>
      <ul>
        {run.scores.violations.map((violation) => (
          <li key={violation.sv}>{inLanguage(violation)}</li>
        ))}
      </ul>
    </div>
  );
}

/** Why nothing is told of how good any division could be. */
function NoBound({ run }: { run: Run }) {
  const { t } = useTranslation();
  const isEnded = run.status === "finished" || run.status === "stopped";
  if (!isEnded || run.bounds.length > 0) return null;
  if (run.kind === "alternatives") return <p className="small soft">{t("proposals.noBoundOfAlternatives")}</p>;
  if (run.kind !== "division" || !run.scores) return null;
  const isShort = (run.secondsLimit ?? 0) < 1;
  const why = run.stepLimit !== null ? "noBoundBySteps" : isShort ? "noBoundOfShort" : "noBoundStopped";
  return (
    <p className="small soft" data-testid="no-bound">
      {t(`proposals.${why}`)}
    </p>
  );
}

/** Kinds that find a plan of their own; proofs and prices are about one that is there. */
const keepable: ReadonlySet<Run["kind"]> = new Set(["division", "frontier", "mend", "alternatives"]);

export function RunWatch({
  run,
  progress,
  measures,
  codes,
  nameOf,
  chosenSolution,
  solution,
  onChooseSolution,
  onNew,
}: {
  run: Run;
  progress: RunProgress | null;
  measures: readonly Measure[];
  /** Of the division's areas. */
  codes: readonly string[];
  nameOf: (areaIndex: number) => string;
  chosenSolution: number | null;
  solution: SolutionDetail | null;
  onChooseSolution: (solution: number) => void;
  onNew: () => void;
}) {
  const { t } = useTranslation();
  const municipality = useSignedIn().municipality.code;
  const [stopping, setStopping] = useState(false);
  const [stopError, setStopError] = useState<unknown>(null);
  const running = run.status === "running" || run.status === "queued";
  const found = running ? progress : run;
  const scores = solution ?? found?.scores ?? null;
  const teamIndexes = solution?.teamIndexes ?? found?.teamIndexes ?? null;
  const isChosenRead = chosenSolution === null || solution !== null;
  const limit = run.secondsLimit ?? progress?.secondsLimit ?? null;
  const stop = async () => {
    setStopping(true);
    try {
      await ask("post /api/:municipality/runs/:run/stop", { params: { municipality, run: run.id } });
    } catch (fault) {
      setStopping(false);
      setStopError(fault);
    }
  };
  return (
    <section className="stack" aria-labelledby="run-heading" data-testid="run-watch" data-status={run.status}>
      <div className="row-apart">
        <h2 id="run-heading">{t(`proposals.heading.${run.kind}`)}</h2>
        <span className={`tag ${running ? "tag-blue" : run.failure ? "tag-bad" : "tag-good"}`}>
          {t(`run.status.${run.status}`)}
        </span>
      </div>
      {run.name !== null && <p>{run.name}</p>}
      {run.ruleSet && (
        <p className="small soft">
          {t("proposals.usedRules", { name: run.ruleSet.name, version: run.ruleSet.version })}
        </p>
      )}
      {running && (
        <div className="stack-tight">
          <Progress fraction={progress && limit ? progress.elapsedSeconds / limit : 0} label={t("run.progress")} />
          <p className="small" role="status">
            {progress
              ? t("run.elapsed", {
                  elapsed: formatSeconds(progress.elapsedSeconds),
                  limit: formatSeconds(limit ?? 0),
                  steps: formatNumber(progress.steps),
                  stage: t(`proposals.stage.${progress.stage}`),
                })
              : t("run.queued")}
          </p>
          <div>
            <button type="button" className="button" disabled={stopping} onClick={stop}>
              {t(stopping ? "run.stopping" : "run.stop")}
            </button>
          </div>
        </div>
      )}
      <ProblemNotice error={stopError} />
      {!running && <Verdict run={run} />}
      {scores && (
        <dl className="run-figures">
          <div>
            <dt>{t("run.largestDeviation")}</dt>
            <dd>{inLanguage(shareAtMost(Math.max(...scores.largestDeviationFractions)))}</dd>
          </div>
          <div>
            <dt>{t("run.borders")}</dt>
            <dd>{formatLength(scores.cutBorderLengthM)}</dd>
          </div>
          <div>
            <dt>{t("run.cutEdges")}</dt>
            <dd>{formatNumber(scores.cutEdges)}</dd>
          </div>
        </dl>
      )}
      {scores && (
        <ChangeSentences
          changes={solution?.changes ?? found?.changes ?? []}
          measure={mainMeasureName(run.rules, measures)}
        />
      )}
      {running && run.kind === "division" && run.stepLimit === null && scores && found?.bounds.length === 0 && (
        <p className="small soft">{t("proposals.boundComing")}</p>
      )}
      <BoundList bounds={found?.bounds ?? []} rules={run.rules} isUnderWay={running} />
      <NoBound run={run} />
      <PriceList prices={found?.prices ?? []} />
      {found && found.solutions.length > 0 && (
        <RunSolutions
          run={run}
          solutions={found.solutions}
          differences={found.differences}
          measure={mainMeasureName(run.rules, measures)}
          nameOf={nameOf}
          chosen={running ? null : chosenSolution}
          detail={solution}
          onChoose={running ? null : onChooseSolution}
        />
      )}
      {!running && teamIndexes && isChosenRead && keepable.has(run.kind) && (
        <TakeIntoDraft
          run={run}
          // A repair is one plan, which need not be chosen.
          solution={chosenSolution ?? (run.kind === "mend" ? 0 : null)}
          teamIndexes={teamIndexes}
          codes={codes}
        />
      )}
      {!running && run.teamIndexes && keepable.has(run.kind) && <KeepAsPlan run={run} solution={chosenSolution} />}
      {teamIndexes && <RunTeams run={run} teamIndexes={teamIndexes} measures={measures} />}
      {!running && run.kind === "division" && isCheckable(run) && <BrowserCheck run={run} />}
      {!running && (
        <div>
          <button type="button" className="button" onClick={onNew}>
            {t("run.new")}
          </button>
        </div>
      )}
    </section>
  );
}
