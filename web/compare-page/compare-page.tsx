// Two plans compared: both maps in step with changed areas hatched, what moves, scores side by side, and schools that change team.
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import type { PlanSummary } from "../../api/contract/plans.ts";
import { movesBetween, teamIdsOf } from "../../engine/compare-plans.ts";
import { EmptyState } from "../components/empty-state.tsx";
import { SelectField } from "../components/field.tsx";
import { Loading } from "../components/loading.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { comparePath, planPath, plansPath } from "../plans-page/plan-paths.ts";
import { namedWithStanding } from "../plans-page/plan-standing.ts";
import { useGeography } from "../state/geography.ts";
import { useArenas, useDivisions, usePlans } from "../state/queries.ts";
import { ComparedMaps } from "./compared-maps.tsx";
import { type ComparedPlan, useComparedPlan, useTitleOf } from "./compared-plan.ts";
import { MovedAreas } from "./moved-areas.tsx";
import { MovedSchools } from "./moved-schools.tsx";
import { ScoreTable } from "./score-table.tsx";

const revisionIn = (text: string | null) => (text !== null && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null);

/** What is compared when the address does not say: today's division with the latest other plan. */
function firstPair(plans: readonly PlanSummary[]): { readonly from: string | null; readonly to: string | null } {
  const from = plans.find(({ isPresent }) => isPresent) ?? plans[1];
  const to = plans.find(({ id, divisionId }) => id !== from?.id && divisionId === from?.divisionId);
  return { from: from?.id ?? null, to: to?.id ?? null };
}

export default function ComparePage() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const { data: plans = [], error: plansError, isPending } = usePlans();
  const first = firstPair(plans);
  const fromId = search.get("fran") ?? first.from;
  const toId = search.get("till") ?? first.to;
  const from = useComparedPlan(fromId, revisionIn(search.get("franversion")));
  const to = useComparedPlan(toId, revisionIn(search.get("tillversion")));
  const error = plansError ?? from.error ?? to.error;
  const divisionId = plans.find(({ id }) => id === fromId || id === toId)?.divisionId;
  const choices = plans.filter((plan) => plan.divisionId === divisionId);
  const choose = (side: "fran" | "till", id: string) => {
    const next = new URLSearchParams({ fran: fromId ?? "", till: toId ?? "", [side]: id });
    const other = side === "fran" ? "till" : "fran";
    const revision = search.get(`${other}version`);
    if (revision !== null) next.set(`${other}version`, revision);
    setSearch(next, { replace: true });
  };
  const swapped = () =>
    comparePath({
      from: toId!,
      to: fromId!,
      ...(to.compared?.revision ? { fromRevision: to.compared.revision } : {}),
      ...(from.compared?.revision ? { toRevision: from.compared.revision } : {}),
    });
  return (
    <div className="page page-wide">
      <header className="page-head">
        <p>
          <Link to={plansPath}>{t("planLife.toPlans")}</Link>
        </p>
        <h1>{t("nav.compare")}</h1>
      </header>
      <ProblemNotice error={error} />
      {!isPending && !error && (fromId === null || toId === null) && (
        <EmptyState title={t("compare.tooFew")}>
          <p>{t("compare.tooFewHelp")}</p>
        </EmptyState>
      )}
      {fromId !== null && toId !== null && (
        <div className="compare-choice no-print">
          <PlanChoice label={t("compare.from")} id={fromId} plans={choices} onChoose={(id) => choose("fran", id)} />
          <Link className="button" to={swapped()} replace aria-label={t("compare.swap")} title={t("compare.swap")}>
            <span aria-hidden="true">⇄</span>
          </Link>
          <PlanChoice label={t("compare.to")} id={toId} plans={choices} onChoose={(id) => choose("till", id)} />
        </div>
      )}
      {from.compared && to.compared ? (
        <Comparison from={from.compared} to={to.compared} />
      ) : (
        (isPending || (fromId !== null && toId !== null && !error)) && <Loading />
      )}
    </div>
  );
}

function PlanChoice({
  label,
  id,
  plans,
  onChoose,
}: {
  label: string;
  id: string;
  plans: readonly PlanSummary[];
  onChoose: (id: string) => void;
}) {
  const { t } = useTranslation();
  return (
    <SelectField label={label} value={id} onChange={(event) => onChoose(event.target.value)}>
      {plans.map((plan) => (
        <option key={plan.id} value={plan.id}>
          {namedWithStanding(t, plan)}
        </option>
      ))}
    </SelectField>
  );
}

function Comparison({ from, to }: { from: ComparedPlan; to: ComparedPlan }) {
  const { t } = useTranslation();
  const titleOf = useTitleOf();
  const division = useDivisions().data?.find(({ id }) => id === from.plan.divisionId) ?? null;
  const { geography, error } = useGeography(division);
  const arenas = useArenas().data;
  const isOfSameAreas = from.plan.divisionId === to.plan.divisionId;
  const compared = useMemo(() => {
    if (!isOfSameAreas) return null;
    const fromTeamIds = teamIdsOf({ teams: from.plan.teams, teamIndexes: from.teamIndexes });
    const toTeamIds = teamIdsOf({ teams: to.plan.teams, teamIndexes: to.teamIndexes });
    return { fromTeamIds, toTeamIds, moves: movesBetween(fromTeamIds, toTeamIds) };
  }, [isOfSameAreas, from, to]);
  if (!compared) {
    return (
      <EmptyState title={t("compare.otherDivision")}>
        <p>{t("compare.otherDivisionHelp")}</p>
      </EmptyState>
    );
  }
  if (error) return <ProblemNotice error={error} />;
  if (!geography || !division) return <Loading text={t("mapPage.loadingAreas")} />;
  const { moves, fromTeamIds, toTeamIds } = compared;
  const teams = [...from.plan.teams, ...to.plan.teams];
  return (
    <div className="stack compare">
      <ComparedMaps from={from} to={to} geography={geography} changedAreas={moves.map(({ areaIndex }) => areaIndex)} />
      <MovedAreas
        divisionId={division.id}
        ruled={to.plan.tolerances}
        geography={geography}
        teams={teams}
        moves={moves}
      />
      <MovedSchools
        divisionId={division.id}
        geography={geography}
        teams={teams}
        moves={moves}
        fromTeamIds={fromTeamIds}
        toTeamIds={toTeamIds}
        arenas={arenas ?? []}
      />
      {from.revision === null && to.revision === null ? (
        <ScoreTable from={from.plan} to={to.plan} />
      ) : (
        <p className="soft">
          {t("compare.noScoresOfRevisions")} <Link to={planPath(to.plan.id, "historik")}>{titleOf(to)}</Link>
        </p>
      )}
    </div>
  );
}
