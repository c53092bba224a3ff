// The load per position of each team, on the map, in a table and over time, and the weights that it rests on.
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import type { Plan, PlanSummary } from "../../api/contract/plans.ts";
import type { PlanWorkload, WorkloadWeights } from "../../api/contract/workload.ts";
import { EmptyState } from "../components/empty-state.tsx";
import { SelectField } from "../components/field.tsx";
import { Loading } from "../components/loading.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { ProtectedLink } from "../components/protected-link.tsx";
import { Segments } from "../components/segments.tsx";
import { Quarters } from "../flow-page/quarters.tsx";
import { formatPeriod } from "../numbers.ts";
import { namedWithStanding } from "../plans-page/plan-standing.ts";
import { usePlan, usePlans } from "../state/queries.ts";
import { useFlow, usePlanWorkload, useWorkloadWeights } from "../state/workload.ts";
import { balancesOf, type WorkKind, workKinds } from "./balances.ts";
import { CarriedView } from "./carried-view.tsx";
import { CrowdingView } from "./crowding-view.tsx";
import { LoadMap } from "./load-map.tsx";
import { LoadOverTime } from "./load-over-time.tsx";
import { LoadTable } from "./load-table.tsx";
import { RestsOn } from "./rests-on.tsx";
import { WeightHistory } from "./weight-history.tsx";
import { WeightsForm, type WeightsInHand } from "./weights-form.tsx";

/** Today's division first, else the latest. */
function firstPlan(plans: readonly PlanSummary[]): string | null {
  return (plans.find(({ isPresent }) => isPresent) ?? plans[0])?.id ?? null;
}

export default function WorkloadPage() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const { data: plans = [], error: plansError, isPending } = usePlans();
  const planId = search.get("forslag") ?? firstPlan(plans);
  const plan = usePlan(planId);
  const workload = usePlanWorkload(planId);
  const weights = useWorkloadWeights();
  const error = plansError ?? plan.error ?? workload.error ?? weights.error;
  /** Kept while another plan is read: the same weights are tried on it. */
  const [inHand, setInHand] = useState<WeightsInHand | null>(null);
  const isReady = plan.data?.id === planId && workload.data?.planId === planId && weights.data;
  return (
    <div className="page page-wide workload-page">
      <header className="page-head">
        <h1>{t("nav.workload")}</h1>
        <p className="lead">{t("workload.lead")}</p>
      </header>
      <ProblemNotice error={error} />
      {!isPending && planId === null && (
        <EmptyState title={t("workload.noPlan")}>
          <p>{t("workload.noPlanHelp")}</p>
        </EmptyState>
      )}
      {planId !== null && (
        <div className="workload-controls no-print">
          <SelectField
            label={t("workload.plan")}
            value={planId}
            onChange={(event) => setSearch({ forslag: event.target.value }, { replace: true })}
          >
            {plans.map((one) => (
              <option key={one.id} value={one.id}>
                {namedWithStanding(t, one)}
              </option>
            ))}
          </SelectField>
          <Link className="button" to={`/oversikt?forslag=${planId}`}>
            {t("workload.toOverview")}
          </Link>
          <Link className="button" to="/flode">
            {t("workload.toFlow")}
          </Link>
        </div>
      )}
      {isReady ? (
        <Balanced
          key={planId}
          plan={plan.data!}
          workload={workload.data!}
          versions={weights.data!}
          inHand={inHand}
          onInHand={setInHand}
        />
      ) : (
        planId !== null && !error && <Loading />
      )}
    </div>
  );
}

function Balanced({
  plan,
  workload,
  versions,
  inHand,
  onInHand,
}: {
  plan: Plan;
  workload: PlanWorkload;
  versions: readonly WorkloadWeights[];
  inHand: WeightsInHand | null;
  onInHand: (inHand: WeightsInHand | null) => void;
}) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<WorkKind>("investigation");
  const [periodAt, setPeriodAt] = useState(0);
  /** Weights in hand, not saved; null while the saved ones apply. */
  const tried = inHand?.values ?? null;
  const saved = versions[0]!;
  const flow = useFlow();
  const weights = tried ?? saved;
  const balances = useMemo(() => balancesOf(workload, plan.teams, weights), [workload, plan.teams, weights]);
  const before = useMemo(() => balancesOf(workload, plan.teams, saved), [workload, plan.teams, saved]);
  const shown = balances[periodAt];
  if (!shown) {
    return (
      <EmptyState title={t("workload.nothingTold")}>
        <p>{t("workload.nothingToldHelp")}</p>
      </EmptyState>
    );
  }
  return (
    <div className="stack">
      <div className="workload-controls no-print">
        <Segments
          label={t("workload.kind")}
          value={kind}
          choices={workKinds.map((value) => ({
            value,
            name: t(`workload.kinds.${value}`),
          }))}
          onChoose={setKind}
        />
        <SelectField
          label={t("workload.period")}
          value={String(periodAt)}
          onChange={(event) => setPeriodAt(Number(event.target.value))}
        >
          {balances.map(({ period }, place) => (
            <option key={period.period} value={place}>
              {formatPeriod(period.period)}
            </option>
          ))}
        </SelectField>
      </div>
      <p className="small only-print">
        {t("workload.printed", {
          plan: namedWithStanding(t, plan),
          kind: t(`workload.kinds.${kind}`),
          period: formatPeriod(shown.period.period),
        })}
      </p>
      <p className="small" role="status">
        {tried ? t("workload.restsOnTried") : <RestsOn weights={saved} />} <ProtectedLink />
      </p>
      <div className="workload-pair">
        <LoadMap plan={plan} shown={shown} kind={kind} weights={weights} />
        <LoadTable
          plan={plan}
          shown={shown}
          kind={kind}
          weights={weights}
          version={tried ? null : saved.version}
          before={tried && tried.unit === saved.unit ? before[periodAt]!.balance : null}
        />
      </div>
      {kind === "investigation" &&
        flow.data &&
        (plan.isPresent ? (
          <Quarters flow={flow.data} teams={plan.teams} />
        ) : (
          <p className="small soft">{t("flow.quartersOfToday")}</p>
        ))}
      <LoadOverTime
        plan={plan}
        balances={balances}
        kind={kind}
        weights={weights}
        version={tried ? null : saved.version}
      />
      <CarriedView
        plan={plan}
        balances={balances}
        shown={shown}
        kind={kind}
        weights={weights}
        caseTypes={workload.caseTypes}
        isTried={tried !== null}
      />
      <CrowdingView
        plan={plan}
        balances={balances}
        weights={weights}
        version={tried ? null : saved.version}
        caseTypes={workload.caseTypes}
      />
      <WeightsForm saved={saved} caseTypes={workload.caseTypes} inHand={inHand} onChange={onInHand} />
      <WeightHistory versions={versions} caseTypes={workload.caseTypes} />
    </div>
  );
}
