// "Check in the browser": the planner's own computer does the run once more, and the page tells whether the plan is the same.
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { engineVersion } from "../../engine/engine-version.ts";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { Progress } from "../components/progress.tsx";
import { formatNumber } from "../numbers.ts";
import { useSignedIn } from "../state/session.tsx";
import { type CheckableRun, checkRun, type Verdict } from "./check-run.ts";

type CheckState =
  | { readonly kind: "idle" }
  | { readonly kind: "fetching" }
  | { readonly kind: "working"; readonly steps: number }
  | { readonly kind: "done"; readonly verdict: Verdict }
  | { readonly kind: "faulty"; readonly error: unknown };

export function BrowserCheck({ run }: { run: CheckableRun }) {
  const { t } = useTranslation();
  const municipality = useSignedIn().municipality.code;
  const [state, setState] = useState<CheckState>({ kind: "idle" });
  const under = useRef<AbortController | null>(null);
  useEffect(() => () => under.current?.abort(), []);

  const start = async () => {
    const controller = new AbortController();
    under.current = controller;
    setState({ kind: "fetching" });
    try {
      const onSteps = (steps: number) => setState({ kind: "working", steps });
      setState({ kind: "done", verdict: await checkRun(run, municipality, controller.signal, onSteps) });
    } catch (error) {
      setState({ kind: "faulty", error });
    }
    under.current = null;
  };
  const isUnderWay = state.kind === "fetching" || state.kind === "working";
  return (
    <section
      className="stack-tight"
      aria-labelledby="check-heading"
      data-testid="browser-check"
      data-state={state.kind}
    >
      <h3 id="check-heading">{t("run.check.heading")}</h3>
      <p className="small soft">{t("run.check.help")}</p>
      {state.kind === "working" && <Progress fraction={state.steps / run.steps} label={t("run.check.progress")} />}
      <div role="status" className="stack-tight">
        {state.kind === "fetching" && <p className="small">{t("run.check.fetching")}</p>}
        {state.kind === "done" && <VerdictText verdict={state.verdict} run={run} />}
      </div>
      {state.kind === "working" && (
        <p className="small">
          {t("run.check.steps", { steps: formatNumber(state.steps), of: formatNumber(run.steps) })}
        </p>
      )}
      {state.kind === "faulty" && <ProblemNotice error={state.error} />}
      <div>
        {/* One button, so that the keyboard's place is kept when its work begins and ends. */}
        <button type="button" className="button" onClick={isUnderWay ? () => under.current?.abort() : start}>
          {t(isUnderWay ? "run.check.cancel" : "run.check.start")}
        </button>
      </div>
    </section>
  );
}

function VerdictText({ verdict, run }: { verdict: Verdict; run: CheckableRun }) {
  const { t } = useTranslation();
  if (verdict.kind === "cancelled") return <p className="notice">{t("run.check.cancelled")}</p>;
  if (verdict.kind === "failed") return <p className="notice notice-error">{t("run.check.failed")}</p>;
  if (verdict.kind === "other-problem") return <p className="notice notice-error">{t("run.check.otherProblem")}</p>;
  const same = verdict.kind === "compared" && verdict.differingAreas === 0;
  const sameVersion = run.engineVersion === engineVersion;
  const areas =
    verdict.kind === "no-plan"
      ? t("run.check.noPlan")
      : same
        ? t("run.check.allAreas", { count: run.teamIndexes.length, areas: formatNumber(run.teamIndexes.length) })
        : t("run.check.otherAreas", {
            count: verdict.differingAreas,
            areas: formatNumber(verdict.differingAreas),
            of: formatNumber(run.teamIndexes.length),
          });
  const versions = { ofRun: run.engineVersion, ofPage: engineVersion };
  const version = sameVersion ? "sameVersion" : same ? "otherVersion" : "otherVersionExplains";
  return (
    <div className={`notice ${same ? "notice-success" : sameVersion ? "notice-error" : "notice-warning"}`}>
      <strong>{t(same ? "run.identical" : sameVersion ? "run.notIdentical" : "run.otherEngine")}</strong>
      <p>{areas}</p>
      <p>{t(`run.check.${version}`, versions)}</p>
    </div>
  );
}
