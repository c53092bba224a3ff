// The plans of a run as a table: what each moves, how even it is, what is proven, its borders and, of alternatives, its goals; choosing one shows it on the map.
import { useTranslation } from "react-i18next";
import type { Solution } from "../../api/contract/runs.ts";
import { formatLength, formatNumber, formatPercent } from "../numbers.ts";

export function SolutionTable({
  caption,
  solutions,
  chosen,
  showsChange,
  best,
  measure,
  onChoose,
}: {
  caption: string;
  solutions: readonly Solution[];
  chosen: number | null;
  /** Told where there is something to change from. */
  showsChange: boolean;
  /** The weighed goals of the best of them, to tell the others beside it; null where they are not to be compared so. */
  best: number | null;
  measure: string;
  onChoose: ((solution: number) => void) | null;
}) {
  const { t } = useTranslation();
  const goalsWords = (goals: number, least: number): string => {
    if (goals <= least) return t("proposals.bestGoals");
    return least > 0 ? t("proposals.worseGoals", { percent: formatPercent(goals / least - 1, 0) }) : "";
  };
  return (
    <div className="table-scroll">
      <table className="facts-table solution-table" data-testid="solutions">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t("proposals.plan")}</th>
            {showsChange && <th scope="col">{t("proposals.changing", { measure })}</th>}
            <th scope="col">{t("run.largestDeviation")}</th>
            <th scope="col">{t("proposals.border")}</th>
          </tr>
        </thead>
        <tbody>
          {solutions.map((own) => (
            <tr key={own.solution} data-solution={own.solution} data-chosen={own.solution === chosen}>
              <th scope="row">
                {onChoose ? (
                  <label className="check">
                    <input
                      type="radio"
                      name="solution"
                      checked={own.solution === chosen}
                      onChange={() => onChoose(own.solution)}
                    />
                    <span>{t("proposals.planNumber", { number: own.solution + 1 })}</span>
                  </label>
                ) : (
                  t("proposals.planNumber", { number: own.solution + 1 })
                )}
                {best !== null && own.weighedGoals !== undefined && (
                  <span className="cell-note">{goalsWords(own.weighedGoals, best)}</span>
                )}
              </th>
              {showsChange && (
                <td className="number">
                  {formatNumber(own.movedWeight)} <span className="soft">({formatPercent(own.movedFraction)})</span>
                  <span className="cell-note">{t("balance.areaCount", { count: own.movedAreaCount })}</span>
                  {own.changes.length > 1 && (
                    <span className="cell-note">
                      {t("proposals.fromToday", {
                        number: formatNumber(own.changes.find(({ from }) => from === "today")!.weight),
                      })}
                    </span>
                  )}
                  {own.movedAtLeast !== null && (
                    <span className="cell-note">
                      {own.proven
                        ? t("proposals.proven")
                        : t("proposals.least", { number: formatNumber(Math.ceil(own.movedAtLeast)) })}
                    </span>
                  )}
                </td>
              )}
              <td className="number">
                {formatPercent(Math.max(...own.largestDeviationFractions), 2)}
                <span className="cell-note">{t(own.feasible ? "proposals.keepsRules" : "proposals.breaksRules")}</span>
              </td>
              <td className="number">{formatLength(own.cutBorderLengthM)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
