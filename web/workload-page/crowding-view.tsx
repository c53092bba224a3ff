// Whether investigations crowd preventive work out: in a sentence beside chance, and year by year for each team.
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { Plan } from "../../api/contract/plans.ts";
import { type Crowding, crowdingByTeam, crowdingChange } from "../../engine/workload/crowding.ts";
import { SaveTable } from "../components/save-table.tsx";
import { formatNumber, formatPercent, formatSignedPercent, tenthsOf } from "../numbers.ts";
import type { PeriodBalance } from "./balances.ts";

type Told = Pick<Crowding, "takenFraction" | "chanceFraction" | "isMoreThanChance">;

const sideOf = ({ takenFraction, isMoreThanChance }: Told) =>
  isMoreThanChance ? (takenFraction > 0 ? "more" : "less") : "chance";

function sentence(t: TFunction, key: "now" | "change", told: Told, more: Readonly<Record<string, unknown>>): string {
  return t(`workload.crowding.${key}.${sideOf(told)}`, {
    taken: formatPercent(Math.abs(told.takenFraction), 0),
    chance: formatPercent(told.chanceFraction, 0),
    ...more,
  });
}

/** "+23 % ± 4 %", and whether that is more than chance. */
function cellText(t: TFunction, told: Told | null): string {
  if (told === null) return "–";
  const mark = told.isMoreThanChance ? ` ${t("workload.beyondMark")}` : "";
  return `${formatSignedPercent(told.takenFraction, 0)} ± ${formatPercent(told.chanceFraction, 0)}${mark}`;
}

/** Nothing where no single year is told. */
export function CrowdingView({ plan, balances }: { plan: Plan; balances: readonly PeriodBalance[] }) {
  const { t } = useTranslation();
  const positions = plan.teams.map(({ investigationPositions, firstLinePositions }) => ({
    investigation: investigationPositions,
    firstLine: firstLinePositions,
  }));
  const years = balances
    .filter(({ period }) => period.typesTogether)
    .map(({ period, balance }) => ({ year: period.period, ...crowdingByTeam(balance, positions) }))
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
          <CrowdingTable plan={plan} years={years} />
        </>
      )}
      <p className="small soft">
        {t("workload.crowding.help")} {t("workload.crowding.lacks")}
      </p>
    </section>
  );
}

type Years = readonly ({ readonly year: string } & ReturnType<typeof crowdingByTeam>)[];

function CrowdingTable({ plan, years }: { plan: Plan; years: Years }) {
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
                    {cellText(t, own)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <SaveTable
        table={{
          kind: "crowding",
          name: "forebyggande-undantrangt",
          headings: [
            ...[t("workload.team"), t("forecast.year"), t("workload.crowding.saved.work")],
            ...[t("workload.crowding.saved.positions"), t("workload.crowding.saved.taken"), t("flow.chance")],
          ],
          rows: rows.flatMap(({ name, told }) =>
            told.map((own, place) => [
              ...[name, years[place]!.year, own?.workShare ?? null, own?.positionShare ?? null],
              ...[own?.takenFraction ?? null, own?.chanceFraction ?? null],
            ]),
          ),
        }}
      />
    </>
  );
}
