// The engine's explanations in plain words, in both languages, with the numbers that a recount gives.
import { describe, expect, it } from "vitest";
import { explainedPlan, summariseArea, tellMove } from "../../../engine/explain/area-sentences.ts";
import { bindingRules } from "../../../engine/explain/binding-rules.ts";
import {
  balanceBoundSentence,
  balancePointsLeft,
  borderBoundSentence,
  changeBoundSentence,
  compactnessBoundSentence,
  gapFraction,
} from "../../../engine/explain/bound-sentences.ts";
import { marginalEffects } from "../../../engine/explain/marginal-effects.ts";
import { gainOf, tellPrice } from "../../../engine/explain/price-sentences.ts";
import { rulePrices } from "../../../engine/explain/rule-prices.ts";
import { tellTeam } from "../../../engine/explain/team-sentences.ts";
import { amount, length, share, shareAtLeast, shareAtMost } from "../../../engine/explain/words.ts";
import type { Names } from "../../../engine/issue.ts";
import { evaluatePlan } from "../../../engine/scores.ts";
import { latticeProblem } from "../../support/grids.ts";

const names: Names = {
  area: (area) => `0${area}`,
  team: (team) => "ABCD"[team]!,
  measure: () => "barn 0–19",
};

describe("numbers in words", () => {
  it("writes them as each language does", () => {
    expect(amount(1_234_567.25, 1)).toEqual({ sv: "1\u00a0234\u00a0567,3", en: "1,234,567.3" });
    expect(amount(-0.04, 1)).toEqual({ sv: "0", en: "0" });
    expect(length(1_850)).toEqual({ sv: "1,9 km", en: "1.9 km" });
    expect(share(0.0345)).toEqual({ sv: "3,5\u00a0%", en: "3.5%" });
  });

  it("never tells a bound larger, nor a reached value smaller, than it is", () => {
    for (const fraction of [0.00204, 0.002, 0.0199999, 0.5, 0.123456]) {
      expect(Number(shareAtLeast(fraction).en.slice(0, -1)) / 100).toBeLessThanOrEqual(fraction + 1e-15);
      expect(Number(shareAtMost(fraction).en.slice(0, -1)) / 100).toBeGreaterThanOrEqual(fraction - 1e-9);
    }
  });
});

describe("the bound sentence", () => {
  it("says what no division can do better, and what this one has", () => {
    expect(balanceBoundSentence({ teamCount: 4, reached: 0.003, bound: 0.002 })).toEqual({
      sv: "Ingen indelning i fyra sammanhängande team som håller villkoren kan ha mindre avvikelse än 0,2\u00a0%; denna har 0,3\u00a0%.",
      en: "No division into four connected teams that keeps the rules can have a smaller deviation than 0.2%; this one has 0.3%.",
    });
  });

  it("says it of borders in kilometres and of changes of team in what is counted, with how much more this one has", () => {
    expect(borderBoundSentence({ teamCount: 4, reached: 78_412, bound: 65_299 })).toEqual({
      sv: "Ingen indelning i fyra sammanhängande team som håller villkoren kan ha kortare gräns mellan teamen än 65,2 km; denna har 78,5 km, 20,1\u00a0% mer.",
      en: "No division into four connected teams that keeps the rules can have a shorter border between its teams than 65.2 km; this one has 78.5 km, 20.1% more.",
    });
    expect(borderBoundSentence({ teamCount: 4, reached: undefined, bound: 912.7 }).sv).toMatch(/än 912 m\.$/);
    expect(changeBoundSentence({ teamCount: 4, reached: 1_612, bound: 595 }, "Barn 0–19")).toEqual({
      sv: "Ingen indelning i fyra sammanhängande team som håller villkoren kan flytta färre än 595 till ett annat team (Barn 0–19); denna flyttar 1\u00a0612, 171\u00a0% fler.",
      en: "No division into four connected teams that keeps the rules can move fewer than 595 to another team (Barn 0–19); this one moves 1,612, 171% more.",
    });
  });

  it("tells what may be left as the difference of the two as they are told, never too small", () => {
    for (const [reached, bound, told] of [
      [0.0052431, 0.00013499, "0,512"],
      [0.0123, 0.00513, "0,717"],
      [0.003, 0, "0,3"],
      [0.002, 0.002, "0"],
      [12.5, 0.1, "1\u00a0240"],
    ] as const) {
      const { sv, en } = balancePointsLeft({ reached, bound });
      expect(sv).toBe(told);
      expect(Number(en.replace(",", ""))).toBeGreaterThanOrEqual(100 * (reached - bound) - 1e-7);
    }
  });

  it("says so when nothing is left to gain, and when nothing is proven", () => {
    expect(balanceBoundSentence({ teamCount: 4, reached: 0.003, bound: 0.003 }).sv).toMatch(/^Bevisat bäst/);
    expect(balanceBoundSentence({ teamCount: 4, reached: 0.003, bound: 0 }).sv).toContain("inte uteslutet");
    expect(compactnessBoundSentence({ teamCount: 4, reached: 100, bound: 98 }).sv).toContain(
      "mer än 2\u00a0% mindre utspridda",
    );
    expect(compactnessBoundSentence({ teamCount: 4, reached: 100, bound: 0 }).sv).toContain("inte bevisat ännu");
    expect(borderBoundSentence({ teamCount: 4, reached: 100_000, bound: 100_000 }).sv).toMatch(
      /^Bevisat kortast: .*100 km/,
    );
    expect(borderBoundSentence({ teamCount: 4, reached: 100_000, bound: 0 }).sv).toContain("är inte bevisat");
    expect(changeBoundSentence({ teamCount: 4, reached: 12, bound: 12 }, "Barn 0–19").sv).toMatch(
      /^Bevisat minst förändring/,
    );
    expect(changeBoundSentence({ teamCount: 4, reached: 12, bound: 0 }, "Barn 0–19").sv).toContain(
      "inte bevisat att någon",
    );
    expect(changeBoundSentence({ teamCount: 4, reached: undefined, bound: 0 }, "Barn 0–19").sv).toContain(
      "är inte bevisat",
    );
    expect(gapFraction({ reached: 0.003, bound: 0.002 })).toBeCloseTo(1 / 3, 12);
    expect(gapFraction({ reached: undefined, bound: 0.002 })).toBeUndefined();
  });
});

