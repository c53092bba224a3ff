// Whether investigations crowd preventive work out: in a sentence beside chance, and year by year for each team.
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { Plan } from "../../api/contract/plans.ts";
import type { PlanWorkload } from "../../api/contract/workload.ts";
import {
  type CrowdingTold,
  crowdingByTeam,
  crowdingChange,
  crowdingRange,
  type Positions,
} from "../../engine/workload/crowding.ts";
import type { LoadBalance } from "../../engine/workload/load-balance.ts";
import { SaveTable } from "../components/save-table.tsx";
import { decimalsApart, formatNumber, formatPercent, formatSigned, formatSignedPercent, tenthsOf } from "../numbers.ts";
import { type PeriodBalance, type WeightValues, weightOf } from "./balances.ts";
import { BeyondLegend, BeyondMark } from "./beyond-mark.tsx";
import { caseTypeName, unknownText } from "./words.ts";

/** What the weight of preventive work is multiplied by, to show what the answer owes to it. */
const triedFactors = [0.5, 1, 2] as const;

function sideOf({
  takenFraction,
  isMoreThanChance,
  unknownAreas,
}: CrowdingTold): "more" | "less" | "untold" | "chance" {
  if (!isMoreThanChance) return unknownAreas > 0 ? "untold" : "chance";
  return takenFraction > 0 ? "more" : "less";
}

function sentence(
  t: TFunction,
  key: "now" | "change",
  told: CrowdingTold,
  more: Readonly<Record<string, unknown>>,
): string {
  return t(`workload.crowding.${key}.${sideOf(told)}`, {
    taken: formatPercent(Math.abs(told.takenFraction), decimalsApart(told.takenFraction, told.chanceFraction)),
    chance: formatPercent(told.chanceFraction, decimalsApart(told.takenFraction, told.chanceFraction)),
    count: told.unknownAreas,
    ...more,
  });
}

/** "+23 % ± 4 %", and a mark where that is more than chance. */
function Taken({ told }: { told: CrowdingTold | null }) {
  const { t } = useTranslation();
  if (told === null) return "–";
  const side = sideOf(told);
  const decimals = decimalsApart(told.takenFraction, told.chanceFraction);
  return (
    <>
      {`${formatSignedPercent(told.takenFraction, decimals)} ± ${formatPercent(told.chanceFraction, decimals)}`}
      {side === "untold" && ` (${unknownText(t, told.unknownAreas)})`}
      {(side === "more" || side === "less") && <BeyondMark />}
    </>
  );
}

/** Nothing where no single year is told. */
export function CrowdingView({
  plan,
  balances,
  weights,
  version,
  caseTypes,
}: {
  plan: Plan;
  balances: readonly PeriodBalance[];
  weights: WeightValues;
  /** Null where the weights are not saved. */
  version: number | null;
  caseTypes: PlanWorkload["caseTypes"];
}) {
  const { t } = useTranslation();
  const positions: readonly Positions[] = plan.teams.map(({ investigationPositions, firstLinePositions }) => ({
    investigation: investigationPositions,
    firstLine: firstLinePositions,
  }));
  const years = balances
    .filter(({ period }) => period.typesTogether)
    .map(({ period, balance }) => ({ year: period.period, balance, ...crowdingByTeam(balance, positions) }))
    .reverse();
  const last = years.at(-1);
  if (!last) return null;
  const first = years[0]!;
  const firstLine = positions.reduce((sum, own) => sum + own.firstLine, 0);
  return (
    <section className="stack-tight" aria-labelledby="crowding-heading" data-testid="crowding">
      <h2 id="crowding-heading">{t("workload.crowding.title")}</h2>
      {last.all === null ? (
        <p>{t("workload.crowding.noFirstLine")}</p>
      ) : (
        <>
          <p className="strong">
            {sentence(t, "now", last.all, {
              year: last.year,
              positions: formatNumber(firstLine, tenthsOf(firstLine)),
            })}
          </p>
          <p>
            {t("workload.crowding.shares", {
              work: formatPercent(last.all.workShare, 0),
              positions: formatPercent(last.all.positionShare, 0),
            })}{" "}
            {first.all !== null &&
              first !== last &&
              sentence(t, "change", crowdingChange(first.all, last.all), { year: first.year })}
          </p>
          <p className="notice" data-testid="crowding-weights">
            {t(`workload.crowding.basis.${version === null ? "tried" : version === 0 ? "assumed" : "chosen"}`)}{" "}
            {weightsSentence(t, weights, caseTypes)}
          </p>
          <WeightRange year={last.year} balance={last.balance} positions={positions} weights={weights} />
          <CrowdingTable plan={plan} years={years} weightsVersion={version} />
        </>
      )}
      <p className="small soft">
        {t("workload.crowding.help")} {t("workload.crowding.lacks")}
      </p>
    </section>
  );
}

