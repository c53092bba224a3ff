// One picture per team for the board: both kinds of work with their noise floor, children, cases and how the years went; made to be printed.
import { Fragment, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import type { Plan } from "../../api/contract/plans.ts";
import type { PlanWorkload, WorkloadWeights } from "../../api/contract/workload.ts";
import { EmptyState } from "../components/empty-state.tsx";
import { Loading } from "../components/loading.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { SaveTable } from "../components/save-table.tsx";
import { TeamBadge } from "../components/team-badge.tsx";
import { formatPeriod, formatPositions } from "../numbers.ts";
import { namedWithStanding } from "../plans-page/plan-standing.ts";
import { usePlan, usePlans } from "../state/queries.ts";
import { useSignedIn } from "../state/session.tsx";
import { usePlanWorkload, useWorkloadWeights } from "../state/workload.ts";
import {
  balancesOf,
  type PeriodBalance,
  verdictOf,
  type WorkKind,
  workKinds,
  yearsOf,
} from "../workload-page/balances.ts";
import { LoadCurve, reachOf } from "../workload-page/load-curve.tsx";
import { RestsOn } from "../workload-page/rests-on.tsx";
import { overviewTable } from "../workload-page/saved-loads.ts";
import {
  amountText,
  differenceText,
  kindSentence,
  loadText,
  perPositionText,
  unknownText,
  unplacedSentence,
  verdictText,
  yearsSentence,
} from "../workload-page/words.ts";

export default function OverviewPage() {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const { municipality } = useSignedIn();
  const { data: plans = [], error: plansError, isPending } = usePlans();
  const planId = search.get("forslag") ?? (plans.find(({ isPresent }) => isPresent) ?? plans[0])?.id ?? null;
  const plan = usePlan(planId);
  const workload = usePlanWorkload(planId);
  const weights = useWorkloadWeights();
  const error = plansError ?? plan.error ?? workload.error ?? weights.error;
  const isReady = plan.data?.id === planId && workload.data?.planId === planId && weights.data;
  return (
    <div className="page page-wide overview">
      <header className="page-head">
        <h1>{t("overview.title", { municipality: municipality.name })}</h1>
        {plan.data && <p className="lead">{namedWithStanding(t, plan.data)}</p>}
        <div className="no-print">
          <button type="button" className="button" onClick={() => window.print()}>
            {t("overview.print")}
          </button>
        </div>
      </header>
      <ProblemNotice error={error} />
      {!isPending && planId === null && (
        <EmptyState title={t("workload.noPlan")}>
          <p>{t("workload.noPlanHelp")}</p>
        </EmptyState>
      )}
      {isReady ? (
        <Teams plan={plan.data!} workload={workload.data!} weights={weights.data![0]!} />
      ) : (
        planId !== null && !error && <Loading />
      )}
    </div>
  );
}

function Teams({ plan, workload, weights }: { plan: Plan; workload: PlanWorkload; weights: WorkloadWeights }) {
  const { t } = useTranslation();
  const balances = useMemo(() => balancesOf(workload, plan.teams, weights), [workload, plan.teams, weights]);
  const shown = balances[0];
  if (!shown) {
    return (
      <EmptyState title={t("workload.nothingTold")}>
        <p>{t("workload.nothingToldHelp")}</p>
      </EmptyState>
    );
  }
  const years = plan.teams.map((_team, place) => ({
    investigation: yearsOf(balances, place, "investigation"),
    firstLine: yearsOf(balances, place, "firstLine"),
  }));
  const reach = reachOf(years.flatMap(({ investigation, firstLine }) => [investigation, firstLine]));
  return (
    <>
      <p>{t("overview.period", { period: formatPeriod(shown.period.period), count: plan.teams.length })}</p>
      <ul className="overview-summary">
        {workKinds.map((kind) => (
          <li key={kind}>{kindSentence(t, kind, plan.teams, shown)}</li>
        ))}
      </ul>
      <div className="overview-teams">
        {plan.teams.map((team, place) => (
          <TeamPicture
            key={team.teamId}
            team={team}
            place={place}
            years={years[place]!}
            reach={reach}
            shown={shown}
            weights={weights}
            childrenName={workload.childrenMeasure}
          />
        ))}
      </div>
      <p className="small">
        {unplacedSentence(t, shown.period)} <RestsOn weights={weights} /> {t("overview.method")}
      </p>
      <div className="no-print">
        <SaveTable table={overviewTable(t, { plan, balances, weights, version: weights.version })} />
      </div>
    </>
  );
}

function TeamPicture({
  team,
  place,
  years,
  reach,
  shown,
  weights,
  childrenName,
}: {
  team: Plan["teams"][number];
  place: number;
  years: Readonly<Record<WorkKind, ReturnType<typeof yearsOf>>>;
  reach: number;
  shown: PeriodBalance;
  weights: WorkloadWeights;
  childrenName: PlanWorkload["childrenMeasure"];
}) {
  const { t, i18n } = useTranslation();
  const work = shown.period.teams[place]!;
  const own = shown.balance.teams[place]!;
  const cases = work.expectedCases.reduce((sum, one) => sum + one, 0);
  const carried = shown.perPosition.teams[place]!.cases;
  const name = childrenName && (i18n.language === "en" ? childrenName.nameEn : childrenName.nameSv);
  const positionsOf = { investigation: team.investigationPositions, firstLine: team.firstLinePositions };
  const margins = shown.margins[place]!;
  const positions = (count: number) => t("overview.positions", { positions: formatPositions(count) });
  return (
    <section className="card overview-team" aria-labelledby={`team-${place}`}>
      <h2 id={`team-${place}`}>
        <TeamBadge letter={team.letter} colourIndex={team.colourIndex} /> {team.name}
      </h2>
      <dl className="facts">
        {workKinds.map((kind) => (
          <Fragment key={kind}>
            <dt>{t(`workload.kinds.${kind}`)}</dt>
            <dd data-kind={kind} data-verdict={verdictOf(own[kind])}>
              <strong>{verdictText(t, own[kind])}</strong>
              <br />
              {loadText(t, own[kind].perPosition, weights)} {t("overview.perPosition")} ({differenceText(t, own[kind])}
              ), {positions(positionsOf[kind])}
            </dd>
          </Fragment>
        ))}
        <dt>{name ?? t("workload.children")}</dt>
        <dd>
          {amountText(work.children, margins.children)}
          <span className="workload-before">{unknownText(t, work.unknownChildAreas)}</span>
        </dd>
        <dt>{t("workload.cases")}</dt>
        <dd>
          {amountText(cases, margins.cases)}
          {carried.amount !== null && `, ${t("overview.perOne", { amount: perPositionText(carried) })}`}
          <span className="workload-before">{unknownText(t, work.unknownCaseAreas)}</span>
        </dd>
      </dl>
      {years.investigation.length > 1 && (
        <figure className="workload-curve">
          <figcaption className="small">
            {workKinds.map((kind) => (
              <span key={kind}>
                <span className="overview-line" data-kind={kind} aria-hidden="true" />
                {t("overview.yearsOf", { kind: t(`workload.kinds.${kind}`), sentence: yearsSentence(t, years[kind]) })}
              </span>
            ))}
          </figcaption>
          <LoadCurve years={years.investigation} beside={years.firstLine} reach={reach} />
        </figure>
      )}
    </section>
  );
}
