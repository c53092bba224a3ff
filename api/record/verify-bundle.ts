// Checks a bundle offline: everything that follows from something else in it is made once more and compared to the bit.
import { z } from "zod";
import { engineVersion } from "../../engine/engine-version.ts";
import { numberNames } from "../../engine/issue.ts";
import { relabelToBaseline } from "../../engine/least-change/relabel-teams.ts";
import { type DistrictingProblem, decodeProblem } from "../../engine/problem.ts";
import { problemHash } from "../../engine/problem-hash.ts";
import { prove } from "../../engine/proof/index.ts";
import { outcomeOf, type SolverEnd } from "../../engine/protocol.ts";
import { repetitionOptions } from "../../engine/repeat-run.ts";
import { serveSolver } from "../../engine/serve-solver.ts";
import type { Sentence } from "../contract/primitives.ts";
import type { Bound } from "../contract/runs.ts";
import { AppError } from "../errors.ts";
import { teamShares } from "../runs/problem.ts";
import { boundsOf, scoresOf } from "../runs/run-results.ts";
import { problemOfProof, proofGoal } from "../workers/analyses/proof.ts";
import { Bundle, bundleFamily, bundleFormat, hashedMembers, sha256Of } from "./bundle.ts";
import { numbersOf, withTeams } from "./bundle-numbers.ts";
import { boundOf, type ProvenBound, type RuledProblem } from "./plan-bound.ts";
import { movedAreaIndexes } from "./plan-origin.ts";
import { type Rebuilt, rebuiltProblem } from "./rebuild-problem.ts";

/** The first place where the file and what follows from it differ. */
export interface Difference {
  /** As in the file: "plan.teamIndexes.12". */
  readonly place: string;
  readonly message: Sentence;
}

/**
 * What was made once more. The plan's numbers always are. `run`: the search was done again, was another engine's than this
 * program has, could not be done again, or there was none.
 * `bound`: it was counted again, or it is taken from the file since only the run's long proof can give it.
 */
export interface Verification {
  /** `null`: everything is as it was. */
  readonly difference: Difference | null;
  readonly run: "repeated" | "other-engine" | "not-repeatable" | "none";
  readonly bound: "recounted" | "from-file";
}

/** `tell` hears what is being done and what was not, since a run may take minutes. */
export async function verifyBundle(text: string, tell: (sentence: Sentence) => void): Promise<Verification> {
  const reading = readBundle(text);
  if ("difference" in reading) return { difference: reading.difference, run: "none", bound: "from-file" };
  const { bundle, raw } = reading;
  const run = repetitionOf(bundle);
  for (const check of checks) {
    const difference = await check(bundle, tell);
    if (difference) return { difference, run, bound: "from-file" };
  }
  const difference = hashDifference(bundle, raw);
  if (difference) return { difference, run, bound: "from-file" };
  const fromFile = boundsFromFile(bundle);
  if (fromFile.length > 0) tell(boundFromFile(fromFile));
  return { difference, run, bound: fromFile.length > 0 ? "from-file" : "recounted" };
}

function repetitionOf({ run }: Bundle): Verification["run"] {
  if (run === null) return "none";
  if (!run.repeatable || run.teamIndexes === null || run.steps === null) return "not-repeatable";
  return run.engineVersion === engineVersion ? "repeated" : "other-engine";
}

function boundFromFile(goals: readonly Bound["goal"][]): Sentence {
  const listed = (words: readonly string[], and: string): string => {
    const rest = words.slice(0, -1).join(", ");
    return rest === "" ? words.join() : `${rest} ${and} ${words.at(-1)}`;
  };
  const sv = listed(
    goals.map((goal) => goalNames[goal].sv),
    "och",
  );
  const en = listed(
    goals.map((goal) => goalNames[goal].en),
    "and",
  );
  return {
    sv: `Den bevisade gränsen för ${sv} är tagen ur filen: körningens bevis tog längre tid än en kontroll får ta, och har inte gjorts om.`,
    en: `The proven bound of ${en} is taken from the file: the run's proof took longer than a check may take, and has not been done again.`,
  };
}

const goalNames: Readonly<Record<Bound["goal"], Sentence>> = {
  balance: { sv: "jämnheten", en: "balance" },
  change: { sv: "hur få som byter team", en: "how few change team" },
  borderLength: { sv: "gränslängden", en: "border length" },
  compactness: { sv: "sammanhållningen", en: "compactness" },
};

