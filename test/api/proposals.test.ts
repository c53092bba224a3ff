// Proposals on both databases: saved rules, checks before a run, bounds, the frontier, repairs, prices, alternatives and "why here".
import { beforeAll, expect, it } from "vitest";
import type { AreaExplanation, PlanExplanation, PlanRules } from "../../api/contract/explanations.ts";
import type { Plan } from "../../api/contract/plans.ts";
import type { AreaGroup, RuleSet, RulesCheck } from "../../api/contract/rules.ts";
import type { NewRun, Run, SolutionDetail } from "../../api/contract/runs.ts";
import { forEachDatabase, takesLongPart } from "../support/databases.ts";
import { areaCount, childrenOf, codeOf, gridMunicipality, ids, suppressedArea } from "./support/seeded-municipality.ts";
import { type Client, type ServiceUnderTest, startService } from "./support/service-under-test.ts";

const base = `/api/${gridMunicipality}`;
const teams = ids.teams.map((teamId) => ({ teamId, investigationPositions: 6, firstLinePositions: 2 }));
const rules: NewRun["rules"] = { balancedMeasures: [{ measureKey: "children-0-19", toleranceFraction: 0.1 }] };
const order = { divisionId: ids.division, teams, rules };
const children = (areaIndex: number): number => (areaIndex === suppressedArea ? 0 : childrenOf(areaIndex));
/** Four stripes of a row and a half each: connected, and far from even. */
const uneven = Array.from({ length: areaCount }, (_, areaIndex) => {
  const row = Math.floor(areaIndex / 6);
  return row < 3 ? 0 : row - 2;
});