describe("why here", () => {
  const metres = latticeProblem(2, 4, 2, {
    measures: [[10, 10, 10, 10, 10, 10, 10, 10]],
    toleranceFraction: [0.3],
    baselineTeam: [0, 0, 0, 1, 0, 0, 1, 1],
    objective: { cutEdges: 1, borderLength: 1 },
  });
  const problem = { ...metres, borderLengthM: metres.borderLengthM.map((length) => 1000 * length) };
  const plan = Int32Array.of(0, 0, 0, 1, 0, 0, 1, 1);

  const explained = explainedPlan(problem, plan);

  it("tells every goal of a move in its own unit, and what stops it with its numbers", () => {
    const [effect] = marginalEffects(problem, plan, 6);
    const told = tellMove(explained, effect!, names);
    const rows = told.effects.map(({ label, before, after }) => `${label.sv} | ${before.sv} | ${after.sv}`);
    expect(rows.filter((row) => row.includes("från målet"))).toEqual([
      "Team B från målet: barn 0–19 | −10 (−25,0\u00a0%) | −20 (−50,0\u00a0%)",
      "Team A från målet: barn 0–19 | +10 (+25,0\u00a0%) | +20 (+50,0\u00a0%)",
    ]);
    expect(rows).toContain("Byter team mot utgångsläget (barn 0–19) | 0 | 10");
    const of = (goal: string) => told.effects.find((own) => own.goal === goal)!;
    const moved = plan.with(6, 0);
    const [now, after] = [evaluatePlan(problem, plan), evaluatePlan(problem, moved)];
    expect(of("borderLength").change).toBeCloseTo((after.borderLengthM - now.borderLengthM) / 1000, 12);
    expect(of("compactness").change).toBeCloseTo((after.moi - now.moi) / 1e6, 12);
    expect(told.hindrances.map(({ sv }) => sv)).toEqual([
      "Team B skulle ligga 20 (50,0\u00a0%) under sitt mål för barn 0–19; högst 12 (30,0\u00a0%) är tillåtet, 8 för få. " +
        "Team A skulle ligga 20 (50,0\u00a0%) över sitt mål för barn 0–19; högst 12 (30,0\u00a0%) är tillåtet, 8 för många.",
    ]);
    expect(summariseArea(1, [effect!], names).map(({ en }) => en)).toEqual(["To team A the rules stop the move."]);
  });

  it("tells the numbers of a column with equally many decimals", () => {
    const fine = latticeProblem(2, 4, 2, {
      measures: [[1000, 1000, 1000, 1000, 1, 1000, 1000, 1000]],
      toleranceFraction: [1],
      targetShare: [[0.57, 0.43]],
    });
    const kilometres = { ...fine, borderLengthM: fine.borderLengthM.map((length) => 1130 * length) };
    const [effect] = marginalEffects(kilometres, plan, 2);
    const { effects } = tellMove(explainedPlan(kilometres, plan), effect!, names);
    const decimalsOf = (goal: string, pattern: RegExp) =>
      effects
        .filter((own) => own.goal === goal)
        .flatMap(({ before, after }) => [before.sv, after.sv].map((text) => pattern.exec(text)?.[1]?.length));
    const shares = decimalsOf("balance", /,(\d+)\u00a0%/);
    expect(shares).toHaveLength(4);
    expect(new Set(shares).size).toBe(1);
    expect(decimalsOf("borderLength", /,(\d+)$/)).toEqual([2, 2]);
  });

  it("names what would be cut off, the lock, the group, the pair and how many may change team", () => {
    const rows = latticeProblem(2, 4, 2, {
      measures: [[10, 10, 10, 10, 10, 10, 10, 10]],
      toleranceFraction: [1],
      baselineTeam: [0, 0, 0, 0, 1, 1, 1, 1],
      lockedTeam: [-1, 0, -1, -1, -1, -1, -1, -1],
      group: [-1, 4, 4, -1, -1, -1, -1, -1],
    });
    const held = { ...rows, forbiddenPairs: Int32Array.of(5, 1), movedWeightLimit: 0 };
    const halves = Int32Array.of(0, 0, 0, 0, 1, 1, 1, 1);
    const [effect] = marginalEffects(held, halves, 1);
    const sentences = (some: Names) =>
      tellMove(explainedPlan(held, halves), effect!, some).hindrances.map(({ sv }) => sv);
    expect(sentences({ ...names, group: () => "Hagaskolan, upptagningsområde" })).toEqual([
      "Team A skulle falla isär: 00 (10 barn 0–19) skulle skiljas från resten.",
      "Området är låst till team A.",
      "Området ska hållas ihop med 02 (Hagaskolan, upptagningsområde), som skulle bli kvar i ett annat team.",
      "Området ska hållas isär från 05, som ligger i team B.",
      "10 (barn 0–19) skulle byta team mot utgångsläget; högst 0 får.",
    ]);
    expect(sentences(names)[2]).toBe("Området ska hållas ihop med 02, som skulle bli kvar i ett annat team.");
  });

  it("stops a team from going further beyond its tolerance, however much the giver is helped by it", () => {
    const uneven = latticeProblem(1, 6, 3, {
      measures: [[20, 30, 10, 40, 10, 10]],
      targetShare: [[1 / 3, 1 / 3, 1 / 3]],
      toleranceFraction: [0.1],
    });
    // A has 60, B 50 and C 10 of 40 each: the third area would take A nearer and B further.
    const [effect] = marginalEffects(uneven, Int32Array.of(0, 0, 0, 1, 1, 2), 2);
    expect(effect!.forbiddenBy).toEqual(["balance"]);
    expect(
      tellMove(explainedPlan(uneven, Int32Array.of(0, 0, 0, 1, 1, 2)), effect!, names).hindrances.map(({ sv }) => sv),
    ).toEqual([
      "Team B skulle ligga 20 (50,0\u00a0%) över sitt mål för barn 0–19; högst 4 (10,0\u00a0%) är tillåtet, 16 för många.",
    ]);
    // B gives to C, which stays within what it lacks.
    const [relief] = marginalEffects(uneven, Int32Array.of(0, 0, 0, 1, 1, 2), 4).filter(({ toTeam }) => toTeam === 2);
    expect(relief!.forbiddenBy).toEqual([]);
  });

  it("counts what is locked in the draft, and names it as such beside the rules", () => {
    const told = (areas: number[], teams: number[], area = 6, tolerance = problem.toleranceFraction) => {
      const [held, locks] = [
        { ...problem, toleranceFraction: tolerance },
        { areas, teams },
      ];
      const effects = marginalEffects(held, plan, area, locks);
      const hindrances = tellMove(explainedPlan(held, plan, locks), effects[0]!, names).hindrances;
      const from = plan[area]!;
      return [...summariseArea(from, effects, names), ...hindrances].map(({ sv }) => sv);
    };
    const wide = Float64Array.of(1);
    expect(told([], [], 6, wide)[0]).toContain("inget villkor håller området i team B");
    expect(told([6], [], 6, wide)).toEqual([
      "Till team A hindras flytten av låsen i utkastet.",
      "Området är låst i utkastet.",
    ]);
    expect(told([3], [0], 6, wide).at(-1)).toBe("Team A är låst i utkastet.");
    expect(told([6], [0, 1], 6, wide).at(-1)).toBe("Området är låst i utkastet. Team B och A är låsta i utkastet.");
    expect(told([6], [])[0]).toBe("Till team A hindras flytten av villkoren och av låsen i utkastet.");
    const [first] = bindingRules({ ...problem, toleranceFraction: wide }, plan, { areas: [], teams: [0] });
    expect(first!.rules).toMatchObject([{ rule: "drawnLocks" }]);
    const locked = explainedPlan({ ...problem, toleranceFraction: wide }, plan, { areas: [], teams: [0] });
    expect(tellTeam(locked, first!, names)[1]!.sv).toMatch(
      /^Låsen i utkastet hindrar \d+ flytt(ar)? som .*Team A är låst i utkastet\. Vinsten/,
    );
  });

  it("says when all neighbours are in the same team, and when there is no team", () => {
    expect(summariseArea(0, marginalEffects(problem, plan, 0), names)[0]!.sv).toContain("Alla grannar ligger i team A");
    expect(summariseArea(-1, [], names)[0]!.sv).toBe("Området har inget team ännu.");
  });

  it("tells a team's room in whole numbers, and what binds it", () => {
    const [first] = bindingRules(problem, plan);
    const told = tellTeam(explained, first!, names).map(({ sv }) => sv);
    expect(told[0]).toBe("Barn 0–19: kan ta emot högst 2 till och lämna högst 22 inom toleransen.");
    expect(told[1]).toMatch(
      /^Toleransen hindrar 1 flytt som skulle göra målen bättre \([01] av dem hindras inte av något annat villkor\)\. Den bästa är 06 till team A\. Team B skulle ligga 20 .*Vinsten vore: Gränser mellan teamen \(km\) 3,00 → 2,00\.$/,
    );
    const limited = { ...first!, rules: first!.rules.map((rule) => ({ ...rule, rule: "movedWeight" as const })) };
    expect(tellTeam(explained, limited, names).at(-1)!.sv).toMatch(
      /^Gränsen för hur många som får byta team hindrar 1 flytt /,
    );
  });
});

