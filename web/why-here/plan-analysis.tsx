// What can be asked of the plan that is looked at: mend it, how good it is, what its rules cost, and what binds each team.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Plan } from "../../api/contract/plans.ts";
import type { Run, RunKind, RunProgress } from "../../api/contract/runs.ts";
import { addressOf, ask, call } from "../api-client.ts";
import { ProblemNotice } from "../components/problem-notice.tsx";
import type { RunPoint } from "../drawing/draft.ts";
import { ProblemError } from "../problem-error.ts";
import { useLocksAreSaved } from "../state/plan-locks.ts";
import { useServerEvents } from "../state/server-events.ts";
import { useSignedIn } from "../state/session.tsx";
import { AnalysisResult } from "./analysis-result.tsx";
import { AnalysisUnderWay } from "./analysis-under-way.tsx";
import { TeamBindings } from "./team-bindings.tsx";

type Asked = Extract<RunKind, "mend" | "proof" | "prices">;
/** How long each is given at most; prices end when each has been told, and all can be stopped with what they have found. */
const seconds: Readonly<Record<Asked, number>> = { mend: 20, proof: 10, prices: 120 };

/** `onMended` takes over a repair; null where the plan may not be drawn in, or has something that is not saved. */
export function PlanAnalysis({
  plan,
  nameOf,
  onMended,
  onRepairShown,
}: {
  plan: Plan;
  nameOf: (areaIndex: number) => string;
  onMended: ((teamIndexes: readonly number[], fromRun: RunPoint) => void) | null;
  /** Told which areas the repair that is shown would move. */
  onRepairShown: (areas: readonly number[]) => void;
}) {
  const { t } = useTranslation();
  const municipality = useSignedIn().municipality.code;
  const client = useQueryClient();
  const [run, setRun] = useState<Run | null>(null);
  const [progress, setProgress] = useState<RunProgress | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isBroken, setBroken] = useState(false);
  const [starting, setStarting] = useState(false);
  const [askedVersion, setAskedVersion] = useState(plan.version);
  const running = run !== null && (run.status === "queued" || run.status === "running");
  useServerEvents<RunProgress, Run>(
    running && !isBroken ? addressOf("/api/:municipality/runs/:run/events", { municipality, run: run.id }) : null,
    {
      onProgress: setProgress,
      onEnd: async (end) => {
        setRun(end);
        await client.invalidateQueries({ queryKey: ["runs"] });
      },
      onBroken: () => setBroken(true),
    },
  );
  /** The run goes on without the page: it is read as it is now, and followed again where it is still at work. */
  const readAgain = async () => {
    try {
      setRun(await ask("get /api/:municipality/runs/:run", { params: { municipality, run: run!.id } }));
      setError(null);
      setBroken(false);
      await client.invalidateQueries({ queryKey: ["runs"] });
    } catch (fault) {
      setError(fault);
    }
  };
  const start = async (kind: Asked) => {
    setStarting(true);
    setAskedVersion(plan.version);
    setProgress(null);
    setBroken(false);
    try {
      const { teams, rules } = await ask("get /api/:municipality/plans/:plan/rules", {
        params: { municipality, plan: plan.id },
      });
      const outcome = await call("post /api/:municipality/runs", {
        params: { municipality },
        body: { kind, divisionId: plan.divisionId, planId: plan.id, teams, rules, secondsLimit: seconds[kind] },
      });
      setError(outcome.ok ? null : new ProblemError(outcome.problem));
      if (outcome.ok) setRun(outcome.value);
    } catch (fault) {
      setError(fault);
    }
    setStarting(false);
  };
  const locksAreSaved = useLocksAreSaved(plan.id);
  const busy = (running && !isBroken) || starting;
  return (
    <section className="stack-tight inset no-print" aria-labelledby="analysis-heading" data-testid="plan-analysis">
      <h2 id="analysis-heading">{t("why.analysis")}</h2>
      <div className="row">
        {plan.status === "draft" && (
          <button
            type="button"
            className="button"
            disabled={busy || onMended === null || !locksAreSaved}
            onClick={() => start("mend")}
          >
            {t("why.mend")}
          </button>
        )}
        <button type="button" className="button" disabled={busy} onClick={() => start("proof")}>
          {t("why.proof")}
        </button>
        <button type="button" className="button" disabled={busy} onClick={() => start("prices")}>
          {t("why.prices")}
        </button>
      </div>
      <Link to={`/korning?indelning=${plan.divisionId}&forslag=${plan.id}`}>{t("why.runFrom")}</Link>
      <ProblemNotice error={error} />
      {running && isBroken && (
        <div className="notice notice-warning small" role="alert" data-testid="analysis-broken">
          <p>{t("why.broken")}</p>
          <div className="row">
            <button type="button" className="button" onClick={readAgain}>
              {t("why.readAgain")}
            </button>
          </div>
        </div>
      )}
      {running && !isBroken && <AnalysisUnderWay run={run} progress={progress} />}
      {run && askedVersion !== plan.version && <p className="notice notice-warning small">{t("why.changedSince")}</p>}
      {run && !running && (
        <AnalysisResult
          key={run.id}
          run={run}
          nameOf={nameOf}
          onMended={askedVersion === plan.version ? onMended : null}
          onRepairShown={onRepairShown}
          onClose={() => {
            setRun(null);
            setProgress(null);
          }}
        />
      )}
      <TeamBindings plan={plan} />
    </section>
  );
}
