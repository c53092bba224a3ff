// Why a search ended without any plan: whose locks cross, told with the host's names.
import { type EngineIssue, listing, type Names, numberNames } from "../issue.ts";
import type { DistrictingProblem } from "../problem.ts";
import { Random } from "../random.ts";
import { makeSearchProblem, type SearchProblem } from "../search-problem.ts";
import { joinLockedNodes } from "../solvers/locked-trees.ts";

export type NoPlanCode = "groups-in-the-way" | "no-connected-plan";

/** Nodes times teams times teams: beyond it the search for the culprits would take more than about a second. */
const mostWork = 5e6;

/**
 * Teams each of whose locks stand in the other teams' way: without them paths were found that join every other team's
 * locks and do not cross. Empty when the locks are not what bars the plan, when no single team's release is enough, or
 * when finding out would take long.
 */
export function teamsInTheWay(search: SearchProblem, seed: number): number[] {
  const { lockedTeam, nodeCount, teamCount } = search;
  if (nodeCount * teamCount * teamCount > mostWork) return [];
  const random = new Random(seed);
  if (joinLockedNodes(search, random)) return [];
  return [...new Set(lockedTeam)]
    .filter((team) => team >= 0)
    .sort((a, b) => a - b)
    .filter((team) => {
      const released = lockedTeam.map((lock) => (lock === team ? -1 : lock));
      return joinLockedNodes({ ...search, lockedTeam: released }, random) !== undefined;
    });
}

/** No search found a connected plan of the problem: the reason as far as it can be named, in numbers. */
export function noConnectedPlan(problem: DistrictingProblem, seed: number): EngineIssue<NoPlanCode> {
  const search = makeSearchProblem(problem);
  if (!search) return noPlanIssue("groups-in-the-way", [], numberNames);
  return noPlanIssue("no-connected-plan", teamsInTheWay(search, seed), numberNames);
}

/** The reason as an issue; hosts with names make it anew with `namedNoPlan`. */
export function noPlanIssue(code: NoPlanCode, teamIndexes: readonly number[], names: Names): EngineIssue<NoPlanCode> {
  if (code === "groups-in-the-way") {
    return {
      code,
      message: {
        sv: "Grupper som ska hållas ihop ligger i flera delar och står i vägen för varandra. Gör grupperna mindre eller lägg till en länk mellan delarna.",
        en: "Keep-together groups lie in several pieces and stand in each other's way. Make the groups smaller or add a link between the pieces.",
      },
    };
  }
  const found = {
    sv: "Ingen indelning med sammanhängande team hittades",
    en: "No division into connected teams was found",
  };
  if (teamIndexes.length === 0) return { code, message: { sv: `${found.sv}.`, en: `${found.en}.` } };
  const { sv, en } = listing(teamIndexes, names.team);
  const one = teamIndexes.length === 1;
  return {
    code,
    message: {
      sv: `${found.sv}: låsen till team ${sv} står i ${one ? "vägen för andra teams lås" : "varandras väg"}. Släpps ${one ? "de" : "ett av dessa teams lås"} går det att binda samman övriga.`,
      en: `${found.en}: the locks to team ${en} stand in ${one ? "other teams' way" : "each other's way"}. When ${one ? "they" : "one of these teams' locks"} are released the others can be connected.`,
    },
    teamIndexes,
  };
}

/** The same issue in the host's names, where it is one of a search without any plan; others are left as they are. */
export function namedNoPlan(issue: EngineIssue, names: Names): EngineIssue {
  const isNoPlan = issue.code === "groups-in-the-way" || issue.code === "no-connected-plan";
  return isNoPlan ? noPlanIssue(issue.code as NoPlanCode, issue.teamIndexes ?? [], names) : issue;
}