describe("what a rule costs", () => {
  it("tells the dearest in numbers, and that a rule without price has none", () => {
    const problem = latticeProblem(2, 4, 2, {
      measures: [[10, 10, 10, 10, 10, 10, 10, 10]],
      toleranceFraction: [0.1],
      lockedTeam: [0, 1, -1, -1, -1, -1, -1, -1],
      objective: { borderLength: 1 },
    });
    const plan = Int32Array.of(0, 1, 1, 1, 0, 0, 0, 1);
    const prices = [...rulePrices(problem, plan, { seed: 1, stepsPerRule: 5_000 })].filter(
      (price) => price !== undefined,
    );
    const locks = prices.find(({ rule, subject }) => rule === "locks" && subject === undefined)!;
    expect(gainOf(locks)).toBeGreaterThan(0);
    expect(tellPrice(problem, locks, names).sv).toMatch(
      /^Utan låsningarna \(alla 2 tillsammans\) kunde målen bli ungefär \d+\u00a0% bättre\. Jämfört med det här förslaget: .*gränserna 2 m i stället för \d+ m.*, \d områden \(\d+ barn 0–19\) i ett annat team\.$/,
    );
    const one = prices.find(({ rule, subject }) => rule === "locks" && subject === 1)!;
    expect(tellPrice(problem, one, names).sv).toMatch(/^Utan låsningen av .+ till team .+ kunde målen bli/);
    const grouped = { ...problem, group: Int32Array.of(3, 3, -1, -1, -1, -1, -1, -1) };
    const together = { ...one, rule: "keepTogether" as const, subject: 3 };
    expect(tellPrice(grouped, together, names).sv).toMatch(/^Utan att hålla ihop .+ och .+ kunde/);
    const called = { ...names, group: () => "Haga" };
    expect(tellPrice(grouped, together, called).sv).toMatch(/^Utan att hålla ihop ”Haga” kunde/);
    const free = { ...locks, objectiveWithout: locks.objectiveWith };
    expect(tellPrice(problem, free, names).sv).toContain("verkar inte kosta något");
    const kept = { ...locks, rule: "none" as const, how: "kept" as const };
    expect(tellPrice(problem, kept, names).sv).toMatch(
      /^Med alla villkor kvar kunde målen bli ungefär \d+\u00a0% bättre: det beror inte på något villkor\. Jämfört med det här förslaget:/,
    );
    const best = { ...kept, objectiveWithout: kept.objectiveWith };
    expect(tellPrice(problem, best, names).sv).toMatch(/ingen bättre indelning än det här förslaget\.$/);
    const broken = { ...kept, scoresOfPlan: { ...kept.scoresOfPlan, feasible: false } };
    expect(tellPrice(problem, broken, names).sv).toMatch(/^Det här förslaget bryter mot villkor/);
  });
});
