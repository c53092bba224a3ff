// What the municipality calls balanced and full, to be changed by whoever answers for it, beside what a position has carried.
import { type FormEvent, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "react-router";
import type { LoadLimits } from "../../api/contract/forecast.ts";
import type { Plan } from "../../api/contract/plans.ts";
import type { WorkloadWeights } from "../../api/contract/workload.ts";
import type { CarriedLoad } from "../../engine/workload/carried-work.ts";
import { problemOf } from "../api-client.ts";
import { TextField } from "../components/field.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { formatInstant, formatNumber, formatPositions, tenthsOf } from "../numbers.ts";
import { readNumber } from "../run-page/rules-draft.ts";
import { useSaveLoadLimits } from "../state/forecast.ts";
import { usePlanWorkload } from "../state/workload.ts";
import { balancesOf, carriedBy, workKinds } from "../workload-page/balances.ts";
import { carriedSentences } from "../workload-page/words.ts";
import { capacityHash } from "./forecast-path.ts";

const write = (value: number) => String(value).replace(".", ",");

const percentOf = ({ bandFraction }: LoadLimits) => Number((100 * bandFraction).toPrecision(6));

/** What is saved, not what is being typed. */
const shown = (capacity: number | null) => (capacity === null ? null : formatPositions(capacity));

/** As typed. */
interface Draft {
  /** What it began from, or was told of when it was refused: never the newest that was read unseen. */
  readonly version: number;
  readonly band: string;
  readonly investigation: string;
  readonly firstLine: string;
}

const draftOf = (limits: LoadLimits): Draft => ({
  version: limits.version,
  band: write(percentOf(limits)),
  investigation: limits.capacityPerPosition === null ? "" : write(limits.capacityPerPosition),
  firstLine: limits.firstLineCapacityPerPosition === null ? "" : write(limits.firstLineCapacityPerPosition),
});

/** A capacity is a goal and no measurement: whole units are enough, and two figures of less than ten. */
const proposalOf = ({ median }: CarriedLoad) => (median >= 10 ? Math.round(median) : Number(median.toPrecision(2)));

export function LimitsForm({ limits, plan, weights }: { limits: LoadLimits; plan: Plan; weights: WorkloadWeights }) {
  const { t } = useTranslation();
  const saving = useSaveLoadLimits();
  /** Null while what is saved stands in the fields. */
  const [typed, setTyped] = useState<Draft | null>(null);
  const frame = useRef<HTMLDetailsElement>(null);
  const isAskedFor = useLocation().hash === capacityHash;
  useEffect(() => {
    if (!isAskedFor || !frame.current) return;
    frame.current.open = true;
    frame.current.scrollIntoView({ block: "start" });
    frame.current.querySelector("summary")?.focus({ preventScroll: true });
  }, [isAskedFor]);
  const unit = t(`forecast.units.${weights.unit}`);
  const draft = typed ?? draftOf(limits);
  const change = (part: Partial<Draft>) => setTyped({ ...draft, ...part });
  const percent = readNumber(draft.band);
  const isBand = percent >= 1 && percent <= 50;
  const [load, firstLineLoad] = [draft.investigation, draft.firstLine].map((text) =>
    text.trim() === "" ? null : readNumber(text),
  );
  const isCapacity = (own: number | null | undefined) => own == null || (own > 0 && own <= 1_000_000);
  const isWhole = isBand && isCapacity(load) && isCapacity(firstLineLoad);
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (!isWhole) return;
    const capacities = { capacityPerPosition: load ?? null, firstLineCapacityPerPosition: firstLineLoad ?? null };
    saving.mutate(
      { version: draft.version, body: { bandFraction: percent / 100, ...capacities } },
      { onSuccess: () => setTyped(null) },
    );
  };
  const saved = t("forecast.limits", {
    band: write(percentOf(limits)),
    capacity: shown(limits.capacityPerPosition) ?? t("forecast.notSaid"),
    firstLine: shown(limits.firstLineCapacityPerPosition) ?? t("forecast.notSaid"),
  });
  const wasSecond = saving.error !== null && problemOf(saving.error).status === 412;
  const isNewerShown = wasSecond && limits.version > draft.version;
  useEffect(() => {
    // What the other person saved stands in the notice: the next save is over that.
    if (isNewerShown) setTyped((own) => own && { ...own, version: limits.version });
  }, [isNewerShown, limits.version]);
  return (
    <details ref={frame} className="card no-print" data-testid="limits">
      <summary>{saved}</summary>
      <form className="stack" onSubmit={save}>
        <div className="forecast-limits">
          <TextField
            label={t("forecast.band")}
            help={t("forecast.bandHelp")}
            value={draft.band}
            inputMode="decimal"
            className="input-number"
            fault={isBand ? undefined : t("forecast.bandFault")}
            onChange={(event) => change({ band: event.target.value })}
          />
          <TextField
            label={t("forecast.capacity", { unit })}
            help={t("forecast.capacityHelp")}
            value={draft.investigation}
            inputMode="decimal"
            className="input-number"
            fault={isCapacity(load) ? undefined : t("forecast.capacityFault")}
            onChange={(event) => change({ investigation: event.target.value })}
          />
          <TextField
            label={t("forecast.firstLineCapacity", { unit })}
            help={t("forecast.firstLineCapacityHelp")}
            value={draft.firstLine}
            inputMode="decimal"
            className="input-number"
            fault={isCapacity(firstLineLoad) ? undefined : t("forecast.capacityFault")}
            onChange={(event) => change({ firstLine: event.target.value })}
          />
        </div>
        <Carried plan={plan} weights={weights} onTakeOver={change} />
        {wasSecond ? (
          <p className="notice notice-warning" role="alert">
            {t("forecast.limitsSecond", { saved })}
          </p>
        ) : (
          <ProblemNotice error={saving.error} />
        )}
        <div className="row">
          <button type="submit" className="button button-primary" disabled={saving.isPending || !isWhole}>
            {t("forecast.saveLimits")}
          </button>
          {limits.changedAt && (
            <span className="small soft">
              {t("forecast.limitsChanged", { person: limits.changedBy ?? "–", time: formatInstant(limits.changedAt) })}
            </span>
          )}
        </div>
      </form>
    </details>
  );
}

