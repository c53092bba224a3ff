// What an analysis of a plan found: a repair to take over, how good the plan is, or what each rule costs.
import { useEffect, useEffectEvent, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Run } from "../../api/contract/runs.ts";
import type { RunPoint } from "../drawing/draft.ts";
import { inLanguage } from "../i18n.ts";
import { formatLength, formatNumber, formatPercent, withinSentence } from "../numbers.ts";
import { BoundList } from "../proposals/bound-list.tsx";
import { mainMeasureName } from "../proposals/main-measure.ts";
import { MovedAreas } from "../proposals/moved-areas.tsx";
import { PriceList } from "../proposals/price-list.tsx";
import { useSolution } from "../state/proposals.ts";
import { useMeasures } from "../state/queries.ts";

interface Found {
  readonly run: Run;
  readonly nameOf: (areaIndex: number) => string;
  readonly onMended: ((teamIndexes: readonly number[], fromRun: RunPoint) => void) | null;
  /** Told which areas a repair would move while it is shown, and of none when it is not any more. */
  readonly onRepairShown: (areas: readonly number[]) => void;
  readonly onClose: () => void;
}

export function AnalysisResult(found: Found) {
  const { t } = useTranslation();
  const { run, onClose } = found;
  const frame = useRef<HTMLDivElement>(null);
  // It comes below the button that asked for it, which often is at the panel's lower edge.
  useEffect(() => {
    frame.current!.scrollIntoView({ block: "nearest" });
  }, []);
  return (
    <div ref={frame} className="stack-tight" data-testid="analysis-result" data-status={run.status}>
      {run.failure && (
        <div className="notice notice-error" role="alert">
          <strong>{t(`why.nothing.${run.kind}`)}</strong>
          <ul>
            {run.failure.reasons.map((reason) => (
              <li key={reason.sv}>{inLanguage(reason)}</li>
            ))}
          </ul>
        </div>
      )}
      {run.kind === "proof" && run.scores && !run.scores.feasible && (
        <div className="notice notice-warning">
          <strong>{t("why.breaksRules")}</strong>
          <ul>
            {run.scores.violations.map((violation) => (
              <li key={violation.sv}>{inLanguage(violation)}</li>
            ))}
          </ul>
        </div>
      )}
      <BoundList bounds={run.bounds} rules={run.rules} isUnderWay={false} />
      <PriceList prices={run.prices} />
      {run.kind === "mend" && run.solutions.length > 0 && <Repair {...found} />}
      <div>
        <button type="button" className="button button-quiet" onClick={onClose}>
          {t("why.close")}
        </button>
      </div>
    </div>
  );
}

function Repair({ run, nameOf, onMended, onRepairShown, onClose }: Found) {
  const { t } = useTranslation();
  const detail = useSolution(run.id, 0).data;
  const useRow = useRef<HTMLDivElement>(null);
  const show = useEffectEvent(onRepairShown);
  useEffect(() => {
    show(detail?.moved.map(({ areaIndex }) => areaIndex) ?? []);
    // What it moves is read after the sentence that tells of it.
    useRow.current?.scrollIntoView({ block: "nearest" });
    return () => show([]);
  }, [detail]);
  const counted = mainMeasureName(run.rules, useMeasures(run.divisionId).data ?? []);
  const repair = run.solutions[0]!;
  const isNothing = detail !== undefined && detail.moved.length === 0 && repair.movedWeight === 0;
  return (
    <>
      <p>
        {t("why.repair", {
          count: repair.movedAreaCount,
          measure: withinSentence(counted),
          number: formatNumber(repair.movedWeight),
          deviation: formatPercent(Math.max(...repair.largestDeviationFractions), 2),
        })}{" "}
        {repair.proven
          ? t("why.repairProven")
          : t("why.repairAtLeast", { number: formatNumber(Math.ceil(repair.movedAtLeast ?? 0)) })}
      </p>
      {run.remarks.map((remark) => (
        <p key={remark.sv} className="small">
          {inLanguage(remark)}
        </p>
      ))}
      {detail && (
        <>
          {detail.baselineBorderLengthM !== null && (
            <p data-testid="repair-border">
              {t("why.repairBorder", {
                after: formatLength(detail.cutBorderLengthM),
                before: formatLength(detail.baselineBorderLengthM),
              })}
            </p>
          )}
          <div ref={useRow}>
            <button
              type="button"
              className="button button-primary"
              disabled={onMended === null}
              onClick={() => {
                onMended?.(detail.teamIndexes, { runId: run.id, solution: detail.solution });
                onClose();
              }}
            >
              {t(isNothing ? "why.useRepairAnyway" : "why.useRepair")}
            </button>
          </div>
          {detail.moved.length > 0 && <p className="small soft">{t("why.repairOnMap")}</p>}
          <MovedAreas detail={detail} teams={run.teams} measure={counted} nameOf={nameOf} />
        </>
      )}
    </>
  );
}
