// Today's and what is tried beside each other, every coming year: load per position with both spans in pictures and tables, deviation, chances.
import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import type { LoadLimits } from "../../api/contract/forecast.ts";
import type { PlanTeam } from "../../api/contract/plans.ts";
import { formatNumber } from "../numbers.ts";
import {
  capacityOf,
  chanceBalanced,
  chanceOverCapacity,
  deviationVerdict,
  type LoadKind,
  loadKinds,
  positionsOf,
} from "./outlook.ts";
import { type SavedOutlook, spans } from "./saved-tables.ts";
import { SidesPicture, type SideYear } from "./sides-picture.tsx";
import {
  chanceText,
  formatChanceBounds,
  formatDeviation,
  intervalText,
  TeamHeading,
  UntoldNote,
  weightsName,
} from "./words.tsx";

const sideNames = ["today", "tried"] as const;
export type ComparedSides = Readonly<Record<(typeof sideNames)[number], SavedOutlook>>;

/** Load per position of a team that year, with both spans; null where it is not in the plan or has no positions. */
function loadOf(side: SavedOutlook, kind: LoadKind, teamId: string, year: number) {
  const place = side.teams.findIndex((team) => team.teamId === teamId);
  const own = side.outlook.find((each) => each.year === year)?.teams[place];
  const positions = place < 0 ? 0 : positionsOf(side.teams, kind)[place]!;
  if (!own || positions === 0) return null;
  const { expected, likely80, likely95 } = own.load[kind];
  const per = (span: typeof likely80) => span && { low: span.low / positions, high: span.high / positions };
  return { expected: expected / positions, likely80: per(likely80), likely95: per(likely95) };
}

export function WhatIfComparison({ sides, limits }: { sides: ComparedSides; limits: LoadLimits }) {
  const { t } = useTranslation();
  const { today, tried } = sides;
  const teamIds = [...new Set([...today.teams, ...tried.teams].map(({ teamId }) => teamId))];
  const teams = teamIds.map((teamId) => [...tried.teams, ...today.teams].find((team) => team.teamId === teamId)!);
  const years = today.outlook.slice(1).map(({ year }) => year);
  return (
    <div className="stack" data-testid="what-if-table">
      <p>
        {t("forecast.sideBySide", {
          today: weightsName(t, today.weightsVersion),
          tried: weightsName(t, tried.weightsVersion),
        })}
      </p>
      <div className="what-if-kinds">
        {loadKinds.map((kind) => (
          <KindComparison key={kind} {...{ kind, sides, teams, years, limits }} />
        ))}
      </div>
      <Chances sides={sides} years={years} />
    </div>
  );
}

function KindComparison({
  kind,
  sides,
  teams,
  years,
  limits,
}: {
  kind: LoadKind;
  sides: ComparedSides;
  teams: readonly PlanTeam[];
  years: readonly number[];
  limits: LoadLimits;
}) {
  const { t } = useTranslation();
  const headingId = useId();
  const pictures = teams.map(({ teamId }) =>
    years.map((year): SideYear => {
      const [today, tried] = sideNames.map((side) => loadOf(sides[side], kind, teamId, year));
      return { year, today: today!, tried: tried! };
    }),
  );
  return (
    <section className="stack-tight" aria-labelledby={headingId}>
      <h3 id={headingId}>{t(`workload.kinds.${kind}`)}</h3>
      <ul className="sides-key small">
        {sideNames.map((side) => (
          <li key={side} className={`sides-key-${side}`}>
            {t(`forecast.sides.${side}`)}
          </li>
        ))}
        <li>{t("forecast.sidesSpans")}</li>
      </ul>
      <ul className="sides-pictures">
        {teams.map((team, place) => (
          <li key={team.teamId}>
            <TeamHeading team={team} />
            <SidesPicture years={pictures[place]!} all={pictures.flat()} />
          </li>
        ))}
      </ul>
      <SidesTable caption={t("forecast.sidesCaption", { kind: t(`workload.kinds.${kind}`) })}>
        <thead>
          <tr>
            <th scope="col">{t("forecast.team")}</th>
            <th scope="col">{t("forecast.year")}</th>
            {sideNames.map((side) => (
              <th key={side} scope="col" className="right">
                {t(`forecast.sides.${side}`)}
              </th>
            ))}
          </tr>
        </thead>
        {teams.map((team) => (
          <tbody key={team.teamId}>
            {years.map((year, at) => (
              <tr key={year} className={at === 0 ? "group-start" : undefined}>
                {at === 0 && (
                  <th scope="rowgroup" rowSpan={years.length}>
                    <TeamHeading team={team} />
                  </th>
                )}
                <th scope="row">{year}</th>
                {sideNames.map((side) => (
                  <td key={side} className="right">
                    <TeamCell side={sides[side]} {...{ kind, year, limits }} teamId={team.teamId} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        ))}
      </SidesTable>
    </section>
  );
}

function SidesTable({ caption, children }: { caption: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled table must be reachable by keyboard
    <section className="table-frame" tabIndex={0} aria-label={caption}>
      <table className="table what-if-years">
        <caption>{caption}</caption>
        {children}
      </table>
    </section>
  );
}

function TeamCell({
  side,
  kind,
  year,
  teamId,
  limits,
}: {
  side: SavedOutlook;
  kind: LoadKind;
  year: number;
  teamId: string;
  limits: LoadLimits;
}) {
  const { t } = useTranslation();
  const place = side.teams.findIndex((team) => team.teamId === teamId);
  const own = side.outlook.find((each) => each.year === year);
  if (place < 0 || !own) return <span className="soft">{t("forecast.notInPlan")}</span>;
  const load = loadOf(side, kind, teamId, year);
  if (load === null) return "–";
  const verdict = deviationVerdict(own, kind, place);
  const over = chanceOverCapacity(own.teams[place]!, side.teams[place]!, kind, limits);
  const isLimited = capacityOf(limits, kind) !== null;
  return (
    <>
      {formatNumber(load.expected)}
      {spans.map((span) => (
        <span key={span} className="under">
          {t(`forecast.spans.${span}`, { span: intervalText(t, load[span]) })}
        </span>
      ))}
      <span className={verdict === "beyondChance" ? "strong cell-line" : "cell-line"}>
        {formatDeviation(own.deviations[kind][place]!, own.margins[kind][place]!)}
      </span>
      <span className="under">{t(`forecast.${verdict}`)}</span>
      {isLimited && <span className="under">{t("forecast.overCapacity", { chance: chanceText(t, over) })}</span>}
      <UntoldNote areas={own.teams[place]!.untoldAreas} />
    </>
  );
}

function Chances({ sides, years }: { sides: ComparedSides; years: readonly number[] }) {
  const { t } = useTranslation();
  return (
    <SidesTable caption={t("forecast.chanceAllWithinBoth")}>
      <thead>
        <tr>
          <th scope="col">{t("forecast.year")}</th>
          {sideNames.map((side) => (
            <th key={side} scope="col" className="right">
              {t(`forecast.sides.${side}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {years.map((year) => (
          <tr key={year}>
            <th scope="row">{year}</th>
            {sideNames.map((side) => (
              <td key={side} className="right">
                {formatChanceBounds(t, chanceBalanced(sides[side].outlook.find((own) => own.year === year)!))}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </SidesTable>
  );
}
