// A team that is thought of, or left out: the choice, what areas go where, drawn and listed, and a draft of it for planners.
import { useId, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Division } from "../../api/contract/divisions.ts";
import type { Plan, PlanTeam } from "../../api/contract/plans.ts";
import { teamColour } from "../colour/team-colours.ts";
import { SelectField } from "../components/field.tsx";
import { Loading } from "../components/loading.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { inLanguage } from "../i18n.ts";
import { pathOf, pictureWidth, projectionTo } from "../map/area-picture.ts";
import type { AreaGeography } from "../map/topology.ts";
import { formatNumber } from "../numbers.ts";
import { useGeography } from "../state/geography.ts";
import { useSignedIn } from "../state/session.tsx";
import { KeepThought } from "./keep-thought.tsx";
import { type AreaFlow, areaFlows, type TeamChange, teamChangeIn, teamChangeText } from "./thought-team.ts";
import type { ThoughtAreas } from "./use-thought-areas.ts";
import { TeamHeading } from "./words.tsx";

/** Plans whose teams a new team can have its areas from. */
export function TeamChoice({
  plan,
  others,
  change,
  onChange,
}: {
  plan: Plan;
  others: readonly Plan[];
  change: TeamChange | null;
  onChange: (change: TeamChange | null) => void;
}) {
  const { t } = useTranslation();
  return (
    <SelectField
      label={t("forecast.thought.choice")}
      value={change === null ? "" : teamChangeText(change)}
      onChange={(event) => onChange(teamChangeIn(event.target.value))}
    >
      <option value="">{t("forecast.thought.none")}</option>
      <option value={teamChangeText({ kind: "add", from: null })}>{t("forecast.thought.add")}</option>
      {others.map((other) => (
        <optgroup key={other.id} label={t("forecast.thought.addFrom", { plan: other.name })}>
          {other.teams.map(({ teamId, letter, name }) => (
            <option key={teamId} value={teamChangeText({ kind: "add", from: { planId: other.id, letter } })}>
              {t("forecast.thought.addAs", { letter, name, plan: other.name })}
            </option>
          ))}
        </optgroup>
      ))}
      {plan.teams.length > 1 && (
        <optgroup label={t("forecast.thought.removeOne")}>
          {plan.teams.map(({ teamId, letter, name }) => (
            <option key={teamId} value={teamChangeText({ kind: "remove", letter })}>
              {t("forecast.thought.remove", { letter, name })}
            </option>
          ))}
        </optgroup>
      )}
    </SelectField>
  );
}

export function ThoughtTeam({
  division,
  plan,
  teams,
  areas,
  areaChildren,
}: {
  division: Division;
  plan: Plan;
  teams: readonly PlanTeam[];
  areas: ThoughtAreas;
  /** Children of each area in the last year seen. */
  areaChildren: ArrayLike<number>;
}) {
  const { t } = useTranslation();
  const { geography, error } = useGeography(division);
  const { role } = useSignedIn();
  const id = useId();
  if (areas.kind === "as-planned") return null;
  return (
    <section className="card stack-tight thought-team" aria-labelledby={id} data-testid="thought-team">
      <h3 id={id}>
        <span className="tag">{t("forecast.thought.tag")}</span> {t("forecast.thought.heading")}
      </h3>
      <ProblemNotice error={error} />
      {areas.kind === "seeking" && <Loading text={t("forecast.thought.seeking")} />}
      {areas.kind === "not-possible" && (
        <div className="notice notice-warning" role="alert">
          <p>{t("forecast.thought.notPossible")}</p>
          <ProblemNotice error={areas.error} />
          <ul>
            {areas.reasons.map((reason) => (
              <li key={reason.sv}>{inLanguage(reason)}</li>
            ))}
          </ul>
        </div>
      )}
      {"teamIndexes" in areas && (
        <>
          <p>{t(`forecast.thought.${areas.kind}`)}</p>
          {geography && (
            <Moves geography={geography} plan={plan} teams={teams} areas={areas} areaChildren={areaChildren} />
          )}
          {role === "planner" && <KeepThought plan={plan} teams={teams} teamIndexes={areas.teamIndexes} />}
          {role !== "planner" && <p className="small soft no-print">{t("forecast.thought.askPlanner")}</p>}
        </>
      )}
    </section>
  );
}

