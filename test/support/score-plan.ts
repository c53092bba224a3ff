// Scores a plan of an instance file with its own code: nothing of the engine, no typed arrays, plain sums over plain maps.

/** What the scorer reads of an instance file. */
export interface ScoredInstance {
  readonly k: number;
  readonly nodes: readonly Readonly<Record<string, unknown> & { x: number; y: number }>[];
  readonly edges: readonly (readonly [number, number, number])[];
  readonly bridges?: readonly (readonly [number, number])[];
}

export interface PlanScore {
  cut: number;
  len: number;
  hess: number;
  moi: number;
  /** Largest |weight / (total / k) − 1|. */
  largestDeviation: number;
  parts: number[];
  /** What makes the plan no plan at all; empty when there is nothing. */
  faults: string[];
}

/** `hess` is counted by trying every own area as centre, O(areas²) per team, or for large teams the areas near the centroid. */
export function scorePlan(instance: ScoredInstance, assignment: readonly number[], weightField = "weight"): PlanScore {
  const { k, nodes } = instance;
  const faults: string[] = [];
  if (assignment.length !== nodes.length) faults.push(`${assignment.length} teams for ${nodes.length} nodes`);
  const members: number[][] = Array.from({ length: k }, () => []);
  assignment.forEach((team, node) => {
    if (!Number.isInteger(team) || team < 0 || team >= k) faults.push(`node ${node} in team ${team}`);
    else members[team]!.push(node);
  });
  const weight = nodes.map((node) => node[weightField] as number);
  const total = weight.reduce((a, b) => a + b, 0);
  const links = linksOf(instance);
  let largestDeviation = 0;
  let hess = 0;
  let moi = 0;
  for (const team of members) {
    const own = team.reduce((sum, node) => sum + weight[node]!, 0);
    largestDeviation = Math.max(largestDeviation, Math.abs((own * k) / total - 1));
    const inertia = inertiaOf(team, nodes, weight, own);
    hess += inertia.aboutBestNode;
    moi += inertia.aboutCentroid;
  }
  let cut = 0;
  let len = 0;
  for (const [a, b, length] of links) {
    if (assignment[a] === assignment[b]) continue;
    cut++;
    len += length;
  }
  const parts = members.map((team) => countParts(team, nodes.length, links));
  parts.forEach((count, team) => {
    if (count !== 1) faults.push(`team ${team} has ${count} parts`);
  });
  return { cut, len, hess, moi, largestDeviation, parts, faults };
}

function linksOf({ edges, bridges = [] }: ScoredInstance): (readonly [number, number, number])[] {
  const known = new Set(edges.map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`));
  const missing = bridges.filter(([a, b]) => !known.has(`${Math.min(a, b)}-${Math.max(a, b)}`));
  return [...edges, ...missing.map(([a, b]) => [a, b, 0] as const)];
}

function inertiaOf(team: readonly number[], nodes: ScoredInstance["nodes"], weight: readonly number[], own: number) {
  if (own === 0) return { aboutBestNode: 0, aboutCentroid: 0 };
  const centroidX = team.reduce((sum, node) => sum + weight[node]! * nodes[node]!.x, 0) / own;
  const centroidY = team.reduce((sum, node) => sum + weight[node]! * nodes[node]!.y, 0) / own;
  const about = (x: number, y: number): number =>
    team.reduce((sum, node) => sum + weight[node]! * ((nodes[node]!.x - x) ** 2 + (nodes[node]!.y - y) ** 2), 0);
  const byDistance = team
    .map((node) => ({ node, square: (nodes[node]!.x - centroidX) ** 2 + (nodes[node]!.y - centroidY) ** 2 }))
    .sort((a, b) => a.square - b.square);
  // The best centre is the node nearest the centroid; beyond 500 nodes only the nearest fifty are tried.
  const tried = team.length <= 500 ? byDistance : byDistance.slice(0, 50);
  return {
    aboutBestNode: Math.min(...tried.map(({ node }) => about(nodes[node]!.x, nodes[node]!.y))),
    aboutCentroid: about(centroidX, centroidY),
  };
}

function countParts(
  team: readonly number[],
  nodeCount: number,
  links: readonly (readonly [number, number, number])[],
): number {
  const inTeam = new Set(team);
  const leader = Array.from({ length: nodeCount }, (_, node) => node);
  const find = (node: number): number => {
    let at = node;
    while (leader[at] !== at) {
      leader[at] = leader[leader[at]!]!;
      at = leader[at]!;
    }
    return at;
  };
  for (const [a, b] of links) if (inTeam.has(a) && inTeam.has(b)) leader[find(a)] = find(b);
  return new Set(team.map(find)).size;
}