/** What a position has carried, which a button writes into the field; nothing is saved by it. */
function Carried({
  plan,
  weights,
  onTakeOver,
}: {
  plan: Plan;
  weights: WorkloadWeights;
  onTakeOver: (part: Partial<Draft>) => void;
}) {
  const { t } = useTranslation();
  const unit = t(`forecast.units.${weights.unit}`);
  const workload = usePlanWorkload(plan.id);
  const balances = useMemo(
    () => (workload.data?.planId === plan.id ? balancesOf(workload.data, plan.teams, weights) : null),
    [workload.data, plan, weights],
  );
  if (workload.error) return <ProblemNotice error={workload.error} />;
  if (balances === null) return null;
  if (!plan.isPresent) return <p className="notice small">{t("workload.carried.ofPresent")}</p>;
  const told = workKinds.map((kind) => {
    const carried = carriedBy(balances, kind);
    const proposal = carried && proposalOf(carried);
    return (
      <div key={kind} className="stack-tight" data-testid={`carried-${kind}`}>
        <strong>{t("forecast.carriedHeading", { kind: t(`forecast.kinds.${kind}`) })}</strong>
        <span className="small">
          {carried === null ? t("workload.carried.untold") : carriedSentences(t, carried, weights).join(" ")}
        </span>
        {proposal !== null && proposal > 0 && (
          <div>
            <button type="button" className="button" onClick={() => onTakeOver({ [kind]: write(proposal) })}>
              {t("workload.carried.takeOver", { value: `${formatNumber(proposal, tenthsOf(proposal))} ${unit}` })}
            </button>
          </div>
        )}
      </div>
    );
  });
  return (
    <div className="notice">
      <div className="stack">
        {told}
        <p className="small">{t("workload.carried.caution")}</p>
      </div>
    </div>
  );
}
