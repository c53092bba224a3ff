// One picture per team for the board: load with its noise floor, children, cases and how the years went; made to be printed.
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import type { Plan } from "../../api/contract/plans.ts";
import type { PlanWorkload, WorkloadWeights } from "../../api/contract/workload.ts";
import { EmptyState } from "../components/empty-state.tsx";
import { Loading } from "../components/loading.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { TeamBadge } from "../components/team-badge.tsx";
import { formatNumber, formatPeriod, tenthsOf, withinSentence } from "../numbers.ts";
import { usePlan, usePlans } from "../state/queries.ts";
import { useSignedIn } from "../state/session.tsx";
import { usePlanWorkload, useWorkloadWeights } from "../state/workload.ts";
import { balancesOf, type PeriodBalance, verdictOf, yearsOf } from "../workload-page/balances.ts";
import { LoadCurve, reachOf } from "../workload-page/load-curve.tsx";
import { RestsOn } from "../workload-page/rests-on.tsx";
import { differenceText, loadText, verdictText, yearsSentence } from "../workload-page/words.ts";

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
        {plan.data && (
          <p className="lead">
            {plan.data.name} ({plan.data.isPresent ? t("workload.today") : t(`plan.status.${plan.data.status}`)})
          </p>
        )}
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
  const years = plan.teams.map((_team, place) => yearsOf(balances, place, "investigation"));
  const reach = reachOf(years);
  const beyond = shown.balance.teams.filter(({ investigation }) => investigation.isMoreThanChance).length;
  return (
    <>
      <p>
        {t("overview.summary", { count: beyond, teams: plan.teams.length, period: formatPeriod(shown.period.period) })}
      </p>
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
        <RestsOn weights={weights} /> {t("overview.method")}
      </p>
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
  years: ReturnType<typeof yearsOf>;
  reach: number;
  shown: PeriodBalance;
  weights: WorkloadWeights;
  childrenName: PlanWorkload["childrenMeasure"];
}) {
  const { t, i18n } = useTranslation();
  const work = shown.period.teams[place]!;
  const { investigation, firstLine } = shown.balance.teams[place]!;
  const cases = work.expectedCases.reduce((sum, own) => sum + own, 0);
  const name = childrenName && (i18n.language === "en" ? childrenName.nameEn : childrenName.nameSv);
  const positions = (count: number) => t("overview.positions", { positions: formatNumber(count, tenthsOf(count)) });
  return (
    <section className="card overview-team" aria-labelledby={`team-${place}`} data-verdict={verdictOf(investigation)}>
      <h2 id={`team-${place}`}>
        <TeamBadge letter={team.letter} colourIndex={team.colourIndex} /> {team.name}
      </h2>
      <p className="overview-verdict">{verdictText(t, investigation)}</p>
      <dl className="facts">
        <dt>{t("workload.kinds.investigation")}</dt>
        <dd>
          {loadText(t, investigation.perPosition, weights)} {t("overview.perPosition")} (
          {differenceText(t, investigation)}), {positions(team.investigationPositions)}
        </dd>
        <dt>{t("workload.kinds.firstLine")}</dt>
        <dd>
          {loadText(t, firstLine.perPosition, weights)} {t("overview.perPosition")} ({differenceText(t, firstLine)}),{" "}
          {positions(team.firstLinePositions)}
        </dd>
        <dt>{name ?? t("workload.children")}</dt>
        <dd>{formatNumber(work.children)}</dd>
        <dt>{t("workload.cases")}</dt>
        <dd>{t("overview.casesAYear", { cases: formatNumber(cases) })}</dd>
      </dl>
      {years.length > 1 && (
        <figure className="workload-curve">
          <figcaption className="small">
            {t("overview.curve", { kind: withinSentence(t("workload.kinds.investigation")) })} {yearsSentence(t, years)}
          </figcaption>
          <LoadCurve years={years} reach={reach} />
        </figure>
      )}
    </section>
  );
}
