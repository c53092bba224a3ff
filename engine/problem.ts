// The districting problem as typed arrays, and its one encoding for threads, the browser and files.

/** Weights of the soft goals; each goal is divided by its own scale (see objectives/), so 1 and 1 are comparable. */
export interface ObjectiveWeights {
  readonly balance: number;
  readonly cutEdges: number;
  readonly borderLength: number;
  readonly momentOfInertia: number;
  readonly change: number;
  readonly travel: number;
  /** Moment of inertia about each team's best own area instead of its centroid. */
  readonly hess: number;
}

/** The order of the weights in the encoding; a new goal is added last and raises `problemVersion`. */
export const objectiveNames = [
  "balance",
  "cutEdges",
  "borderLength",
  "momentOfInertia",
  "change",
  "travel",
  "hess",
] as const satisfies readonly (keyof ObjectiveWeights)[];

/** All weights zero: any plan that keeps the rules is as good as another. */
export const noObjective: ObjectiveWeights = {
  balance: 0,
  cutEdges: 0,
  borderLength: 0,
  momentOfInertia: 0,
  change: 0,
  travel: 0,
  hess: 0,
};

/**
 * n areas, k teams, m balanced measures. An area's number is its `area_index` in the division; a team's number is its
 * position in the list of teams. Every measure is kept within `toleranceFraction` of its target in every team.
 */
export interface DistrictingProblem {
  readonly areaCount: number;
  readonly teamCount: number;
  readonly measureCount: number;
  /** m × n, measure-major: `measures[measure * areaCount + area]`, each ≥ 0. */
  readonly measures: Float64Array;
  /** m: largest allowed |sum / target − 1| (0.01 = one per cent). */
  readonly toleranceFraction: Float64Array;
  /** m: how much each measure counts in the balance goal. */
  readonly balanceWeight: Float64Array;
  /** m × k: each team's share of the measure's total; every row sums to 1. */
  readonly targetShare: Float64Array;
  /** n + 1: the neighbours of area i are `adjacencyTarget[adjacencyOffset[i] … adjacencyOffset[i + 1] − 1]`. */
  readonly adjacencyOffset: Int32Array;
  readonly adjacencyTarget: Int32Array;
  /** Beside `adjacencyTarget`: shared border in metres, 0 for a link made by hand. */
  readonly borderLengthM: Float64Array;
  /** n: a point in the area, EPSG:3006 metres (any plane will do). */
  readonly xM: Float64Array;
  readonly yM: Float64Array;
  readonly areaM2: Float64Array;
  readonly perimeterM: Float64Array;
  /** n: the team an area is locked to, −1 where free. */
  readonly lockedTeam: Int32Array;
  /** n: areas with the same number ≥ 0 stay in one team; −1 alone. */
  readonly group: Int32Array;
  /** n: today's team, −1 where there is none. */
  readonly baselineTeam: Int32Array;
  /** k: the area where each team has its home, −1 where it has none. */
  readonly homeArea: Int32Array;
  /** 2 × pairs: areas 2·p and 2·p + 1 of the list must not share a team; none when left out. */
  readonly forbiddenPairs?: Int32Array;
  /** The most compactness weight that may have another team than the baseline's; no limit when left out. */
  readonly movedWeightLimit?: number;
  /** Which measure weighs compactness, change and travel. */
  readonly compactnessMeasure: number;
  readonly objective: ObjectiveWeights;
}

/** "OMRP" read as a little-endian integer. */
const magic = 0x50524d4f;
const problemVersion = 2;
const headerIntegers = 10;

/** Name and element count of every array of the encoding: the 8-byte ones first, so that all lie aligned. */
function arrayLayout(
  areaCount: number,
  teamCount: number,
  measureCount: number,
  directedEdgeCount: number,
  forbiddenCount: number,
) {
  return {
    float64: [
      ["measures", measureCount * areaCount],
      ["toleranceFraction", measureCount],
      ["balanceWeight", measureCount],
      ["targetShare", measureCount * teamCount],
      ["borderLengthM", directedEdgeCount],
      ["xM", areaCount],
      ["yM", areaCount],
      ["areaM2", areaCount],
      ["perimeterM", areaCount],
    ],
    int32: [
      ["adjacencyOffset", areaCount + 1],
      ["adjacencyTarget", directedEdgeCount],
      ["lockedTeam", areaCount],
      ["group", areaCount],
      ["baselineTeam", areaCount],
      ["homeArea", teamCount],
      ["forbiddenPairs", 2 * forbiddenCount],
    ],
  } as const;
}

function encodedByteLength(layout: ReturnType<typeof arrayLayout>): number {
  let byteLength = 4 * headerIntegers + 8 * (objectiveNames.length + 1);
  for (const [, length] of layout.float64) byteLength += 8 * length;
  for (const [, length] of layout.int32) byteLength += 4 * length;
  return byteLength;
}