type Check = (bundle: Bundle, tell: (sentence: Sentence) => void) => Difference | null | Promise<Difference | null>;

const checks: readonly Check[] = [
  sizes,
  problemBytes,
  targets,
  numbers,
  comparison,
  runProblem,
  runAgain,
  runScores,
  handMoves,
  chosenProblem,
  bound,
];

function different(place: string, sv: string, en: string): Difference {
  return { place, message: { sv: `${place}: ${sv}`, en: `${place}: ${en}` } };
}

function readBundle(text: string): { bundle: Bundle; raw: Record<string, unknown> } | { difference: Difference } {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return { difference: different("filen", "är inte giltig JSON.", "is no valid JSON.") };
  }
  const format = z.object({ format: z.string() }).safeParse(raw).data?.format ?? "";
  if (format !== bundleFormat && format.startsWith(bundleFamily)) return { difference: otherFormat(format) };
  const parsed = Bundle.safeParse(raw);
  if (parsed.success) return { bundle: parsed.data, raw: raw as Record<string, unknown> };
  const [first] = parsed.error.issues;
  const keys = first?.code === "unrecognized_keys" ? first.keys : [];
  const place = [...(first?.path ?? []), ...keys.slice(0, 1)].join(".") || "filen";
  return {
    difference: different(place, "saknas, är okänd eller har fel form.", "is missing, unknown or of the wrong form."),
  };
}

function otherFormat(format: string): Difference {
  return different(
    "format",
    `filen har formatet ${format}, det här programmet läser ${bundleFormat}. Använd programversionen som gjorde filen.`,
    `the file has the format ${format}, this program reads ${bundleFormat}. Use the program's version that made the file.`,
  );
}

function bytesOf(encoded: { readonly bytes: string }): ArrayBuffer {
  return Uint8Array.from(Buffer.from(encoded.bytes, "base64")).buffer;
}

function decoded(encoded: Bundle["problem"], place: string): DistrictingProblem | Difference {
  const buffer = bytesOf(encoded);
  if (problemHash(buffer) !== encoded.sha256) {
    return different(
      `${place}.bytes`,
      "har en annan kontrollsumma än den som anges.",
      "has another checksum than is told.",
    );
  }
  try {
    return decodeProblem(buffer);
  } catch {
    return different(`${place}.bytes`, "går inte att läsa som ett problem.", "cannot be read as a problem.");
  }
}

const isDifference = (value: DistrictingProblem | Difference): value is Difference => "place" in value;

function sizes({ plan, division, compared, run }: Bundle): Difference | null {
  const expected = division.areas.length;
  const lists = [
    ["plan.teamIndexes", plan.teamIndexes, plan.teams.length],
    ...(compared ? [["compared.teamIndexes", compared.teamIndexes, compared.teams.length] as const] : []),
    ...(run?.teamIndexes ? [["run.teamIndexes", run.teamIndexes, run.teams.length] as const] : []),
  ] as const;
  for (const [place, teamIndexes, teamCount] of lists) {
    if (teamIndexes.length !== expected) {
      return different(
        place,
        `har ${teamIndexes.length} områden, väntat ${expected}.`,
        `has ${teamIndexes.length} areas, expected ${expected}.`,
      );
    }
    const wrong = teamIndexes.findIndex((teamIndex) => teamIndex >= teamCount);
    if (wrong >= 0)
      return different(`${place}.${wrong}`, "är ett team som inte finns.", "is a team that is not there.");
  }
  return null;
}

function problemBytes({ problem, plan, division, measures }: Bundle): Difference | null {
  const found = decoded(problem, "problem");
  if (isDifference(found)) return found;
  for (const [name, count, expected] of [
    ["areaCount", found.areaCount, division.areas.length],
    ["teamCount", found.teamCount, plan.teams.length],
    ["measureCount", found.measureCount, measures.length],
  ] as const) {
    if (count !== expected)
      return different(`problem.${name}`, `är ${count}, väntat ${expected}.`, `is ${count}, expected ${expected}.`);
  }
  return null;
}

