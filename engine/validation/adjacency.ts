// Checks of the neighbours: well-formed rows, mutual, nobody's own neighbour, and how many parts the whole is in.
import { connectedParts, transposeGraph } from "../graph.ts";
import { listing, type Names } from "../issue.ts";
import type { DistrictingProblem } from "../problem.ts";
import type { ProblemIssue } from "../validate-problem.ts";

export function checkAdjacency(problem: DistrictingProblem, names: Names): ProblemIssue[] {
  if (!rowsAreWellFormed(problem)) {
    return [
      {
        severity: "error",
        code: "adjacency-malformed",
        message: {
          sv: "Grannskapets rader är felbyggda eller pekar utanför områdena.",
          en: "The rows of neighbours are malformed or point outside the areas.",
        },
      },
    ];
  }
  const issues = checkLinks(problem, names);
  return issues.length > 0 ? issues : checkParts(problem, names);
}

function rowsAreWellFormed({ areaCount, adjacencyOffset, adjacencyTarget }: DistrictingProblem): boolean {
  if (adjacencyOffset[0] !== 0 || adjacencyOffset[areaCount] !== adjacencyTarget.length) return false;
  for (let area = 0; area < areaCount; area++) if (adjacencyOffset[area + 1]! < adjacencyOffset[area]!) return false;
  return adjacencyTarget.every((target) => target >= 0 && target < areaCount);
}

/** Compares the rows with those of the graph turned around; both sorted, so equal rows mean mutual neighbours. */
function checkLinks(problem: DistrictingProblem, names: Names): ProblemIssue[] {
  const backward = transposeGraph(problem);
  const forward = transposeGraph(backward);
  const toItself: number[] = [];
  const twice: number[] = [];
  const oneWay: number[] = [];
  for (let area = 0; area < problem.areaCount; area++) {
    const start = forward.adjacencyOffset[area]!;
    const end = forward.adjacencyOffset[area + 1]!;
    let mutual = backward.adjacencyOffset[area] === start && backward.adjacencyOffset[area + 1] === end;
    let repeated = false;
    for (let e = start; e < end; e++) {
      const target = forward.adjacencyTarget[e]!;
      if (target === area) toItself.push(area);
      if (e > start && target === forward.adjacencyTarget[e - 1]) repeated = true;
      if (!mutual) continue;
      mutual = target === backward.adjacencyTarget[e] && forward.borderLengthM[e] === backward.borderLengthM[e];
    }
    if (repeated) twice.push(area);
    else if (!mutual) oneWay.push(area);
  }
  const issues: ProblemIssue[] = [];
  const add = (code: ProblemIssue["code"], areaIndexes: number[], sv: string, en: string): void => {
    if (areaIndexes.length === 0) return;
    const list = listing(areaIndexes, names.area);
    const message = { sv: `${sv}: område ${list.sv}.`, en: `${en}: area ${list.en}.` };
    issues.push({ severity: "error", code, message, areaIndexes });
  };
  add("neighbour-of-itself", toItself, "Granne med sig själv", "Neighbour of itself");
  add("neighbour-twice", twice, "Samma granne nämns två gånger", "The same neighbour is named twice");
  add(
    "neighbour-one-way",
    oneWay,
    "Grannskapet är inte ömsesidigt eller gränslängden skiljer sig",
    "The neighbours are not mutual or the border lengths differ",
  );
  return issues;
}

/** Several parts need at least a team each; whether teams' targets can make up the parts is `checkBounds`' concern. */
function checkParts(problem: DistrictingProblem, names: Names): ProblemIssue[] {
  const { partOf, partCount } = connectedParts(problem.adjacencyOffset, problem.adjacencyTarget);
  if (partCount === 1) return [];
  const size = new Int32Array(partCount);
  const representative = new Int32Array(partCount);
  for (let area = problem.areaCount - 1; area >= 0; area--) {
    size[partOf[area]!]!++;
    representative[partOf[area]!] = area;
  }
  const bySize = [...size.keys()].sort((a, b) => size[b]! - size[a]! || a - b);
  const areaIndexes = bySize.slice(1).map((part) => representative[part]!);
  const list = listing(areaIndexes, names.area);
  const numbers: Record<string, number> = { parts: partCount, teams: problem.teamCount };
  for (const [index, part] of bySize.slice(0, 100).entries()) numbers[`sizeOfPart${index + 1}`] = size[part]!;
  const tooMany = partCount > problem.teamCount;
  const consequence = tooMany
    ? { sv: `men det finns bara ${problem.teamCount} team`, en: `but there are only ${problem.teamCount} teams` }
    : { sv: "och varje del måste få egna team", en: "and each part must have teams of its own" };
  return [
    {
      severity: tooMany ? "error" : "warning",
      code: tooMany ? "too-many-parts" : "several-parts",
      message: {
        sv: `Områdena ligger i ${partCount} delar utan förbindelse, ${consequence.sv}. Länka vid område ${list.sv}.`,
        en: `The areas lie in ${partCount} parts without a link, ${consequence.en}. Link at area ${list.en}.`,
      },
      areaIndexes,
      numbers,
    },
  ];
}
