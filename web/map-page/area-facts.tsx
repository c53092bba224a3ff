// Everything known about the chosen area: where it belongs, its neighbours, arenas and values.
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { AreaDetail, Division } from "../../api/contract/divisions.ts";
import type { PlanTeam } from "../../api/contract/plans.ts";
import type { Arena } from "../../api/contract/teams.ts";
import { ExactnessNote } from "../components/exactness-note.tsx";
import { Loading } from "../components/loading.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { ProtectedLink } from "../components/protected-link.tsx";
import { NoTeamBadge, TeamBadge } from "../components/team-badge.tsx";
import { formatLength, formatNumber, formatPeriod, formatSurface } from "../numbers.ts";
import { useAreaDetail } from "../state/queries.ts";
import { useSignedIn } from "../state/session.tsx";
import { measureName } from "./colouring.ts";
import { ArenaIcon } from "./legend.tsx";

type Quantity = AreaDetail["indicators"][number]["quantity"];

function Value({ quantity, decimals, unit }: { quantity: Quantity; decimals: number; unit: string }) {
  const { t } = useTranslation();
  if (quantity.value === null)
    return <span className="soft">{t(`missing.${quantity.missingReason ?? "missing"}`)}</span>;
  return (
    <span className="number">
      {formatNumber(quantity.value, decimals)}
      {unit && ` ${unit}`}
      {quantity.estimated && <abbr title={t("facts.estimated")}> ≈</abbr>}
    </span>
  );
}

function Measures({ detail }: { detail: AreaDetail }) {
  const { t } = useTranslation();
  const { role } = useSignedIn();
  if (detail.measures.length === 0) {
    return <p className="small soft">{t(role === "team" ? "facts.outsideOwnArea" : "facts.noCounts")}</p>;
  }
  return (
    <table className="facts-table">
      <thead>
        <tr>
          <th scope="col">{t("facts.measure")}</th>
          <th scope="col">{t("facts.area")}</th>
          <th scope="col">{t("facts.areaMean")}</th>
        </tr>
      </thead>
      <tbody>
        {detail.measures.map((measure) => (
          <tr key={`${measure.key} ${measure.period}`}>
            <th scope="row">
              {measureName(measure)}
              {measure.period && <span className="soft small"> {formatPeriod(measure.period)}</span>}
            </th>
            <td>
              <Value quantity={measure.quantity} decimals={0} unit="" />
              {measure.quantity.value !== null && (
                <ExactnessNote told={{ ...measure, value: measure.quantity.value, others: measure.toldWith.length }} />
              )}
            </td>
            <td className="number soft">
              {measure.mean === null ? "–" : formatNumber(measure.mean, 1)}
              {measure.meanAtLeast && ` ${t("protected.orMore")}`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Indicators({ detail }: { detail: AreaDetail }) {
  const { t } = useTranslation();
  if (detail.indicators.length === 0) return <p className="small soft">{t("facts.noIndicators")}</p>;
  const sources = [...new Set(detail.indicators.map((indicator) => indicator.source))];
  return (
    <>
      <table className="facts-table">
        <thead>
          <tr>
            <th scope="col">{t("facts.indicator")}</th>
            <th scope="col">{t("facts.area")}</th>
            <th scope="col">{t("facts.municipality")}</th>
          </tr>
        </thead>
        <tbody>
          {detail.indicators.map((indicator) => (
            <tr key={indicator.key}>
              <th scope="row">
                {indicator.name} <span className="soft small">{indicator.period}</span>
              </th>
              <td>
                <Value quantity={indicator.quantity} decimals={indicator.decimals} unit={indicator.unit} />
              </td>
              <td className="number soft">
                {indicator.municipalityMean === null
                  ? "–"
                  : formatNumber(indicator.municipalityMean, indicator.decimals)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="small soft">{t("common.source", { source: sources.join("; ") })}</p>
    </>
  );
}

export function AreaFacts({
  division,
  code,
  team,
  onChooseNeighbour,
  onClose,
  children,
}: {
  division: Division;
  code: string;
  team: PlanTeam | null;
  onChooseNeighbour: (areaIndex: number) => void;
  onClose: () => void;
  /** What is told before the counts, for example why the area lies where it lies. */
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const planner = useSignedIn().role === "planner";
  const { data: detail, error, isPending } = useAreaDetail(division.id, code);
  if (error) return <ProblemNotice error={error} />;
  if (isPending || !detail) return <Loading />;
  return (
    <article className="area-facts" aria-label={t("facts.label", { code: detail.code })}>
      <header className="area-facts-head">
        <div>
          <p className="soft small">
            {[...detail.parents]
              .sort((a, b) => a.level - b.level)
              .map(({ code: own, name }) => (own === name ? own : `${own} ${name}`))
              .join(" › ") || division.name}
          </p>
          <h2>
            {detail.name === detail.code ? detail.code : detail.name}{" "}
            {detail.name !== detail.code && <span className="area-code">{detail.code}</span>}
          </h2>
        </div>
        <button
          type="button"
          className="button button-quiet button-icon"
          onClick={onClose}
          aria-label={t("facts.close")}
        >
          ×
        </button>
      </header>
      <p className="row">
        {team ? (
          <>
            <TeamBadge letter={team.letter} colourIndex={team.colourIndex} small /> {team.name}
          </>
        ) : (
          <>
            <NoTeamBadge small /> {t("facts.noTeam")}
          </>
        )}
        <span className="soft">· {formatSurface(detail.areaM2)}</span>
      </p>
      {children}
      <section>
        <h3>{t("facts.counts")}</h3>
        <Measures detail={detail} />
        {planner ? (
          <p className="small soft">{t("facts.exactLogged")}</p>
        ) : (
          <p className="small soft">
            {t("protected.somePerArea")} <ProtectedLink />
          </p>
        )}
      </section>
      <section>
        <h3>{t("facts.indicators")}</h3>
        <Indicators detail={detail} />
      </section>
      {detail.arenas.length > 0 && (
        <section>
          <h3>{t("facts.arenas")}</h3>
          <ul className="plain-list">
            {detail.arenas.map((arena) => (
              <li key={arena.id}>
                <ArenaIcon kind={arena.kind as Arena["kind"]} priority={arena.priority} />
                <span>
                  {arena.name}
                  {arena.priority && (
                    <span className="tag tag-priority">
                      {arena.prioritySince === null
                        ? t("facts.priority")
                        : t("facts.prioritySince", { since: arena.prioritySince })}
                    </span>
                  )}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h3>{t("facts.neighbours")}</h3>
        {detail.neighbours.length === 0 && <p className="small soft">{t("facts.noNeighbours")}</p>}
        <ul className="neighbour-list">
          {detail.neighbours.map((neighbour) => (
            <li key={neighbour.areaIndex}>
              <button type="button" className="link-button" onClick={() => onChooseNeighbour(neighbour.areaIndex)}>
                {neighbour.code} {neighbour.name !== neighbour.code && neighbour.name}
              </button>
              <span className="soft small number">
                {neighbour.linkReason
                  ? t("facts.linked", { reason: neighbour.linkReason })
                  : formatLength(neighbour.sharedLengthM)}
              </span>
            </li>
          ))}
        </ul>
      </section>
      <p className="small soft">{t("facts.areaSource", { source: division.source, edition: division.edition })}</p>
    </article>
  );
}
