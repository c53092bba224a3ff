// What an analysis of a plan found: a repair to take over, how good the plan is, or what each rule costs.
import { useTranslation } from "react-i18next";
import type { Run } from "../../api/contract/runs.ts";
import { inLanguage } from "../i18n.ts";
import { formatLength, formatNumber, formatPercent, withinSentence } from "../numbers.ts";
import { BoundList } from "../proposals/bound-list.tsx";
import { mainMeasureName } from "../proposals/main-measure.ts";
import { MovedAreas } from "../proposals/moved-areas.tsx";
import { PriceList } from "../proposals/price-list.tsx";
import { useSolution } from "../state/proposals.ts";
import { useMeasures } from "../state/queries.ts";

export function AnalysisResult({
  run,
  nameOf,
  onMended,
  onClose,
}: {
  run: Run;
  nameOf: (areaIndex: number) => string;
  onMended: ((teamIndexes: readonly number[]) => void) | null;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  return (
    <div className="stack-tight" data-testid="analysis-result" data-status={run.status}>
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
      <BoundList bounds={run.bounds} />
      <PriceList prices={run.prices} />
      {run.kind === "mend" && run.solutions.length > 0 && (
        <Repair run={run} nameOf={nameOf} onMended={onMended} onClose={onClose} />
      )}
      <div>
        <button type="button" className="button button-quiet" onClick={onClose}>
          {t("why.close")}
        </button>
      </div>
    </div>
  );
}

function Repair({
  run,
  nameOf,
  onMended,
  onClose,
}: {
  run: Run;
  nameOf: (areaIndex: number) => string;
  onMended: ((teamIndexes: readonly number[]) => void) | null;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const detail = useSolution(run.id, 0).data;
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
          <div>
            <button
              type="button"
              className="button button-primary"
              disabled={onMended === null}
              onClick={() => {
                onMended?.(detail.teamIndexes);
                onClose();
              }}
            >
              {t(isNothing ? "why.useRepairAnyway" : "why.useRepair")}
            </button>
          </div>
          <MovedAreas detail={detail} teams={run.teams} measure={counted} nameOf={nameOf} />
        </>
      )}
    </>
  );
}
