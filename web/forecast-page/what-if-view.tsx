// What if: another plan, a team more or less, moved positions, other weights; balance and forecast beside today's.
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import type { Division } from "../../api/contract/divisions.ts";
import type { LoadLimits } from "../../api/contract/forecast.ts";
import type { Plan, PlanSummary, PlanTeam } from "../../api/contract/plans.ts";
import type { PlanWorkload, WorkloadWeights } from "../../api/contract/workload.ts";
import { SelectField } from "../components/field.tsx";
import { SaveTable } from "../components/save-table.tsx";
import { formatPositions, formatSigned } from "../numbers.ts";
import { CopyLink } from "../plans-page/copy-link.tsx";
import { namedWithStanding } from "../plans-page/plan-standing.ts";
import { useWholePlans } from "../state/forecast.ts";
import { WeightsForm, type WeightsInHand } from "../workload-page/weights-form.tsx";
import { forecastPath } from "./forecast-path.ts";
import { type LoadKind, loadKinds, type OutlookYear, positionsOf } from "./outlook.ts";
import { whatIfTable } from "./saved-tables.ts";
import { TeamChoice, ThoughtTeam } from "./thought-team-view.tsx";
import type { ThoughtAreas } from "./use-thought-areas.ts";
import { stepPositions, stepped, stepsToTotals, type WhatIf, whatIfIn, withWhatIf } from "./what-if.ts";
import { WhatIfComparison } from "./what-if-comparison.tsx";
import { TeamHeading, weightsName } from "./words.tsx";

/** A plan with its positions, and its outlook with the weights that apply to it. */
export interface Side {
  readonly plan: Plan;
  readonly teams: readonly PlanTeam[];
  readonly outlook: readonly OutlookYear[];
  /** Null where the weights are in hand and not saved. */
  readonly weightsVersion: number | null;
}

export interface TriedSide extends Omit<Side, "outlook"> {
  /** Before any position was moved. */
  readonly startTeams: readonly PlanTeam[];
  readonly areas: ThoughtAreas;
  /** Null until the teams' areas are known. */
  readonly outlook: readonly OutlookYear[] | null;
}

/** So many plans are offered to take a team's areas from. */
const mostSources = 8;

export function WhatIfView({
  division,
  today,
  tried,
  whatIf,
  plans,
  versions,
  caseTypes,
  areaChildren,
  inHand,
  onInHand,
  limits,
}: {
  division: Division;
  today: Side;
  tried: TriedSide;
  whatIf: WhatIf;
  plans: readonly PlanSummary[];
  versions: readonly WorkloadWeights[];
  caseTypes: PlanWorkload["caseTypes"];
  /** By area_index, in the last year seen. */
  areaChildren: ArrayLike<number>;
  inHand: WeightsInHand | null;
  /** Told weights in hand, and null when a saved version is tried again. */
  onInHand: (inHand: WeightsInHand | null) => void;
  limits: LoadLimits;
}) {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const { startTeams } = tried;
  const sources = useWholePlans(plans.slice(0, mostSources).map(({ id }) => id));
  // What is tried is read anew: two quick steps may come before the page has followed the first.
  const change = (next: (now: WhatIf) => Partial<WhatIf>) => {
    const address = new URLSearchParams(window.location.search);
    const now = whatIfIn(address, startTeams);
    setSearch(withWhatIf(address, { ...now, ...next(now) }, startTeams), { replace: true, preventScrollReset: true });
  };
  const trySaved = () => onInHand(null);
  const isUnsaved = tried.weightsVersion === null;
  const isTried =
    isUnsaved ||
    whatIf.planId !== null ||
    whatIf.weightsVersion !== null ||
    whatIf.teamChange !== null ||
    Object.keys(whatIf.steps).length > 0;
  return (
    <section className="stack" aria-labelledby="what-if-heading">
      <h2 id="what-if-heading">{t("forecast.whatIf")}</h2>
      <p className="soft">{t("forecast.whatIfHelp")}</p>
      <div className="row forecast-choices no-print">
        <SelectField
          label={t("forecast.tryPlan")}
          value={whatIf.planId ?? today.plan.id}
          onChange={(event) =>
            change(() => ({
              planId: event.target.value === today.plan.id ? null : event.target.value,
              teamChange: null,
              steps: {},
            }))
          }
        >
          {plans.map((plan) => (
            <option key={plan.id} value={plan.id}>
              {namedWithStanding(t, plan)}
            </option>
          ))}
        </SelectField>
        <TeamChoice
          plan={tried.plan}
          others={sources.plans.filter(({ id }) => id !== tried.plan.id)}
          change={whatIf.teamChange}
          onChange={(teamChange) => change(() => ({ teamChange, steps: {} }))}
        />
        <SelectField
          label={t("forecast.tryWeights")}
          value={isUnsaved ? unsaved : (whatIf.weightsVersion ?? versions[0]!.version)}
          onChange={(event) => {
            if (event.target.value === unsaved) return;
            trySaved();
            const version = Number(event.target.value);
            change(() => ({ weightsVersion: version === versions[0]!.version ? null : version }));
          }}
        >
          {isUnsaved && <option value={unsaved}>{weightsName(t, null)}</option>}
          {versions.map(({ version }) => (
            <option key={version} value={version}>
              {weightsName(t, version)}
            </option>
          ))}
        </SelectField>
        <button
          type="button"
          className="button"
          disabled={!isTried}
          onClick={() => {
            trySaved();
            change(() => ({ planId: null, weightsVersion: null, teamChange: null, steps: {} }));
          }}
        >
          {t("forecast.asToday")}
        </button>
      </div>
      <details className="no-print">
        <summary>{t("forecast.ownWeights")}</summary>
        <WeightsForm saved={versions[0]!} caseTypes={caseTypes} inHand={inHand} onChange={onInHand} />
      </details>
      <CopyLink path={`${forecastPath}?${search}`} isDraft={tried.plan.status === "draft"} />
      {isUnsaved && <p className="small no-print">{t("forecast.linkWithoutWeights")}</p>}
      <Positions
        today={today}
        tried={tried}
        onStep={(teamId, kind, by) => change(({ steps }) => ({ steps: stepped(steps, teamId, kind, by) }))}
        onShareOut={() => change(({ steps }) => ({ steps: stepsToTotals(startTeams, steps, today.teams) }))}
      />
      <ThoughtTeam
        division={division}
        plan={tried.plan}
        teams={tried.teams}
        areas={tried.areas}
        areaChildren={areaChildren}
      />
      {tried.outlook && (
        <>
          <WhatIfComparison sides={{ today, tried: { ...tried, outlook: tried.outlook } }} limits={limits} />
          <p className="small soft no-print">{t("forecast.savedWhatIfHelp")}</p>
          <div className="no-print">
            <SaveTable table={whatIfTable(t, { today, tried: { ...tried, outlook: tried.outlook } }, limits)} />
          </div>
        </>
      )}
    </section>
  );
}

