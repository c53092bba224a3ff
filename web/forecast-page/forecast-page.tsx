// The forecast of a plan's teams from protected numbers: what the watch has found, the coming years, what if, which plan lasts, how wrong it was.
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import type { Division } from "../../api/contract/divisions.ts";
import type { ForecastHistory, LoadLimits } from "../../api/contract/forecast.ts";
import type { Plan, PlanSummary } from "../../api/contract/plans.ts";
import type { WorkloadWeights } from "../../api/contract/workload.ts";
import { type ForecastModel, fitForecast, weightsFor } from "../../engine/workload/forecast-teams.ts";
import { EmptyState } from "../components/empty-state.tsx";
import { SelectField } from "../components/field.tsx";
import { Loading } from "../components/loading.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { ProtectedLink } from "../components/protected-link.tsx";
import { Segments } from "../components/segments.tsx";
import { formatNumber, formatPercent } from "../numbers.ts";
import { namedWithStanding } from "../plans-page/plan-standing.ts";
import { useForecastHistory, useLoadLimits } from "../state/forecast.ts";
import { useDivisions, usePlan, usePlans } from "../state/queries.ts";
import { useWorkloadWeights } from "../state/workload.ts";
import type { WeightsInHand } from "../workload-page/weights-form.tsx";
import { BackTestView } from "./back-test-view.tsx";
import { ForecastView } from "./forecast-view.tsx";
import { LimitsForm } from "./limits-form.tsx";
import { outlookOf } from "./outlook.ts";
import { PlanOutlooks } from "./plan-outlooks.tsx";
import { changedTeams } from "./thought-team.ts";
import { useThoughtAreas } from "./use-thought-areas.ts";
import { WatchView } from "./watch-view.tsx";
import { staffedWith, whatIfIn } from "./what-if.ts";
import { type Side, type TriedSide, WhatIfView } from "./what-if-view.tsx";
import { weightsName } from "./words.tsx";

const rangeKey = "ar";
const ranges = ["1", "2", "3"] as const;

export default function ForecastPage() {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const { data: plans = [], error: plansError, isPending } = usePlans();
  const planId = search.get("forslag") ?? (plans.find(({ isPresent }) => isPresent) ?? plans[0])?.id ?? null;
  const plan = usePlan(planId);
  const divisionId = plan.data?.divisionId ?? null;
  const division = useDivisions().data?.find(({ id }) => id === divisionId);
  const history = useForecastHistory(divisionId);
  const limits = useLoadLimits();
  const weights = useWorkloadWeights();
  const error = plansError ?? plan.error ?? history.error ?? limits.error ?? weights.error;
  /** Kept while another plan is read. */
  const [inHand, setInHand] = useState<WeightsInHand | null>(null);
  const isReady = plan.data?.id === planId && division && history.data && limits.data && weights.data;
  return (
    <div className="page page-wide forecast-page">
      <header className="page-head">
        <h1>{t("nav.forecast")}</h1>
        <p className="lead">{t("forecast.lead")}</p>
      </header>
      <ProblemNotice error={error} />
      {!isPending && !error && planId === null && (
        <EmptyState title={t("forecast.noPlan")}>
          <p>{t("forecast.noPlanHelp")}</p>
        </EmptyState>
      )}
      {isReady ? (
        <OfDivision
          division={division}
          plan={plan.data!}
          plans={plans.filter((own) => own.divisionId === division.id)}
          history={history.data!}
          limits={limits.data!}
          versions={weights.data!}
          inHand={inHand}
          onInHand={setInHand}
        />
      ) : (
        (isPending || planId !== null) && !error && <Loading />
      )}
    </div>
  );
}

interface Parts {
  readonly division: Division;
  readonly plan: Plan;
  readonly plans: readonly PlanSummary[];
  readonly history: ForecastHistory;
  readonly limits: LoadLimits;
  readonly versions: readonly WorkloadWeights[];
  readonly inHand: WeightsInHand | null;
  readonly onInHand: (inHand: WeightsInHand | null) => void;
}

