// The areas of teams that are thought of: proposed by the engine in a worker of the page, or taken from another plan.
import { useEffect, useMemo, useState } from "react";
import type { Division } from "../../api/contract/divisions.ts";
import type { Plan, PlanTeam } from "../../api/contract/plans.ts";
import { buildGraph } from "../../engine/graph.ts";
import type { EngineIssue } from "../../engine/issue.ts";
import { relabelToBaseline } from "../../engine/least-change/relabel-teams.ts";
import { type DistrictingProblem, encodeProblem } from "../../engine/problem.ts";
import { areaLoads, type ForecastModel, type LoadWeights } from "../../engine/workload/forecast-teams.ts";
import { thoughtTeamsProblem } from "../../engine/workload/thought-teams.ts";
import { useGeography } from "../state/geography.ts";
import { useAdjacency, usePlan } from "../state/queries.ts";
import { solveInBrowser } from "../workers/solve-in-browser.ts";
import { positionsOf } from "./outlook.ts";
import { type TeamChange, takenFrom, teamsAmong } from "./thought-team.ts";

/** Ends by itself after so many steps and not by a clock: the same positions give the same areas. */
const stepLimit = 300_000;
const seed = 1;
/** Metres of one degree of latitude. */
const metresPerDegree = 111_320;

export type ThoughtAreas =
  | { readonly kind: "as-planned" | "proposed" | "taken"; readonly teamIndexes: readonly number[] }
  | { readonly kind: "seeking" }
  | { readonly kind: "not-possible"; readonly reasons: readonly EngineIssue["message"][]; readonly error: unknown };

interface Asked {
  readonly model: ForecastModel;
  readonly weights: LoadWeights;
  readonly division: Division;
  readonly plan: Plan;
  /** With the positions that are tried. */
  readonly teams: readonly PlanTeam[];
  readonly change: TeamChange | null;
  readonly bandFraction: number;
}

const seeking: ThoughtAreas = { kind: "seeking" };

export function useThoughtAreas(asked: Asked): ThoughtAreas {
  const { plan, teams, change } = asked;
  const source = change?.kind === "add" ? change.from : null;
  const other = usePlan(source?.planId ?? null);
  const { problem, error } = useProblem(asked);
  const proposed = useProposal(problem);
  return useMemo((): ThoughtAreas => {
    if (change === null) return { kind: "as-planned", teamIndexes: plan.teamIndexes };
    if (source !== null) {
      if (other.error) return { kind: "not-possible", reasons: [], error: other.error };
      if (!other.data) return seeking;
      const sameDivision = other.data.divisionId === plan.divisionId;
      const taken = sameDivision ? takenFrom(teamsAmong(plan, teams), teams.length, other.data, source.letter) : null;
      return taken
        ? { kind: "taken", teamIndexes: taken }
        : { kind: "not-possible", reasons: [noSuchTeam], error: null };
    }
    return error ? { kind: "not-possible", reasons: [], error } : proposed;
  }, [plan, teams, change, source, other.data, other.error, proposed, error]);
}

const noSuchTeam = {
  sv: "Det förslaget har inget sådant team med områden, eller gäller en annan områdesindelning.",
  en: "That plan has no such team with areas, or is of another division.",
};

/** Null where the engine has nothing to propose, and until what it needs has been read. */
function useProblem({ model, weights, division, plan, teams, change, bandFraction }: Asked) {
  const isProposed = change !== null && (change.kind === "remove" || change.from === null);
  const adjacency = useAdjacency(isProposed ? division.id : null);
  const { geography, error } = useGeography(isProposed ? division : null);
  const edges = adjacency.data?.edges;
  const problem = useMemo(() => {
    if (!isProposed || !edges || !geography) return null;
    const points = geography.properties.map(({ labelPoint }) => labelPoint);
    const narrowing = Math.cos(((points[0]?.[1] ?? 0) * Math.PI) / 180);
    const loads = areaLoads(model, weights);
    return thoughtTeamsProblem({
      investigation: loads.investigation,
      children: loads.children,
      positions: { investigation: positionsOf(teams, "investigation"), firstLine: positionsOf(teams, "firstLine") },
      baselineTeam: teamsAmong(plan, teams),
      bandFraction,
      graph: buildGraph(
        geography.areaCount,
        Int32Array.from(edges.flatMap((edge) => [edge[0], edge[1]])),
        Float64Array.from(edges, ([, , lengthM]) => lengthM),
      ),
      xM: points.map(([longitude]) => longitude * narrowing * metresPerDegree),
      yM: points.map(([, latitude]) => latitude * metresPerDegree),
    });
  }, [isProposed, edges, geography, model, weights, plan, teams, bandFraction]);
  return { problem, error: adjacency.error ?? error };
}

/** Stops what is under way when the question has become another. */
function useProposal(problem: DistrictingProblem | null): ThoughtAreas {
  const [found, setFound] = useState<{ problem: DistrictingProblem; areas: ThoughtAreas } | null>(null);
  useEffect(() => {
    if (problem === null) return;
    const stop = new AbortController();
    const { signal } = stop;
    void solveInBrowser(encodeProblem(problem), { seed, stepLimit }, { signal, onProgress: () => {} }).then(
      (outcome) => {
        if (signal.aborted) return;
        const areas: ThoughtAreas =
          outcome.kind === "plan"
            ? { kind: "proposed", teamIndexes: Array.from(relabelToBaseline(problem, outcome.assignment)) }
            : {
                kind: "not-possible",
                reasons: outcome.kind === "no-plan" ? outcome.issues.map(({ message }) => message) : [ended],
                error: null,
              };
        setFound({ problem, areas });
      },
    );
    return () => stop.abort();
  }, [problem]);
  return found !== null && found.problem === problem ? found.areas : seeking;
}

const ended = { sv: "Beräkningen avbröts av ett fel.", en: "The calculation was ended by a fault." };
