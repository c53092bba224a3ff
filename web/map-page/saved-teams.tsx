// The teams of a plan as it is saved, with the numbers the service tells the person's role.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Plan, PlanBalance, PlanTeam } from "../../api/contract/plans.ts";
import type { Role } from "../../api/contract/primitives.ts";
import { strictestFraction, usualToleranceFraction } from "../../engine/tolerance.ts";
import { ProtectedLink } from "../components/protected-link.tsx";
import { formatPeriod } from "../numbers.ts";
import { measureName } from "./colouring.ts";
import { type Comparison, TeamList } from "./team-list.tsx";

/** What the teams are compared in, before it is known which measures there are; null is the first of them. */
export type WantedComparison = Pick<Comparison, "otherKeys" | "onMeasure" | "onOther" | "onTolerance"> & {
  readonly measureKey: string | null;
  /** The tolerance of each measure that the plan's rules balance. */
  readonly ruled: Plan["tolerances"];
  readonly chosenTolerance: number | null;
};

/** Of the plan's own rules, the same for every role; the measure they name first is compared in first. */
export function useComparison(plan: Plan | null): WantedComparison {
  const [measureKey, onMeasure] = useState<string | null>(null);
  const [otherKeys, setOtherKeys] = useState<readonly string[]>([]);
  const [chosenTolerance, onTolerance] = useState<number | null>(null);
  const ruled = plan?.tolerances ?? noRules;
  return {
    measureKey: measureKey ?? ruled[0]?.measureKey ?? null,
    otherKeys,
    ruled,
    chosenTolerance,
    onMeasure,
    onOther: (key) => setOtherKeys((keys) => (keys.includes(key) ? keys.filter((own) => own !== key) : [...keys, key])),
    onTolerance,
  };
}

const noRules: WantedComparison["ruled"] = [];

/** The comparison in a measure that is there; `targets` are the teams' in it, which a tolerance in number is measured by. */
export function comparisonIn(
  { ruled, chosenTolerance, ...wanted }: WantedComparison,
  measureKey: string,
  measures: Comparison["measures"],
  targets: readonly number[],
): Comparison {
  const rule = ruled.find((own) => own.measureKey === measureKey);
  const firstTolerance = rule ? strictestFraction(rule, Math.max(0, ...targets)) : usualToleranceFraction;
  return {
    ...wanted,
    measureKey,
    measures,
    rule: rule ?? null,
    firstTolerance,
    tolerance: chosenTolerance ?? firstTolerance,
  };
}

function nameWithPeriod(measure: PlanBalance["measures"][number]): string {
  return `${measureName(measure)}${measure.period ? ` ${formatPeriod(measure.period)}` : ""}`;
}

export function SavedTeams({
  teams,
  teamIndexes,
  balance,
  isCounting,
  role,
  comparison,
  onShowTeam,
}: {
  teams: readonly PlanTeam[];
  teamIndexes: readonly number[];
  balance: PlanBalance | undefined;
  /** Whether the balance is on its way. */
  isCounting: boolean;
  role: Role;
  comparison: WantedComparison;
  onShowTeam: (teamIndex: number) => void;
}) {
  const { t } = useTranslation();
  const measure =
    balance?.measures.find((own) => own.measureKey === comparison.measureKey) ?? balance?.measures[0] ?? null;
  const others =
    balance?.measures.filter(
      ({ measureKey }) => measureKey !== measure?.measureKey && comparison.otherKeys.includes(measureKey),
    ) ?? [];
  const inTeamsAtLeast = measure?.teams.some((team) => team.atLeast) ?? false;
  const remarks = measure
    ? [
        ...(measure.unknownCount > 0 ? [t("balance.unknownAreas", { count: measure.unknownCount })] : []),
        ...(measure.estimated ? [t("balance.estimated")] : []),
      ]
    : [];
  return (
    <TeamList
      teams={teams}
      figures={teams.map((team, index) => ({
        areaCount: teamIndexes.filter((own) => own === index).length,
        connectedParts: balance?.teams.find((own) => own.teamId === team.teamId)?.connectedParts ?? null,
        sum: measure?.teams.find((own) => own.teamId === team.teamId) ?? null,
        others: others.flatMap((other) => {
          const own = other.teams.find((each) => each.teamId === team.teamId);
          return own ? [{ ...own, name: nameWithPeriod(other) }] : [];
        }),
      }))}
      unassignedCount={teamIndexes.filter((team) => team < 0).length}
      totals={
        measure && role !== "team"
          ? {
              inTeams: { value: measure.teams.reduce((sum, team) => sum + team.value, 0), atLeast: inTeamsAtLeast },
              unassigned: { value: measure.unassigned, atLeast: measure.unassignedAtLeast },
              unplaced: { value: measure.unplacedTotal, atLeast: measure.unplacedAtLeast },
              total: {
                value: measure.total,
                atLeast: inTeamsAtLeast || measure.unassignedAtLeast || measure.unplacedAtLeast,
              },
            }
          : null
      }
      comparison={
        measure && balance
          ? comparisonIn(
              comparison,
              measure.measureKey,
              balance.measures.map((own) => ({ key: own.measureKey, name: nameWithPeriod(own) })),
              measure.teams.map(({ target }) => target),
            )
          : null
      }
      isCounting={isCounting}
      notice={
        role !== "planner" && (
          <p className="notice small">
            {t(role === "team" ? "balance.protectedOwn" : "balance.protectedAll")} <ProtectedLink />
          </p>
        )
      }
      remarks={remarks}
      onShowTeam={onShowTeam}
    />
  );
}