const unsaved = "unsaved";

const total = (numbers: readonly number[]) => numbers.reduce((sum, own) => sum + own, 0);

function Positions({
  today,
  tried,
  onStep,
  onShareOut,
}: {
  today: Side;
  tried: TriedSide;
  onStep: (teamId: string, kind: LoadKind, by: number) => void;
  /** As many positions as today, what is free shared out or what is lacking taken from those with most. */
  onShareOut: () => void;
}) {
  const { t } = useTranslation();
  const changes = loadKinds.map(
    (kind) => total(positionsOf(tried.teams, kind)) - total(positionsOf(today.teams, kind)),
  );
  return (
    <>
      <PositionTable today={today} tried={tried} onStep={onStep} />
      {changes.some((change) => change !== 0) && (
        <p className="row no-print" data-testid="free-positions">
          {t(changes.every((change) => change <= 0) ? "forecast.freePositions" : "forecast.addedPositions", {
            investigation: formatSigned(changes[0]!, 2),
            firstLine: formatSigned(changes[1]!, 2),
          })}{" "}
          <button type="button" className="button" onClick={onShareOut}>
            {t("forecast.shareOut")}
          </button>
        </p>
      )}
    </>
  );
}

function PositionTable({
  today,
  tried,
  onStep,
}: {
  today: Side;
  tried: TriedSide;
  onStep: (teamId: string, kind: LoadKind, by: number) => void;
}) {
  const { t } = useTranslation();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled table must be reachable by keyboard
    <section className="table-frame" tabIndex={0} aria-label={t("forecast.movePositions")}>
      <table className="table">
        <caption>{t("forecast.movePositions")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("forecast.team")}</th>
            {loadKinds.map((kind) => (
              <th key={kind} scope="col">
                {t(`forecast.kinds.${kind}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {tried.teams.map((team, place) => (
            <tr key={team.teamId}>
              <th scope="row">
                <TeamHeading team={team} />
              </th>
              {loadKinds.map((kind) => (
                <td key={kind}>
                  <Stepper
                    name={`${team.letter} ${team.name}, ${t(`forecast.kinds.${kind}`)}`}
                    positions={positionsOf(tried.teams, kind)[place]!}
                    onStep={(by) => onStep(team.teamId, kind, by)}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t("forecast.allPositions")}</th>
            {loadKinds.map((kind) => {
              const [before, after] = [today, tried].map(({ teams }) => total(positionsOf(teams, kind)));
              return (
                <td key={kind}>
                  {formatPositions(after!)} ({t("forecast.againstToday", { change: formatSigned(after! - before!, 2) })}
                  )
                </td>
              );
            })}
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

function Stepper({ name, positions, onStep }: { name: string; positions: number; onStep: (by: number) => void }) {
  const { t } = useTranslation();
  return (
    <span className="stepper">
      <button
        type="button"
        className="button button-icon"
        aria-label={t("forecast.fewer", { name })}
        disabled={positions < stepPositions}
        onClick={() => onStep(-1)}
      >
        <span aria-hidden="true">−</span>
      </button>
      <output aria-label={name}>{formatPositions(positions)}</output>
      <button
        type="button"
        className="button button-icon"
        aria-label={t("forecast.more", { name })}
        onClick={() => onStep(1)}
      >
        <span aria-hidden="true">+</span>
      </button>
    </span>
  );
}