forEachDatabase("proposals", (open, kind) => {
  /** For what the engine takes seconds for, and the database keeps as it keeps the others. */
  const itOnce = takesLongPart(kind) ? it : () => {};
  let under: ServiceUnderTest;
  let planner: Client;
  let draft: Plan;

  beforeAll(async () => {
    under = await startService(open);
    planner = await under.as("planner");
    draft = await planWith(uneven);
  }, 120_000);

  async function planWith(teamIndexes: readonly number[]): Promise<Plan> {
    const made = await planner
      .send("post", `${base}/plans`)
      .send({ name: "Utkast", from: { kind: "empty", divisionId: ids.division, teamIds: ids.teams } });
    const saved = await planner
      .send("put", `${base}/plans/${made.body.id}/assignment`)
      .set("If-Match", `"${made.body.version}"`)
      .send({ teamIndexes });
    expect(saved.status, saved.text).toBe(200);
    return saved.body as Plan;
  }

  async function run(change: object): Promise<Run> {
    const started = await planner.send("post", `${base}/runs`).send({ ...order, ...change });
    expect(started.status, started.text).toBe(202);
    await under.service.runs.ended(started.body.id);
    return (await planner.send("get", `${base}/runs/${started.body.id}`)).body as Run;
  }

  async function solution(of: Run, number: number): Promise<SolutionDetail> {
    const answer = await planner.send("get", `${base}/runs/${of.id}/solutions/${number}`);
    expect(answer.status, answer.text).toBe(200);
    return answer.body as SolutionDetail;
  }

  it("saves rules under a name, keeps every version, and shows with a run the one it used", async () => {
    const made = await planner.send("post", `${base}/rule-sets`).send({ name: "Jämn fördelning", ...order });
    expect(made.status, made.text).toBe(201);
    const first = made.body as RuleSet;
    expect(first).toMatchObject({ version: 1, author: "planner (demo)" });
    const looser = {
      balancedMeasures: [{ measureKey: "children-0-19", toleranceFraction: 0.2, reason: "Nämnden vill ha spelrum." }],
      locks: [{ areaCode: codeOf(0), teamId: ids.teams[0], reason: "Familjecentralen." }],
      reasons: { whole: "Andra omgången." },
    };
    const change = (version: number) =>
      planner
        .send("put", `${base}/rule-sets/${first.id}`)
        .set("If-Match", `"${version}"`)
        .send({ name: "Jämn fördelning", ...order, rules: looser });
    expect((await change(1)).body.version).toBe(2);
    expect((await change(1)).status).toBe(412);
    const { versions } = (await planner.send("get", `${base}/rule-sets/${first.id}`)).body;
    expect(versions.map((each: RuleSet) => [each.version, each.rules.balancedMeasures[0]!.toleranceFraction])).toEqual([
      [2, 0.2],
      [1, 0.1],
    ]);
    const [newer, older] = versions as RuleSet[];
    expect([
      newer!.rules.balancedMeasures[0]!.reason,
      newer!.rules.locks[0]!.reason,
      newer!.rules.reasons.whole,
    ]).toEqual(["Nämnden vill ha spelrum.", "Familjecentralen.", "Andra omgången."]);
    expect([older!.rules.balancedMeasures[0]!.reason, older!.rules.reasons.whole]).toEqual(["", ""]);
    const listed = (await planner.send("get", `${base}/rule-sets?divisionId=${ids.division}`)).body.ruleSets;
    expect(listed.filter((each: RuleSet) => each.id === first.id).map((each: RuleSet) => each.version)).toEqual([2]);
    const used = await run({ ruleSet: { id: first.id, version: 1 }, rules: first.rules, stepLimit: 2_000 });
    expect(used.ruleSet).toEqual({ id: first.id, version: 1, name: "Jämn fördelning" });
    const other = await planner
      .send("post", `${base}/runs`)
      .send({ ...order, ruleSet: { id: first.id, version: 2 }, stepLimit: 2_000 });
    expect(other.body).toMatchObject({ code: "reference.unknown", violations: [{ field: "ruleSet" }] });
    const away = planner.send("delete", `${base}/rule-sets/${first.id}`).set("If-Match", `"2"`);
    expect((await away).status).toBe(204);
    expect((await planner.send("get", `${base}/rule-sets/${first.id}`)).status).toBe(404);
    expect((await planner.send("get", `${base}/runs/${used.id}`)).body.ruleSet.name).toBe("Jämn fördelning");
    const back = await planner.send("post", `${base}/rule-sets/${first.id}/undelete`);
    expect([back.status, back.body]).toEqual([200, newer]);
    expect((await planner.send("get", `${base}/rule-sets/${first.id}`)).body.versions).toEqual(versions);
    expect((await planner.send("post", `${base}/rule-sets/${ids.absent}/undelete`)).status).toBe(404);
  });

  it("saves groups of areas that rules can be made of, and refuses areas that do not exist", async () => {
    const input = { divisionId: ids.division, name: "Centrum", areaCodes: [codeOf(0), codeOf(1)] };
    const made = await planner.send("post", `${base}/area-groups`).send(input);
    expect(made.status, made.text).toBe(201);
    expect((await planner.send("post", `${base}/area-groups`).send(input)).status).toBe(409);
    const wrong = await planner
      .send("post", `${base}/area-groups`)
      .send({ ...input, name: "Fel", areaCodes: ["0101", "99", "9999"] });
    expect(wrong.body.violations.map((each: { field: string }) => each.field)).toEqual(["areaCodes.1", "areaCodes.2"]);
    const changed = await planner
      .send("put", `${base}/area-groups/${made.body.id}`)
      .set("If-Match", `"1"`)
      .send({ ...input, name: "Inre Centrum" });
    expect(changed.body).toMatchObject({ name: "Inre Centrum", version: 2 });
    const groups = (await planner.send("get", `${base}/area-groups`)).body.groups as AreaGroup[];
    expect(groups.map(({ name }) => name)).toContain("Inre Centrum");
    const gone = planner.send("delete", `${base}/area-groups/${made.body.id}`).set("If-Match", `"2"`);
    expect((await gone).status).toBe(204);
  });

  it("says before a run what is impossible, and how much the tolerance would have to give", async () => {
    const check = async (change: object) => {
      const answer = await planner
        .send("post", `${base}/runs/check`)
        .send({ ...order, rules: { ...rules, ...change } });
      expect(answer.status, answer.text).toBe(200);
      return answer.body as RulesCheck;
    };
    const good = await check({});
    expect(good).toMatchObject({ possible: true, reasons: [] });
    const total = Array.from({ length: areaCount }, (_, areaIndex) => children(areaIndex)).reduce((a, b) => a + b);
    expect(good.measures[0]!.total).toBe(total);
    for (const target of good.measures[0]!.targets) expect(target).toBeCloseTo(total / 4, 6);
    const half = ["01", "02", "03"].flatMap((row) => [1, 2, 3, 4, 5, 6].map((column) => `${row}0${column}`));
    const heavy = await check({ keepTogether: [{ name: "hälften", areaCodes: half }] });
    expect(heavy.possible).toBe(false);
    expect(heavy.reasons[0]!.sv).toMatch(
      /Toleransen skulle behöva vara minst \d+,\d+\u00a0% i stället för 10,0\u00a0%/,
    );
    const five = [0, 1, 2, 3, 4].map(codeOf);
    const apart = await check({
      keepApart: five.flatMap((code, place) => five.slice(place + 1).map((other) => ({ areaCodes: [code, other] }))),
    });
    expect(apart.possible).toBe(false);
    expect(apart.reasons[0]!.sv).toMatch(
      /^Områdena 0101 .+ får inte dela team med varandra, så de behöver fem team, men det finns bara fyra\./,
    );
    const inNumber = await check({
      balancedMeasures: [{ measureKey: "children-0-19", toleranceFraction: 1, toleranceNumber: 361 }],
    });
    expect(inNumber.measures[0]!.toleranceFraction).toBeCloseTo(361 / (total / 4), 12);
    const byHand = await check({
      targets: "shares",
      shares: ids.teams.map((teamId, place) => ({ teamId, share: place === 0 ? 2 : 1 })),
    });
    expect(byHand.measures[0]!.targets[0]! / byHand.measures[0]!.targets[1]!).toBeCloseTo(2, 9);
    const missing = await planner
      .send("post", `${base}/runs/check`)
      .send({ ...order, rules: { ...rules, targets: "shares" } });
    expect(missing.body.violations[0].field).toBe("rules.shares");
  });

  it("names runs, takes them out of the list and back, and never while they are under way", async () => {
    const { id, version, name } = await run({ stepLimit: 1_000 });
    expect([version, name]).toEqual([1, null]);
    const label = (body: object, ifVersion: number, run = id) =>
      planner.send("put", `${base}/runs/${run}`).set("If-Match", `"${ifVersion}"`).send(body);
    const listed = async () =>
      ((await planner.send("get", `${base}/runs`)).body.runs as Run[]).find((own) => own.id === id)?.name;
    expect((await label({ name: "Efter mötet", removed: false }, 1)).body).toEqual({
      id,
      name: "Efter mötet",
      removed: false,
      version: 2,
    });
    expect(await listed()).toBe("Efter mötet");
    expect((await label({ name: "Annat", removed: false }, 1)).status).toBe(412);
    expect((await label({ name: "19121212-1212", removed: false }, 2)).body.code).toBe("text.personal-number");
    expect((await label({ name: "Efter mötet", removed: true }, 2)).body.removed).toBe(true);
    expect(await listed()).toBeUndefined();
    // What rests on it still reads it.
    expect((await planner.send("get", `${base}/runs/${id}`)).body).toMatchObject({ id, removed: true });
    expect((await label({ name: "Efter mötet", removed: false }, 3)).body.version).toBe(4);
    expect(await listed()).toBe("Efter mötet");
    const started = await planner.send("post", `${base}/runs`).send({ ...order, secondsLimit: 60 });
    const early = await label({ name: null, removed: true }, 1, started.body.id);
    expect([early.status, early.body.code]).toEqual([409, "run.not-finished"]);
    const ended = under.service.runs.ended(started.body.id);
    await planner.send("post", `${base}/runs/${started.body.id}/stop`);
    await ended;
    expect((await label({ name: null, removed: true }, 1, ids.division)).status).toBe(404);
  });

  it("keeps areas apart, and moves no more than allowed", async () => {
    const apart = await run({
      stepLimit: 30_000,
      rules: { ...rules, keepApart: [{ areaCodes: [codeOf(0), codeOf(1)] }] },
    });
    expect(apart.scores?.feasible, JSON.stringify(apart.scores)).toBe(true);
    expect(apart.teamIndexes![0]).not.toBe(apart.teamIndexes![1]);
    const even = await run({ stepLimit: 30_000 });
    const plan = await planWith(even.teamIndexes!);
    const limited = await run({
      stepLimit: 30_000,
      rules: { ...rules, baselinePlanId: plan.id, movedAtMost: childrenOf(20) * 2 },
    });
    expect(limited.scores?.feasible, JSON.stringify(limited.scores)).toBe(true);
    const moved = limited.teamIndexes!.reduce(
      (sum, team, areaIndex) => sum + (team === even.teamIndexes![areaIndex] ? 0 : children(areaIndex)),
      0,
    );
    expect(moved).toBeLessThanOrEqual(childrenOf(20) * 2);
    expect(limited.changes).toMatchObject([
      {
        from: "baseline",
        weight: moved,
        areaCount: limited.teamIndexes!.filter((team, areaIndex) => team !== even.teamIndexes![areaIndex]).length,
      },
    ]);
    const { runs } = (await planner.send("get", `${base}/runs`)).body;
    expect(runs.find(({ id }: Run) => id === limited.id).changes).toEqual(limited.changes);
  });

  it("proves beside the search how good any division could be, and says it in a sentence", async () => {
    const { status, bounds, scores } = await run({ secondsLimit: 2 });
    expect(status).toBe("finished");
    expect(bounds.map(({ goal }) => goal)).toEqual(["balance", "borderLength", "compactness"]);
    const [balance, border, compactness] = bounds;
    expect(balance).toMatchObject({ goal: "balance", reached: scores!.largestDeviationFractions[0] });
    expect(balance!.bound).toBeLessThanOrEqual(balance!.reached!);
    expect(balance!.sentence.sv).toMatch(/fyra sammanhängande team/);
    expect(balance!.sentence.en).toMatch(/four connected teams/);
    expect(border!.reached).toBe(scores!.cutBorderLengthM);
    expect(border!.bound).toBeGreaterThan(0);
    expect(border!.bound).toBeLessThanOrEqual(border!.reached! * (1 + 1e-6));
    expect(border!.sentence.sv).toMatch(/kortare gräns mellan teamen/);
    expect(compactness!.bound).toBeGreaterThan(0);
    expect(compactness!.bound).toBeLessThanOrEqual(compactness!.reached! * (1 + 1e-6));
  });

  it("proves how few must change team where the rules aim at that or limit it", async () => {
    // Everything in one team but an area each in the others: much has to move whatever is done.
    const lopsided = Array.from({ length: areaCount }, (_, areaIndex) => (areaIndex < 3 ? areaIndex + 1 : 0));
    const { id: baselinePlanId } = await planWith(lopsided);
    const goals = { compactness: 0, borderLength: 0, leastChange: 1 };
    const { bounds, changes, status } = await run({ secondsLimit: 2, rules: { ...rules, goals, baselinePlanId } });
    expect(status).toBe("finished");
    expect(bounds.map(({ goal }) => goal)).toEqual(["balance", "change"]);
    const [, change] = bounds;
    const total = Array.from({ length: areaCount }, (_, areaIndex) => children(areaIndex)).reduce((a, b) => a + b);
    expect(change!.reached).toBe(changes.find(({ from }) => from === "baseline")!.weight);
    expect(change!.bound).toBeGreaterThan(total / 2);
    expect(change!.bound).toBeLessThanOrEqual(change!.reached!);
    expect(change!.sentence.sv).toMatch(/flytta(r)? färre/);
  });

  it("says of a draft that breaks the rules how short any border could be, and nothing of its own", async () => {
    const proof = await run({ kind: "proof", planId: draft.id, secondsLimit: 2 });
    const border = proof.bounds.find(({ goal }) => goal === "borderLength")!;
    expect(border).toMatchObject({ reached: null, gapFraction: null });
    expect(border.bound).toBeGreaterThan(0);
    expect(border.sentence.sv).toMatch(/^Ingen indelning .* kan ha kortare gräns mellan teamen än [\d,]+ k?m\.$/);
  });

  it("finds the frontier from today's division, each point a plan with what it moves in order of effect", async () => {
    const frontier = await run({
      kind: "frontier",
      stepLimit: 20_000,
      secondsLimit: 4,
      rules: { ...rules, baselinePlanId: draft.id },
    });
    expect(frontier.status, JSON.stringify(frontier.failure)).toMatch(/finished|stopped/);
    const { solutions } = frontier;
    expect(solutions.length).toBeGreaterThan(3);
    expect(solutions[0]!.movedWeight).toBe(0);
    for (const [place, point] of solutions.slice(1).entries()) {
      expect(point.movedWeight).toBeGreaterThan(solutions[place]!.movedWeight);
      expect(point.largestDeviationFractions[0]!).toBeLessThan(solutions[place]!.largestDeviationFractions[0]!);
      expect(point.movedAtLeast!).toBeLessThanOrEqual(point.movedWeight);
    }
    const last = solutions.at(-1)!;
    const { moved, teamIndexes } = await solution(frontier, last.solution);
    const expected = teamIndexes.flatMap((team, areaIndex) => (team === uneven[areaIndex] ? [] : [areaIndex]));
    expect(moved.map(({ areaIndex }) => areaIndex).sort((a, b) => a - b)).toEqual(expected);
    expect(moved.map(({ effect }) => effect)).toEqual(moved.map(({ effect }) => effect).toSorted((a, b) => b - a));
    expect(moved.reduce((sum, { weight }) => sum + weight, 0)).toBe(last.movedWeight);
    expect(last.changes).toMatchObject([{ from: "baseline", weight: last.movedWeight, areaCount: moved.length }]);
    const kept = await planner
      .send("post", `${base}/plans`)
      .send({ name: "Punkt", from: { kind: "run", runId: frontier.id, solution: last.solution } });
    expect(kept.status, kept.text).toBe(201);
    expect(kept.body.teamIndexes).toEqual(teamIndexes);
    const repeated = await planner.send("post", `${base}/runs/${frontier.id}/repeat`).send();
    expect(repeated.body.code).toBe("run.not-repeatable");
  });

  it("mends a draft with the smallest change, also one with areas left over", async () => {
    const broken = await planWith(uneven.map((team, areaIndex) => (areaIndex === 14 ? -1 : team)));
    const mended = await run({ kind: "mend", planId: broken.id, stepLimit: 20_000, secondsLimit: 4 });
    expect(mended.status, JSON.stringify(mended.failure)).toMatch(/finished|stopped/);
    expect(mended.scores?.feasible, JSON.stringify(mended.scores)).toBe(true);
    const [repair] = mended.solutions;
    const { moved, teamIndexes, baselineBorderLengthM } = await solution(mended, 0);
    expect(teamIndexes).toEqual(mended.teamIndexes);
    expect(baselineBorderLengthM, "of the draft that is mended").toBeGreaterThan(0);
    expect(teamIndexes[14]).toBeGreaterThanOrEqual(0);
    expect(moved.every(({ areaIndex }) => areaIndex !== 14)).toBe(true);
    expect(repair!.movedWeight).toBeGreaterThanOrEqual(repair!.movedAtLeast!);
  });

  itOnce("mends a draft with its locks kept, and says which lock stands against a repair", async () => {
    const broken = await planWith(uneven);
    const lock = async (areaCodes: string[], teamIds: string[], version: number) => {
      const answer = await planner
        .send("put", `${base}/plans/${broken.id}/locks`)
        .set("If-Match", `"${version}"`)
        .send({ areaCodes, teamIds });
      expect(answer.status, answer.text).toBe(200);
    };
    const free = await run({ kind: "mend", planId: broken.id, stepLimit: 20_000, secondsLimit: 4 });
    const [first] = (await solution(free, 0)).moved;
    await lock([codeOf(first!.areaIndex)], [], 1);
    const mended = await run({ kind: "mend", planId: broken.id, stepLimit: 20_000, secondsLimit: 4 });
    expect(mended.teamIndexes![first!.areaIndex]).toBe(uneven[first!.areaIndex]);
    expect(mended.scores?.feasible, JSON.stringify(mended.scores)).toBe(true);
    expect(mended.remarks.map(({ sv }) => sv).join()).toContain(codeOf(first!.areaIndex));
    await lock([], [ids.teams[0]!], 2);
    const refused = await planner.send("post", `${base}/runs`).send({ ...order, kind: "mend", planId: broken.id });
    expect(refused.status).toBe(422);
    expect(refused.text).toMatch(/Team A är låst i utkastet och ligger .* sitt mål/);
  });

  it("finds alternatives that really differ, with the share between each pair", async () => {
    const { status, solutions, differences, failure } = await run({
      kind: "alternatives",
      stepLimit: 10_000,
      secondsLimit: 60,
    });
    expect(status, JSON.stringify(failure)).toMatch(/finished|stopped/);
    expect(solutions.length).toBeGreaterThanOrEqual(2);
    expect(solutions.every(({ feasible }) => feasible)).toBe(true);
    expect(differences).toHaveLength(solutions.length);
    const goals = solutions.map(({ weighedGoals }) => weighedGoals!);
    expect(Math.min(...goals)).toBe(goals[0]);
    for (const [one, row] of differences.entries()) {
      expect(row[one]).toBe(0);
      for (const [other, difference] of row.entries())
        if (other !== one) expect(difference).toBeGreaterThanOrEqual(0.05);
    }
  });

  it("tells what each rule costs a plan, the dearest first", async () => {
    const { status, prices, failure } = await run({
      kind: "prices",
      planId: draft.id,
      stepLimit: 30_000,
      secondsLimit: 60,
      rules: {
        ...rules,
        locks: [0, 5].map((area) => ({ areaCode: codeOf(area), teamId: ids.teams[0]! })),
        keepTogether: [{ name: "Två intill", areaCodes: [codeOf(1), codeOf(2)] }],
      },
    });
    expect(status, JSON.stringify(failure)).toBe("finished");
    expect(prices.map(({ rule, how }) => `${rule} ${how}`).sort()).toEqual([
      "balance doubled",
      "balance removed",
      "keepTogether removed",
      "locks removed",
      "locks removed",
      "locks removed",
      "none kept",
    ]);
    // The draft is far from even, so that prices are counted from what a search with all rules finds, and that is said.
    expect(prices[0]).toMatchObject({ rule: "none", gainFraction: 0 });
    expect(prices[0]!.sentence.sv).toMatch(/^Det här förslaget bryter mot villkor.*i ett annat team\.$/);
    const told = prices.filter(({ rule }) => rule === "locks").map(({ sentence }) => sentence.sv);
    expect(
      told.filter((sentence) => /^Utan låsningarna \(alla 2 tillsammans\) kunde målen bli/.test(sentence)),
    ).toHaveLength(1);
    expect(told.filter((sentence) => /^Utan låsningen av \S+ .+ till team A/.test(sentence))).toHaveLength(2);
    expect(prices.find(({ rule }) => rule === "keepTogether")!.sentence.sv).toMatch(
      /^Utan att hålla ihop ”Två intill” /,
    );
    const gains = prices.slice(1).map(({ gainFraction }) => gainFraction);
    expect(gains).toEqual(gains.toSorted((a, b) => b - a));
    expect(gains[0]).toBeGreaterThan(0);
  });

  itOnce("proves how good a plan is that somebody drew", async () => {
    const even = await run({ stepLimit: 30_000 });
    const plan = await planWith(even.teamIndexes!);
    const proof = await run({ kind: "proof", planId: plan.id, secondsLimit: 3 });
    expect(proof.bounds.map(({ goal }) => goal)).toEqual(["balance", "borderLength", "compactness"]);
    expect(proof.bounds[0]!.reached).toBeCloseTo(even.scores!.largestDeviationFractions[0]!, 12);
    const unfit = await run({ kind: "proof", planId: draft.id, secondsLimit: 2 });
    expect(unfit.scores?.feasible).toBe(false);
    expect(unfit.bounds[0]!.reached).toBeNull();
  });

  it("stops what is under way and keeps what it had found", async () => {
    const started = await planner
      .send("post", `${base}/runs`)
      .send({ ...order, kind: "frontier", secondsLimit: 120, rules: { ...rules, baselinePlanId: draft.id } });
    const ended = under.service.runs.ended(started.body.id)!;
    const found = new Promise<void>((resolve) => {
      under.service.runs.follow(started.body.id, {
        progress: ({ solutions }) => solutions.length > 1 && resolve(),
        end: () => resolve(),
      });
    });
    await found;
    expect((await planner.send("post", `${base}/runs/${started.body.id}/stop`).send()).status).toBe(202);
    const stopped = await ended;
    expect(stopped.solutions.length).toBeGreaterThan(1);
    expect(stopped.status).toBe("stopped");
  });

  it("says why an area lies where it lies, and which rule stops each move", async () => {
    const even = await run({ stepLimit: 30_000 });
    const made = await planner
      .send("post", `${base}/plans`)
      .send({ name: "Ur körning", from: { kind: "run", runId: even.id } });
    const held = (await planner.send("get", `${base}/plans/${made.body.id}/rules`)).body as PlanRules;
    expect(held).toMatchObject({
      judgedBy: { kind: "run" },
      rules: { balancedMeasures: [{ toleranceFraction: 0.1 }] },
    });
    let stopped = 0;
    for (const areaIndex of [0, 7, 14, 21]) {
      const answer = await planner.send("get", `${base}/plans/${made.body.id}/areas/${codeOf(areaIndex)}/explanation`);
      expect(answer.status, answer.text).toBe(200);
      const { teamIndex, moves, summary } = answer.body as AreaExplanation;
      expect(teamIndex).toBe(made.body.teamIndexes[areaIndex]);
      expect(summary.length).toBeGreaterThan(0);
      for (const move of moves) {
        expect(move.allowed).toBe(move.hindrances.length === 0);
        expect(move.effects[0]!.label.sv).toMatch(/^Team [A-D] från målet: /);
        expect(move.effects.map(({ goal }) => goal)).toEqual(["balance", "balance", "borderLength", "compactness"]);
        stopped += move.hindrances.length;
      }
    }
    expect(stopped).toBeGreaterThan(0);
    const border = made.body.teamIndexes.findIndex(
      (team: number, area: number) => area % 6 < 5 && made.body.teamIndexes[area + 1] !== team,
    );
    const whyBorder = async () =>
      (await planner.send("get", `${base}/plans/${made.body.id}/areas/${codeOf(border)}/explanation`))
        .body as AreaExplanation;
    expect((await whyBorder()).moves.flatMap(({ hindrances }) => hindrances.map(({ sv }) => sv)).join()).not.toContain(
      "låst i utkastet",
    );
    const locked = await planner
      .send("put", `${base}/plans/${made.body.id}/locks`)
      .set("If-Match", `"1"`)
      .send({ areaCodes: [codeOf(border)], teamIds: [] });
    expect(locked.status, locked.text).toBe(200);
    const { moves } = await whyBorder();
    expect(moves.length).toBeGreaterThan(0);
    expect(moves.map(({ allowed, hindrances }) => [allowed, hindrances.at(-1)!.sv])).toEqual(
      moves.map(() => [false, "Området är låst i utkastet."]),
    );
    const plan = (await planner.send("get", `${base}/plans/${made.body.id}/explanation`)).body as PlanExplanation;
    expect(plan.feasible).toBe(true);
    expect(plan.teams).toHaveLength(4);
    for (const team of plan.teams) expect(team.sentences[0]!.sv).toMatch(/kan ta emot högst [\d\s]+ till/);
    const unknown = await planner.send("get", `${base}/plans/${made.body.id}/areas/9999/explanation`);
    expect(unknown.status).toBe(404);
  });
});