/**
 * Throws when an array has not the length that n, k and m demand. That is a bug in the caller; what a user can get
 * wrong is answered by `validateProblem`.
 */
export function assertProblemShape(problem: DistrictingProblem): void {
  const { areaCount, teamCount, measureCount } = problem;
  const forbiddenCount = Math.floor((problem.forbiddenPairs ?? noPairs).length / 2);
  const layout = arrayLayout(areaCount, teamCount, measureCount, problem.adjacencyTarget.length, forbiddenCount);
  for (const [name, length] of [...layout.float64, ...layout.int32]) {
    const found = (problem[name] ?? noPairs).length;
    if (found !== length) throw new Error(`Problem array ${name} has ${found} elements, expected ${length}.`);
  }
}

const noPairs = new Int32Array(0);

/** Packs a problem into one transferable buffer (little-endian; about 8·m·n + 12·edges·2 + 52·n bytes). */
export function encodeProblem(problem: DistrictingProblem): ArrayBuffer {
  assertProblemShape(problem);
  const { areaCount, teamCount, measureCount } = problem;
  const directedEdgeCount = problem.adjacencyTarget.length;
  const forbiddenCount = (problem.forbiddenPairs ?? noPairs).length / 2;
  const layout = arrayLayout(areaCount, teamCount, measureCount, directedEdgeCount, forbiddenCount);
  const byteLength = encodedByteLength(layout);
  const buffer = new ArrayBuffer(byteLength);
  new Int32Array(buffer, 0, headerIntegers).set([
    magic,
    problemVersion,
    byteLength,
    areaCount,
    teamCount,
    measureCount,
    directedEdgeCount,
    problem.compactnessMeasure,
    forbiddenCount,
  ]);
  let position = 4 * headerIntegers;
  new Float64Array(buffer, position, objectiveNames.length + 1).set([
    ...objectiveNames.map((name) => problem.objective[name]),
    problem.movedWeightLimit ?? Number.POSITIVE_INFINITY,
  ]);
  position += 8 * (objectiveNames.length + 1);
  for (const [name, length] of layout.float64) {
    new Float64Array(buffer, position, length).set(problem[name]);
    position += 8 * length;
  }
  for (const [name, length] of layout.int32) {
    new Int32Array(buffer, position, length).set(problem[name] ?? noPairs);
    position += 4 * length;
  }
  return buffer;
}

/**
 * Reads a buffer made by `encodeProblem`. The arrays are views of the buffer, nothing is copied. Throws on a buffer
 * that is not a problem, has another version or another length than its header says; the content is not judged here.
 */
export function decodeProblem(buffer: ArrayBuffer): DistrictingProblem {
  if (buffer.byteLength < 4 * headerIntegers) {
    throw new Error(`Not a districting problem: ${buffer.byteLength} bytes, expected at least ${4 * headerIntegers}.`);
  }
  const header = new Int32Array(buffer, 0, headerIntegers);
  const [foundMagic, version, byteLength, areaCount = 0, teamCount = 0, measureCount = 0, directedEdgeCount = 0] =
    header;
  const [compactnessMeasure = 0, forbiddenCount = 0] = header.subarray(7);
  if (foundMagic !== magic) throw new Error(`Not a districting problem: magic ${foundMagic}, expected ${magic}.`);
  if (version !== problemVersion) throw new Error(`Problem version ${version}, expected ${problemVersion}.`);
  if (Math.min(areaCount, teamCount, measureCount, directedEdgeCount, forbiddenCount) < 0) {
    throw new Error(`Problem header has a negative count: ${[areaCount, teamCount, measureCount, directedEdgeCount]}.`);
  }
  const layout = arrayLayout(areaCount, teamCount, measureCount, directedEdgeCount, forbiddenCount);
  const expectedLength = encodedByteLength(layout);
  if (byteLength !== expectedLength || buffer.byteLength !== expectedLength) {
    throw new Error(`Problem buffer is ${buffer.byteLength} bytes, expected ${expectedLength}.`);
  }
  let position = 4 * headerIntegers;
  const weights = new Float64Array(buffer, position, objectiveNames.length + 1);
  position += 8 * (objectiveNames.length + 1);
  const arrays: Record<string, Float64Array | Int32Array> = {};
  for (const [name, length] of layout.float64) {
    arrays[name] = new Float64Array(buffer, position, length);
    position += 8 * length;
  }
  for (const [name, length] of layout.int32) {
    arrays[name] = new Int32Array(buffer, position, length);
    position += 4 * length;
  }
  const objective = Object.fromEntries(objectiveNames.map((name, index) => [name, weights[index]!]));
  return {
    areaCount,
    teamCount,
    measureCount,
    compactnessMeasure,
    objective,
    movedWeightLimit: weights[objectiveNames.length]!,
    ...arrays,
  } as unknown as DistrictingProblem;
}