/** The targets follow from the teams' positions, or from what the rules say instead. */
function targets({ problem, plan, compared }: Bundle): Difference | null {
  const { targetShare } = decodeProblem(bytesOf(problem));
  const shares = teamShares(plan.teams, plan.targets);
  const wrong = targetShare.findIndex((share, place) => share !== shares[place % plan.teams.length]);
  if (wrong < 0) {
    return tellShares(plan, "plan") ?? (compared && tellShares(compared, "compared"));
  }
  const team = wrong % plan.teams.length;
  return different(
    `plan.teams.${team}`,
    `tjänsterna och villkoren ger teamet ${plan.teams[team]!.letter} andelen ${shares[team]}, men problemet har ${targetShare[wrong]}.`,
    `the positions and rules give team ${plan.teams[team]!.letter} the share ${shares[team]}, but the problem has ${targetShare[wrong]}.`,
  );
}

/** Each team's share is told with the team too. */
function tellShares({ teams, targets }: Pick<Bundle["plan"], "teams" | "targets">, place: string): Difference | null {
  const told = teams.map(({ targetShare }) => targetShare);
  return firstDifference(told, teamShares(teams, targets), `${place}.targetShare`);
}

function numbers({ problem, plan, numbers: told }: Bundle): Difference | null {
  return firstDifference(told, numbersOf(decodeProblem(bytesOf(problem)), plan.teamIndexes), "numbers");
}

function comparison({ problem, plan, compared }: Bundle): Difference | null {
  if (!compared) return null;
  const counted = numbersOf(withTeams(decodeProblem(bytesOf(problem)), compared.teams), compared.teamIndexes);
  return (
    firstDifference(compared.numbers, counted, "compared.numbers") ??
    firstDifference(compared.movedAreaIndexes, movedAreaIndexes(plan, compared), "compared.movedAreaIndexes")
  );
}

/** The rules of the run give the problem that it was done on. */
function runProblem(bundle: Bundle): Difference | null {
  const { run } = bundle;
  if (!run) return null;
  const stored = decoded(run.problem, "run.problem");
  if (isDifference(stored)) return stored;
  if (stored.areaCount !== bundle.division.areas.length || stored.teamCount !== run.teams.length) {
    return different("run.problem", "har ett annat antal områden eller team.", "has another number of areas or teams.");
  }
  // A repair moves as little as it can from its own plan, whatever the rules say of moving.
  const rules = run.kind === "mend" ? { ...run.rules, movedAtMost: null } : run.rules;
  return rebuiltDifference({ teams: run.teams, rules }, bundle, stored, run.problem.sha256, "run");
}

/** Rules that were chosen for the plan give the problem that judges it. */
function chosenProblem(bundle: Bundle): Difference | null {
  const { rules, problem } = bundle.judgedBy;
  if (!rules || !problem) return null;
  const stored = decoded(problem, "judgedBy.problem");
  if (isDifference(stored)) return stored;
  if (stored.areaCount !== bundle.division.areas.length || stored.teamCount !== bundle.plan.teams.length) {
    return different(
      "judgedBy.problem",
      "har ett annat antal områden eller team.",
      "has another number of areas or teams.",
    );
  }
  const { targets: wanted, shares } = bundle.plan.targets;
  return (
    firstDifference({ targets: rules.targets, shares: rules.shares }, { targets: wanted, shares }, "judgedBy.rules") ??
    rebuiltDifference({ teams: bundle.plan.teams, rules }, bundle, stored, problem.sha256, "judgedBy")
  );
}

function rebuiltDifference(
  ruled: Rebuilt,
  bundle: Bundle,
  stored: DistrictingProblem,
  sha256: string,
  place: "run" | "judgedBy",
): Difference | null {
  if (stored.measureCount !== ruled.rules.balancedMeasures.length) {
    return different(`${place}.rules.balancedMeasures`, "är inte problemets mått.", "are not the problem's measures.");
  }
  try {
    const rebuilt = rebuiltProblem(ruled, bundle, stored);
    return problemHash(rebuilt) === sha256 ? null : arrayDifference(stored, decodeProblem(rebuilt), place);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const [violation] = error.violations;
    return different(
      `${place}.rules`,
      `ger inget problem: ${violation?.message.sv ?? error.code}`,
      `give no problem: ${violation?.message.en ?? error.code}`,
    );
  }
}

function arrayDifference(stored: DistrictingProblem, rebuilt: DistrictingProblem, place: string): Difference {
  const names = Object.keys(stored) as (keyof DistrictingProblem)[];
  for (const name of names) {
    const found = firstDifference(plain(stored[name]), plain(rebuilt[name]), name);
    if (!found) continue;
    return different(
      `${place}.rules`,
      `villkoren ger ett annat problem än det sparade: ${found.message.sv}`,
      `the rules give another problem than the stored one: ${found.message.en}`,
    );
  }
  return different(`${place}.problem`, "har andra byte än villkoren ger.", "has other bytes than the rules give.");
}