/** "Ett ärende: utredning 25 tim, ansökan 8 tim; ett barn: 0,5 tim." */
function weightsSentence(t: TFunction, weights: WeightValues, caseTypes: PlanWorkload["caseTypes"]): string {
  const cases = caseTypes.map(
    (type) => `${caseTypeName(type)} ${weightText(t, weightOf(weights, type.key), weights.unit)}`,
  );
  return t("workload.crowding.weights", {
    cases: cases.join(", "),
    child: weightText(t, weights.perChild, weights.unit),
  });
}

/** Weights have decimals that a load has not: 0,25 tim. */
function weightText(t: TFunction, weight: number, unit: WeightValues["unit"]): string {
  return t(`workload.${unit}`, { value: formatNumber(weight, weightDecimals(weight)) });
}

const weightDecimals = (weight: number) =>
  [0, 1, 2].find((digits) => Number(weight.toFixed(digits)) === weight) ?? (weight < 1 ? 3 : 2);

/** How the last year's answer changes when a child is weighed at half and at twice, and where it turns. */
function WeightRange({
  year,
  balance,
  positions,
  weights,
}: {
  year: string;
  balance: LoadBalance;
  positions: readonly Positions[];
  weights: WeightValues;
}) {
  const { t } = useTranslation();
  const range = crowdingRange(balance, positions, triedFactors);
  if (range === null) return null;
  const firstLine = positions.reduce((sum, own) => sum + own.firstLine, 0);
  const childText = (factor: number) => weightText(t, Number((weights.perChild * factor).toPrecision(3)), weights.unit);
  return (
    <div className="stack-tight" data-testid="crowding-range">
      <p className={range.answer === "open" ? "strong" : undefined}>
        {t(`workload.crowding.${range.answer}`)}{" "}
        {range.evenFactor !== null &&
          range.answer !== "untold" &&
          t("workload.crowding.even", { child: childText(range.evenFactor) })}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled table must be reachable by keyboard */}
      <section className="table-frame" tabIndex={0} aria-label={t("workload.crowding.rangeTable", { year })}>
        <table className="table">
          <caption>{t("workload.crowding.rangeTable", { year })}</caption>
          <thead>
            <tr>
              <th scope="col">{t("workload.perChild")}</th>
              <th scope="col" className="right">
                {t("workload.crowding.rangeTaken")}
              </th>
              <th scope="col" className="right">
                {t("workload.crowding.rangePositions")}
              </th>
            </tr>
          </thead>
          <tbody>
            {range.byFactor.map(({ factor, crowding }) => (
              <tr key={factor}>
                <th scope="row">{t(`workload.crowding.factors.${factor * 10}`, { child: childText(factor) })}</th>
                <td className="right">
                  <Taken told={crowding} />
                </td>
                <td className="right">{formatSigned(crowding.takenFraction * firstLine, 1)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

type Years = readonly ({ readonly year: string } & ReturnType<typeof crowdingByTeam>)[];

function CrowdingTable({ plan, years, weightsVersion }: { plan: Plan; years: Years; weightsVersion: number | null }) {
  const { t } = useTranslation();
  const rows = [
    ...plan.teams.map(({ letter, name }, place) => ({
      name: `${letter} ${name}`,
      told: years.map(({ teams }) => teams[place]!),
    })),
    { name: t("workload.whole"), told: years.map(({ all }) => all) },
  ];
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled table must be reachable by keyboard */}
      <section className="table-frame" tabIndex={0} aria-label={t("workload.crowding.table")}>
        <table className="table">
          <caption>{t("workload.crowding.table")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("workload.team")}</th>
              {years.map(({ year }) => (
                <th key={year} scope="col" className="right">
                  {year}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, told }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {told.map((own, place) => (
                  <td key={years[place]!.year} className={`right ${own?.isMoreThanChance ? "strong" : ""}`}>
                    <Taken told={own} />
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
          kind: "crowding",
          name: "forebyggande-undantrangt",
          headings: [
            ...[t("workload.team"), t("forecast.year"), t("workload.crowding.saved.work")],
            ...[t("workload.crowding.saved.positions"), t("workload.crowding.saved.taken"), t("flow.chance")],
            ...[t("workload.unknownColumn"), t("workload.weightsVersion")],
          ],
          rows: rows.flatMap(({ name, told }) =>
            told.map((own, place) => [
              ...[name, years[place]!.year, own?.workShare ?? null, own?.positionShare ?? null],
              ...[own?.takenFraction ?? null, own?.chanceFraction ?? null],
              ...[own?.unknownAreas ?? null, weightsVersion ?? t("workload.notSaved")],
            ]),
          ),
        }}
      />
    </>
  );
}
