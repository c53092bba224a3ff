// How wrong the forecast would have been: the last two years held back, against "same as last year", said plainly.
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Plan } from "../../api/contract/plans.ts";
import {
  type BackTestSummary,
  backTestCases,
  backTestChildren,
  type HeldBack,
  summariseBackTest,
} from "../../engine/workload/back-test.ts";
import type { ForecastHistory } from "../../engine/workload/forecast-history.ts";
import { SaveTable } from "../components/save-table.tsx";
import { formatNumber, formatPercent } from "../numbers.ts";
import { membersOf } from "./outlook.ts";
import { backTestTable } from "./saved-tables.ts";
import { formatInterval, TeamHeading } from "./words.tsx";

/** One group for each area that numbers are told of by themselves. */
function areaGroups(toldWith: readonly number[]): Uint8Array[] {
  return [...new Set(toldWith)].map((first) => Uint8Array.from(toldWith, (own) => (own === first ? 1 : 0)));
}

export function BackTestView({ history, plan }: { history: ForecastHistory; plan: Plan }) {
  const { t } = useTranslation();
  const tested = useMemo(() => {
    const teams = membersOf(plan);
    const areas = areaGroups(history.toldWith);
    return {
      cases: backTestCases(history, teams),
      rows: [
        { name: "casesByTeam", summary: summariseBackTest(backTestCases(history, teams)) },
        { name: "casesByArea", summary: summariseBackTest(backTestCases(history, areas)) },
        { name: "childrenByTeam", summary: summariseBackTest(backTestChildren(history, teams)) },
        { name: "childrenByArea", summary: summariseBackTest(backTestChildren(history, areas)) },
      ] as const,
    };
  }, [history, plan]);
  const byTeam = tested.rows[0].summary;
  return (
    <section className="stack" aria-labelledby="back-test-heading">
      <h2 id="back-test-heading">{t("forecast.backTest")}</h2>
      <p className="soft">{t("forecast.backTestHelp")}</p>
      {byTeam === null ? (
        <p className="notice notice-warning">{t("forecast.backTestTooShort")}</p>
      ) : (
        <>
          <p
            className={`notice ${byTeam.verdict === "better" ? "notice-success" : "notice-warning"}`}
            data-testid="back-test-verdict"
          >
            {t(`forecast.backTestVerdict.${byTeam.verdict}`, {
              error: formatPercent(byTeam.error),
              other: formatPercent(byTeam.errorOfSameAsLast),
            })}
          </p>
          <SummaryTable rows={tested.rows} />
          <div className="no-print">
            <SaveTable table={backTestTable(t, tested.rows)} />
          </div>
          <details>
            <summary>{t("forecast.heldBackDetails")}</summary>
            <HeldBackTable plan={plan} rows={tested.cases} />
          </details>
        </>
      )}
    </section>
  );
}

function SummaryTable({
  rows,
}: {
  rows: readonly { readonly name: string; readonly summary: BackTestSummary | null }[];
}) {
  const { t } = useTranslation();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled table must be reachable by keyboard
    <section className="table-frame" tabIndex={0} aria-label={t("forecast.backTestTable")}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t("forecast.tested")}</th>
            {["count", "error", "sameAsLast", "inside80", "inside95", "verdict"].map((column) => (
              <th key={column} scope="col" className={column === "verdict" ? undefined : "right"}>
                {t(`forecast.backTestColumns.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(
            ({ name, summary }) =>
              summary && (
                <tr key={name}>
                  <th scope="row">{t(`forecast.backTestRows.${name}`)}</th>
                  <td className="right">{formatNumber(summary.count)}</td>
                  <td className="right">{formatPercent(summary.error)}</td>
                  <td className="right">{formatPercent(summary.errorOfSameAsLast)}</td>
                  <td className="right">{formatPercent(summary.inside80, 0)}</td>
                  <td className="right">{formatPercent(summary.inside95, 0)}</td>
                  <td>{t(`forecast.backTestWord.${summary.verdict}`)}</td>
                </tr>
              ),
          )}
        </tbody>
      </table>
    </section>
  );
}

function HeldBackTable({ plan, rows }: { plan: Plan; rows: readonly HeldBack[] }) {
  const { t } = useTranslation();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled table must be reachable by keyboard
    <section className="table-frame" tabIndex={0} aria-label={t("forecast.heldBackDetails")}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t("forecast.team")}</th>
            <th scope="col">{t("forecast.year")}</th>
            {["ahead", "expected", "likely80", "told", "sameAsLast"].map((column) => (
              <th key={column} scope="col" className="right">
                {t(`forecast.heldBackColumns.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.group} ${row.year} ${row.yearsAhead}`}>
              <th scope="row">
                <TeamHeading team={plan.teams[row.group]!} />
              </th>
              <td>{row.year}</td>
              <td className="right">{row.yearsAhead}</td>
              <td className="right">{formatNumber(row.expected)}</td>
              <td className="right">{formatInterval(row.likely80)}</td>
              <td className="right">{formatNumber(row.told)}</td>
              <td className="right">{formatNumber(row.sameAsLast)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