const plain = (value: unknown): unknown => (ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : value);

/** The solver once more: same problem, seed and steps. */
async function runAgain({ run, division }: Bundle, tell: (sentence: Sentence) => void): Promise<Difference | null> {
  if (!run) return null;
  if (!run.repeatable || run.teamIndexes === null || run.steps === null) {
    tell({
      sv: "Sökningen bakom förslaget görs inte om: hur långt den kom berodde på datorn. Problem, villkor och siffror räknas om.",
      en: "The search behind the plan is not done again: how far it came depended on the machine. Problem, rules and numbers are counted again.",
    });
    return null;
  }
  if (run.engineVersion !== engineVersion) {
    tell({
      sv: `Sökningen görs inte om: körningen gjordes med motor ${run.engineVersion}, det här programmet har ${engineVersion}. Använd programversionen som hör till. Problem, villkor och siffror räknas om.`,
      en: `The search is not done again: the run was done with engine ${run.engineVersion}, this program has ${engineVersion}. Use the program's version that belongs to it. Problem, rules and numbers are counted again.`,
    });
    return null;
  }
  tell({
    sv: `Gör om körningen: frö ${run.seed}, ${run.steps} steg …`,
    en: `Doing the run again: seed ${run.seed}, ${run.steps} steps …`,
  });
  const buffer = bytesOf(run.problem);
  const outcome = outcomeOf(await solved(buffer, repetitionOptions({ ...run, steps: run.steps })), run.stopped);
  if (outcome.kind !== "plan")
    return different("run", "gav ingen indelning den här gången.", "gave no division this time.");
  const found = relabelToBaseline(decodeProblem(buffer), outcome.assignment);
  const area = run.teamIndexes.findIndex((teamIndex, areaIndex) => teamIndex !== found[areaIndex]);
  if (area < 0) return null;
  const letter = (teamIndex: number | undefined) => run.teams[teamIndex ?? -1]?.letter ?? "–";
  const { code, name } = division.areas[area]!;
  return different(
    `run.teamIndexes.${area}`,
    `området ${code} ${name} är ${letter(run.teamIndexes[area])} i filen, men körningen ger ${letter(found[area])}.`,
    `area ${code} ${name} is ${letter(run.teamIndexes[area])} in the file, but the run gives ${letter(found[area])}.`,
  );
}

function solved(problem: ArrayBuffer, options: ReturnType<typeof repetitionOptions>): Promise<SolverEnd> {
  return new Promise((resolve, reject) => {
    const serve = serveSolver({
      post: (response) => {
        if (response.type !== "progress") resolve(response);
      },
      nowMs: () => performance.now(),
      pause: () => new Promise((go) => setImmediate(go)),
    });
    serve({ type: "solve", runId: "verify", problem, options }).catch(reject);
  });
}

function runScores({ run, division, measures }: Bundle): Difference | null {
  if (!run?.scores || !run.teamIndexes) return null;
  const nameOf = (index: number) =>
    measures.find(({ key }) => key === run.rules.balancedMeasures[index]?.measureKey)?.nameSv;
  const names = {
    area: (areaIndex: number) => `${division.areas[areaIndex]!.code} ${division.areas[areaIndex]!.name}`,
    team: (teamIndex: number) => run.teams[teamIndex]?.letter ?? String(teamIndex + 1),
    measure: (measureIndex: number) => nameOf(measureIndex) ?? String(measureIndex + 1),
  };
  const { violations: _told, ...told } = run.scores;
  const problem = decodeProblem(bytesOf(run.problem));
  const { violations: _counted, ...counted } = scoresOf(
    { problem, names, reasons: [], remarks: [] },
    Int32Array.from(run.teamIndexes),
  );
  return firstDifference(told, counted, "run.scores");
}

function handMoves({ run, plan }: Bundle): Difference | null {
  if (!run?.teamIndexes) return null;
  const moved = movedAreaIndexes(plan, { teams: run.teams, teamIndexes: run.teamIndexes }).map((areaIndex) => [
    areaIndex,
    plan.teamIndexes[areaIndex]!,
  ]);
  return firstDifference(run.handMoves, moved, "run.handMoves");
}