function Moves({
  geography,
  plan,
  teams,
  areas,
  areaChildren,
}: {
  geography: AreaGeography;
  plan: Plan;
  teams: readonly PlanTeam[];
  areas: Extract<ThoughtAreas, { readonly teamIndexes: readonly number[] }>;
  areaChildren: ArrayLike<number>;
}) {
  const { t } = useTranslation();
  const { teamIndexes } = areas;
  const flows = useMemo(
    () => areaFlows(plan, { teams, teamIndexes }, areaChildren),
    [plan, teams, teamIndexes, areaChildren],
  );
  const nameOf = (areaIndex: number) => {
    const { code, name } = geography.properties[areaIndex]!;
    return name && name !== code ? `${code} ${name}` : code;
  };
  return (
    <div className="thought-parts">
      <Picture geography={geography} teams={teams} teamIndexes={teamIndexes} flows={flows} />
      <ul className="stack-tight" data-testid="thought-flows">
        {flows.map((flow) => (
          <li key={`${flow.from?.teamId} ${flow.to.teamId}`}>
            {flow.from ? <TeamHeading team={flow.from} /> : t("forecast.thought.unassigned")} →{" "}
            <TeamHeading team={flow.to} />:{" "}
            {t("forecast.thought.flow", { count: flow.areaIndexes.length, children: formatNumber(flow.children) })}
            <details>
              <summary>{t("forecast.thought.which")}</summary>
              <p className="small">{flow.areaIndexes.map(nameOf).join(", ")}</p>
            </details>
          </li>
        ))}
        {flows.length === 0 && <li>{t("forecast.thought.noMoves")}</li>}
      </ul>
    </div>
  );
}

/** The areas in their teams' colours; those that change team are hatched. The list beside it tells the same. */
function Picture({
  geography,
  teams,
  teamIndexes,
  flows,
}: {
  geography: AreaGeography;
  teams: readonly PlanTeam[];
  teamIndexes: readonly number[];
  flows: readonly AreaFlow[];
}) {
  const { t } = useTranslation();
  const hatch = useId();
  const { height, paths } = useMemo(() => {
    const projection = projectionTo(geography);
    return {
      height: projection.height,
      paths: teamIndexes.map((_team, areaIndex) => pathOf(geography, areaIndex, projection)),
    };
  }, [geography, teamIndexes]);
  const moved = flows.flatMap(({ areaIndexes }) => areaIndexes);
  return (
    <figure className="profile-figure">
      <svg
        className="profile-map"
        viewBox={`0 0 ${pictureWidth} ${height}`}
        role="img"
        aria-label={t("forecast.thought.map")}
      >
        <defs>
          <pattern id={hatch} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <line x1="0" y1="0" x2="0" y2="7" stroke="#1C1C28" strokeWidth="2" strokeOpacity="0.55" />
          </pattern>
        </defs>
        {paths.map((path, areaIndex) => {
          const team = teams[teamIndexes[areaIndex]!];
          return (
            <path
              key={geography.properties[areaIndex]!.code}
              d={path}
              fill={team ? teamColour(team.colourIndex) : "#FFFFFF"}
              stroke="#FFFFFF"
              strokeWidth="0.7"
            />
          );
        })}
        {moved.map((areaIndex) => (
          <path key={areaIndex} d={paths[areaIndex]!} fill={`url(#${hatch})`} stroke="#1C1C28" strokeWidth="0.8" />
        ))}
      </svg>
      <figcaption className="thought-legend small">
        {teams.map((team) => (
          <TeamHeading key={team.teamId} team={team} />
        ))}
        <span>{t("forecast.thought.hatched")}</span>
      </figcaption>
    </figure>
  );
}