function OfDivision(parts: Parts) {
  const { t } = useTranslation();
  const model = useMemo(() => fitForecast(parts.history), [parts.history]);
  if (typeof model === "string") {
    return (
      <EmptyState title={t("forecast.notPossible")}>
        <p>{t(`forecast.lack.${model}`)}</p>
      </EmptyState>
    );
  }
  return <Forecast {...parts} model={model} />;
}

function Forecast({
  division,
  plan,
  plans,
  history,
  limits,
  versions,
  inHand,
  onInHand,
  model,
}: Parts & { model: ForecastModel }) {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const asked = ranges.find((own) => own === search.get(rangeKey));
  const yearsAhead = Number(asked ?? "3");
  const present = versions[0]!;
  const set = (key: string, value: string) => {
    const next = new URLSearchParams(search);
    next.set(key, value);
    setSearch(next, { replace: true, preventScrollReset: true });
  };
  const weights = useMemo(() => weightsFor(history, present), [history, present]);
  const outlook = useMemo(
    () => outlookOf(model, weights, plan, limits.bandFraction, yearsAhead),
    [model, weights, plan, limits.bandFraction, yearsAhead],
  );
  const unplaced = history.cases.unplaced.at(-1) ?? null;
  const today: Side = { plan, teams: plan.teams, outlook, weightsVersion: present.version };
  return (
    <div className="stack">
      <div className="row forecast-choices no-print">
        <SelectField
          label={t("forecast.plan")}
          value={plan.id}
          onChange={(event) => set("forslag", event.target.value)}
        >
          {plans.map((own) => (
            <option key={own.id} value={own.id}>
              {namedWithStanding(t, own)}
            </option>
          ))}
        </SelectField>
        <Segments
          label={t("forecast.range")}
          value={asked ?? "3"}
          choices={ranges.map((value) => ({ value, name: t("forecast.rangeYears", { count: Number(value) }) }))}
          onChoose={(value) => set(rangeKey, value)}
        />
      </div>
      <p className="small soft" data-testid="basis">
        {t("forecast.basis", {
          plan: plan.name,
          first: history.cases.years[0],
          last: model.lastYear,
          weights: weightsName(t, present.version),
          band: formatPercent(limits.bandFraction, 0),
        })}{" "}
        {unplaced === null
          ? t("forecast.unplacedUntold")
          : t("forecast.unplaced", { clients: formatNumber(unplaced), year: model.lastYear })}{" "}
        {(["yearly", "byType"] as const).map((kind) => {
          const { reached, told } = history.atCap[kind];
          return (
            reached > 0 && (
              <span key={kind}>{t(`forecast.atCap.${kind}`, { count: reached, told: formatNumber(told) })} </span>
            )
          );
        })}
        {model.children.variance(1, 1) === null && <strong>{t("forecast.oneYearOfChildren")} </strong>}
        {history.children.partedAreaCount > 0 && t("forecast.partedAreas", { count: history.children.partedAreaCount })}{" "}
        {history.children.untoldAreaCount > 0 && t("forecast.untoldAreas", { count: history.children.untoldAreaCount })}{" "}
        <ProtectedLink />
      </p>
      <WatchView division={division} />
      <LimitsForm limits={limits} plan={plan} weights={present} />
      <ForecastView model={model} plan={plan} outlook={outlook} limits={limits} weightsVersion={present.version} />
      <WhatIf
        division={division}
        today={today}
        model={model}
        plans={plans}
        versions={versions}
        inHand={inHand}
        onInHand={onInHand}
        caseTypes={history.caseTypes.types}
        limits={limits}
        yearsAhead={yearsAhead}
      />
      <PlanOutlooks
        model={model}
        weights={weights}
        weightsVersion={present.version}
        plans={plans}
        bandFraction={limits.bandFraction}
        yearsAhead={yearsAhead}
      />
      <BackTestView history={history} plan={plan} />
      <Method history={history} model={model} />
    </div>
  );
}

