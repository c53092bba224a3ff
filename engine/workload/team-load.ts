// The load of a team: expected cases by their weights and children for preventive work, per position.

/** What one case of a type, and one child, asks of a team in a year; a version of it is kept with every number built on it. */
export interface WorkloadWeights {
  /** By case type, in the order of the cases given: load per case. */
  readonly perCase: readonly number[];
  /** Preventive work (first line): load per child living in the area. */
  readonly perChild: number;
}

export interface TeamLoad {
  /** Load of investigations: Σ over case types of weight × expected cases. */
  readonly investigation: number;
  /** Load of preventive work: weight × children. */
  readonly firstLine: number;
  /** Per position; null where the team has none. */
  readonly investigationPerPosition: number | null;
  readonly firstLinePerPosition: number | null;
}

/**
 * @param expectedCases per case type, the cases expected in the team's areas in a year.
 * @param children living in the team's areas.
 * Throws on lengths that differ and on negative numbers.
 */
export function teamLoad(
  weights: WorkloadWeights,
  expectedCases: readonly number[],
  children: number,
  positions: { readonly investigation: number; readonly firstLine: number },
): TeamLoad {
  if (expectedCases.length !== weights.perCase.length)
    throw new Error(`${expectedCases.length} case types with ${weights.perCase.length} weights.`);
  const all = [
    ...weights.perCase,
    ...expectedCases,
    weights.perChild,
    children,
    positions.investigation,
    positions.firstLine,
  ];
  if (all.some((number) => !(number >= 0))) throw new Error("A negative weight, count or number of positions.");
  const investigation = expectedCases.reduce((sum, cases, type) => sum + cases * weights.perCase[type]!, 0);
  const firstLine = children * weights.perChild;
  return {
    investigation,
    firstLine,
    investigationPerPosition: positions.investigation > 0 ? investigation / positions.investigation : null,
    firstLinePerPosition: positions.firstLine > 0 ? firstLine / positions.firstLine : null,
  };
}