function bound(bundle: Bundle): Difference | null {
  const { plan, division, measures, problem, bound: told } = bundle;
  const own = decodeProblem(bytesOf(problem));
  return (
    refutedBound(bundle) ??
    firstDifference(told, boundOf(plan, ruledProblemOf(bundle), own, division.areas, measures), "bound")
  );
}

/** That no plan can be better than the bound is refuted by the run's own, where that is. */
function refutedBound({ run }: Bundle): Difference | null {
  if (!run?.teamIndexes || run.bounds.length === 0) return null;
  const problem = decodeProblem(bytesOf(run.problem));
  const counted = boundsOf({ problem, names: numberNames }, run.bounds, Int32Array.from(run.teamIndexes));
  for (const [place, { goal, bound }] of run.bounds.entries()) {
    const reached = counted.find((own) => own.goal === goal)?.reached ?? null;
    if (reached === null || bound <= reached * (1 + 1e-6)) continue;
    return different(
      `run.bounds.${place}.bound`,
      `säger att ingen indelning kan vara bättre än ${bound}, men körningens egen har ${reached}.`,
      `says that no division can be better than ${bound}, but the run's own has ${reached}.`,
    );
  }
  return null;
}

function ruledProblemOf({ judgedBy, run }: Bundle): RuledProblem | null {
  if (judgedBy.kind === "run" && run) {
    const problem = decodeProblem(bytesOf(run.problem));
    return { kind: "run", rules: run.rules, problem, proven: run.bounds };
  }
  if (judgedBy.kind !== "rule-set" || !judgedBy.rules || !judgedBy.problem) return null;
  const problem = decodeProblem(bytesOf(judgedBy.problem));
  return { kind: "rule-set", rules: judgedBy.rules, problem, proven: [] };
}

/** For each goal a proof is given so long. */
const recountMs = 20_000;

/**
 * What the problem gives by itself is always counted again. What a run proved is too, where the engine's own arguments,
 * without the mixed-integer solver, come as far again; answers the goals of which they do not.
 */
function boundsFromFile({ bound: told, run }: Bundle): Bound["goal"][] {
  if (!run) return [];
  const claims: ProvenBound[] = [
    ...(told.provenByRun ? [{ goal: "balance" as const, bound: told.boundFraction }] : []),
    ...(told.goals ?? []).filter(({ bound }) => bound > 0),
  ];
  if (claims.length === 0) return [];
  const stored = decoded(run.problem, "run.problem");
  return claims
    .filter((claim) => isDifference(stored) || !isProvenAgain(stored, claim, run.teamIndexes))
    .map(({ goal }) => goal);
}

function isProvenAgain(
  problem: DistrictingProblem,
  { goal, bound }: ProvenBound,
  plan: readonly number[] | null,
): boolean {
  const began = performance.now();
  const proving = prove(problemOfProof(problem, goal), proofGoal[goal], plan ? { plan: Int32Array.from(plan) } : {});
  for (;;) {
    const { done, value } = proving.next();
    if (value.bound >= bound * (1 - 1e-9)) return true;
    if (done || performance.now() - began >= recountMs) return false;
  }
}

/** Names, periods and what else follows from nothing in the file. */
function hashDifference({ hashes }: Bundle, raw: Record<string, unknown>): Difference | null {
  for (const name of hashedMembers) {
    if (hashes[name] === sha256Of(JSON.stringify(raw[name]))) continue;
    return different(
      name,
      "har en annan kontrollsumma än den som anges i filen.",
      "has another checksum than the file tells.",
    );
  }
  return null;
}

/** Where two plain values first differ, in the order of the second. */
function firstDifference(told: unknown, counted: unknown, place: string): Difference | null {
  if (Object.is(told, counted)) return null;
  if (typeof told === "object" && typeof counted === "object" && told !== null && counted !== null) {
    const keys = [...new Set([...Object.keys(counted), ...Object.keys(told)])];
    for (const key of keys) {
      const inner = (value: object) => (value as Record<string, unknown>)[key];
      const found = firstDifference(inner(told), inner(counted), `${place}.${key}`);
      if (found) return found;
    }
    return null;
  }
  return different(
    place,
    `är ${shown(told)} i filen, men blir ${shown(counted)}.`,
    `is ${shown(told)} in the file, but becomes ${shown(counted)}.`,
  );
}

const shown = (value: unknown): string =>
  value === undefined ? "inget" : z.json().safeParse(value).success ? JSON.stringify(value) : String(value);
