// Which plan stays balanced over the forecast's range: each plan's chance, year by year, that every team is within the band.
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { PlanSummary } from "../../api/contract/plans.ts";
import { untoldChildAreas } from "../../engine/workload/forecast-history.ts";
import type { ForecastModel, LoadWeights } from "../../engine/workload/forecast-teams.ts";
import { Loading } from "../components/loading.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { SaveTable } from "../components/save-table.tsx";
import { withinSentence } from "../numbers.ts";
import { planPath } from "../plans-page/plan-paths.ts";
import { standingOf } from "../plans-page/plan-standing.ts";
import { useWholePlans } from "../state/forecast.ts";
import { type ChanceBounds, chanceBalanced, type OutlookYear, outlookOf } from "./outlook.ts";
import { planOutlooksTable } from "./saved-tables.ts";
import { chanceText, formatChance, formatChanceBounds, weightsName } from "./words.tsx";

/** Working out each takes a tenth of a second; the newest are the ones that are weighed. */
const mostPlans = 8;

/** What holds in every year. */
function worstOf(years: readonly OutlookYear[]): ChanceBounds {
  const bounds = years.map(chanceBalanced);
  return {
    atLeast: Math.min(...bounds.map(({ atLeast }) => atLeast)),
    atMost: Math.min(...bounds.map(({ atMost }) => atMost)),
  };
}

export function PlanOutlooks({
  model,
  weights,
  weightsVersion,
  plans,
  bandFraction,
  yearsAhead,
}: {
  model: ForecastModel;
  weights: LoadWeights;
  weightsVersion: number;
  plans: readonly PlanSummary[];
  bandFraction: number;
  yearsAhead: number;
}) {
  const { t } = useTranslation();
  const present = plans.filter(({ isPresent }) => isPresent);
  const shown = [...present, ...plans.filter(({ isPresent }) => !isPresent)].slice(0, mostPlans);
  const whole = useWholePlans(shown.map(({ id }) => id));
  const rows = useMemo(
    () =>
      whole.plans
        .map((plan) => {
          const years = outlookOf(model, weights, plan, bandFraction, yearsAhead).slice(1);
          return { plan, years, least: worstOf(years) };
        })
        .sort((a, b) => b.least.atLeast - a.least.atLeast || b.least.atMost - a.least.atMost),
    [whole.plans, model, weights, bandFraction, yearsAhead],
  );
  const everywhere = model.unitOfArea.map(() => 1);
  const untold = untoldChildAreas(model.history, everywhere);
  const years = rows[0]?.years.map(({ year }) => year) ?? [];
  return (
    <section className="stack" aria-labelledby="plans-heading">
      <h2 id="plans-heading">{t("forecast.whichPlan")}</h2>
      <p className="soft">
        {t("forecast.whichPlanHelp", { weights: weightsName(t, weightsVersion) })}{" "}
        {shown.length < plans.length && t("forecast.whichPlanMost", { shown: shown.length, count: plans.length })}{" "}
        {untold > 0 && t("forecast.whichPlanUntold", { count: untold })}
      </p>
      <ProblemNotice error={whole.error} />
      {whole.isPending && <Loading />}
      {rows.length > 1 && rows[0]!.least.atLeast >= 0.01 && (
        <p data-testid="best-plan">
          {rows.slice(1).every(({ least }) => least.atMost <= rows[0]!.least.atLeast)
            ? t("forecast.bestPlan", { name: rows[0]!.plan.name, chance: formatChance(rows[0]!.least.atLeast) })
            : t("forecast.noBestPlan")}
        </p>
      )}
      {rows.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled table must be reachable by keyboard
        <section className="table-frame" tabIndex={0} aria-label={t("forecast.whichPlanTable")}>
          <table className="table" data-testid="plan-outlooks">
            <thead>
              <tr>
                <th scope="col">{t("forecast.plan")}</th>
                {years.map((year) => (
                  <th key={year} scope="col" className="right">
                    {year}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ plan, years: own }) => (
                <tr key={plan.id}>
                  <th scope="row">
                    <Link to={planPath(plan.id)}>{plan.name}</Link>{" "}
                    <span className="small soft">({withinSentence(t(`planLife.standing.${standingOf(plan)}`))})</span>
                  </th>
                  {own.map((year) => (
                    <td key={year.year} className="right">
                      {formatChanceBounds(t, chanceBalanced(year))}
                      <span className="under">
                        {t("forecast.byKind", {
                          investigation: chanceText(t, year.chances.investigation?.all ?? null),
                          firstLine: chanceText(t, year.chances.firstLine?.all ?? null),
                        })}
                      </span>
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {rows.length > 0 && (
        <div className="no-print">
          <SaveTable table={planOutlooksTable(t, rows, weightsVersion, bandFraction)} />
        </div>
      )}
    </section>
  );
}