function WhatIf({
  division,
  today,
  model,
  plans,
  versions,
  inHand,
  onInHand,
  caseTypes,
  limits,
  yearsAhead,
}: Pick<Parts, "inHand" | "onInHand"> & {
  division: Division;
  today: Side;
  model: ForecastModel;
  plans: readonly PlanSummary[];
  versions: readonly WorkloadWeights[];
  caseTypes: ForecastHistory["caseTypes"]["types"];
  limits: LoadLimits;
  yearsAhead: number;
}) {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const { planId, weightsVersion: askedVersion } = whatIfIn(search, []);
  const other = usePlan(planId !== null && planId !== today.plan.id ? planId : null);
  const plan = other.data && other.data.id === planId ? other.data : today.plan;
  const saved = versions.find(({ version }) => version === askedVersion) ?? versions[0]!;
  /** Weights in hand, not saved; null while a saved version is tried. */
  const own = inHand?.values ?? null;
  const chosen = own ?? saved;
  const weights = useMemo(() => weightsFor(model.history, chosen), [model.history, chosen]);
  const weightsVersion = own === null ? saved.version : null;
  // Only what is tried of teams and positions makes the areas be proposed anew.
  const teamsText = JSON.stringify([search.get("provateam"), search.get("provasteg")]);
  const { whatIf, startTeams, teams } = useMemo(() => {
    const [provateam, provasteg] = JSON.parse(teamsText) as (string | null)[];
    const asked = new URLSearchParams({ provateam: provateam ?? "", provasteg: provasteg ?? "" });
    const startTeams = changedTeams(plan.teams, whatIfIn(asked, []).teamChange, t("forecast.thought.newTeam"));
    const whatIf = whatIfIn(asked, startTeams);
    return { whatIf, startTeams, teams: staffedWith(startTeams, whatIf.steps) };
  }, [teamsText, plan.teams, t]);
  const change = whatIf.teamChange;
  const areaChildren = useMemo(() => model.children.ahead(0), [model]);
  const areas = useThoughtAreas({ model, weights, division, plan, teams, change, bandFraction: limits.bandFraction });
  const tried = useMemo((): TriedSide => {
    const outlook =
      "teamIndexes" in areas
        ? outlookOf(model, weights, { teams, teamIndexes: areas.teamIndexes }, limits.bandFraction, yearsAhead)
        : null;
    return { plan, startTeams, teams, areas, outlook, weightsVersion };
  }, [plan, startTeams, teams, areas, model, weights, weightsVersion, limits.bandFraction, yearsAhead]);
  return (
    <>
      <ProblemNotice error={other.error} />
      <WhatIfView
        division={division}
        today={today}
        tried={tried}
        whatIf={{ ...whatIf, planId, weightsVersion: askedVersion }}
        plans={plans}
        versions={versions}
        caseTypes={caseTypes}
        areaChildren={areaChildren}
        inHand={inHand}
        onInHand={onInHand}
        limits={limits}
      />
    </>
  );
}

function Method({ history, model }: { history: ForecastHistory; model: ForecastModel }) {
  const { t } = useTranslation();
  const change = model.cases.trend.ahead(1).level - 1;
  return (
    <details className="card">
      <summary>{t("forecast.method")}</summary>
      <ul>
        <li>{t(history.children.totals ? "forecast.methodChildren" : "forecast.methodChildrenEven")}</li>
        <li>{t("forecast.methodCases", { change: formatPercent(change) })}</li>
        <li>{t("forecast.methodIntervals")}</li>
        <li>{t("forecast.methodBand")}</li>
        <li>{t("forecast.methodWatch", { areas: formatNumber(history.toldWith.length) })}</li>
        <li>{t("forecast.methodInflow")}</li>
      </ul>
    </details>
  );
}
