// Each team's part of what came in against its part of the positions in the last quarters, beside chance: in words and as a table.
import { useTranslation } from "react-i18next";
import type { Flow } from "../../api/contract/workload.ts";
import type { ShareDifference } from "../../engine/workload/share-difference.ts";
import { SaveTable } from "../components/save-table.tsx";
import { decimalsApart, formatPercent, formatSignedPercent } from "../numbers.ts";
import { BeyondLegend, BeyondMark } from "../workload-page/beyond-mark.tsx";
import { compareQuarters, type QuarterComparison } from "./flow-series.ts";

interface StaffedTeam {
  readonly letter: string;
  readonly name: string;
  readonly investigationPositions: number;
}

/** Nothing where the flow does not tell two of the teams apart. */
export function Quarters({ flow, teams }: { flow: Flow; teams: readonly StaffedTeam[] }) {
  const { t } = useTranslation();
  const comparison = compareQuarters(
    flow,
    new Map(teams.map(({ letter, investigationPositions }) => [letter, investigationPositions])),
  );
  if (!comparison) return null;
  const nameOf = (unit: string) => `${unit} ${teams.find(({ letter }) => letter === unit)?.name ?? ""}`.trim();
  const side = ({ fraction, isMoreThanChance }: ShareDifference) =>
    isMoreThanChance ? (fraction > 0 ? "more" : "less") : "chance";
  return (
    <section aria-labelledby="quarters-heading" className="stack-tight" data-testid="quarters">
      <h2 id="quarters-heading">{t("flow.quarters")}</h2>
      <p className="small soft">
        {t("flow.quartersHelp", { from: comparison.quarters[0], to: comparison.quarters.at(-1) })}{" "}
        {t("flow.quartersBasis")}
      </p>
      {comparison.leftOut.map(({ quarter, units }) => (
        <p key={quarter} className="small">
          {t("flow.quarterLeftOut", { quarter, teams: units.join(", ") })}
        </p>
      ))}
      <ul>
        {comparison.teams.map(({ unit, byQuarter, together }) => (
          <li key={unit}>
            {nameOf(unit)}:{" "}
            {t(`flow.quartersTogether.${side(together)}`, {
              by: formatPercent(Math.abs(together.fraction), decimalsApart(together.fraction, together.chanceFraction)),
              chance: formatPercent(together.chanceFraction, decimalsApart(together.fraction, together.chanceFraction)),
            })}{" "}
            {t("flow.quartersOf", {
              beyond: byQuarter.filter(({ isMoreThanChance }) => isMoreThanChance).length,
              count: byQuarter.length,
            })}
          </li>
        ))}
      </ul>
      <QuarterTable comparison={comparison} nameOf={nameOf} />
    </section>
  );
}

function QuarterTable({ comparison, nameOf }: { comparison: QuarterComparison; nameOf: (unit: string) => string }) {
  const { t } = useTranslation();
  const { quarters, teams } = comparison;
  return (
    <details>
      <summary>{t("flow.tableOf", { name: t("flow.quarters") })}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled table must be reachable by keyboard */}
      <section className="table-frame" tabIndex={0} aria-label={t("flow.tableOf", { name: t("flow.quarters") })}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t("workload.team")}</th>
              {[...quarters, t("flow.allQuarters")].map((quarter) => (
                <th key={quarter} scope="col" className="right">
                  {quarter}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {teams.map(({ unit, byQuarter, together }) => (
              <tr key={unit}>
                <th scope="row">{nameOf(unit)}</th>
                {[...byQuarter, together].map(({ fraction, chanceFraction, isMoreThanChance }, place) => (
                  <td key={quarters[place] ?? "together"} className={`right ${isMoreThanChance ? "strong" : ""}`}>
                    {formatSignedPercent(fraction, decimalsApart(fraction, chanceFraction))} ±{" "}
                    {formatPercent(chanceFraction, decimalsApart(fraction, chanceFraction))}
                    {isMoreThanChance && <BeyondMark />}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <BeyondLegend />
      <SaveTable
        table={{
          kind: "received-per-position",
          name: "inflode-per-tjanst",
          headings: [t("workload.team"), t("flow.quarter"), t("workload.deviationAlone"), t("flow.chance")],
          rows: teams.flatMap(({ unit, byQuarter, together }) =>
            [...byQuarter, together].map(({ fraction, chanceFraction }, place) => [
              ...[nameOf(unit), quarters[place] ?? t("flow.allQuarters"), fraction, chanceFraction],
            ]),
          ),
        }}
      />
    </details>
  );
}
