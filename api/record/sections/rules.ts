// The rules that the plan was made under, each with its reason, and how near the best possible the plan is.
import { balanceBoundSentence, balancePointsLeft } from "../../../engine/explain/bound-sentences.ts";
import { usualToleranceFraction } from "../../../engine/tolerance.ts";
import type { RecordBlock } from "../../contract/record.ts";
import type { Rules } from "../../contract/rules.ts";
import type { Bound, Run } from "../../contract/runs.ts";
import { handMoves, type Judge, type LeastChange, type Origin } from "../plan-origin.ts";
import type { PlannerFacts, RecordFacts } from "../read-facts.ts";
import {
  countText,
  instantText,
  listText,
  lowerFirst,
  numberText,
  percentText,
  upperFirst,
  weightText,
} from "../swedish-text.ts";
import { standingText } from "./question.ts";
import { list, paragraph, type SectionWriter, table, teamName } from "./section.ts";

type RuleRow = readonly [rule: string, reason: string];

/** What the planner has written; else what the rule is for, told as that and not as a reason somebody gave. */
function reasonOr(reason: string, purpose: string): string {
  return reason === "" ? `Syfte: ${purpose}` : reason;
}

const noReason = "Inget skäl är angivet.";

export const rules: SectionWriter = (facts) => {
  if (!facts.planner) return null;
  const { judge, baseline } = facts.planner;
  const { rules } = judge;
  if (!rules) {
    return {
      id: "villkor",
      title: "Villkor",
      blocks: [
        paragraph(
          `Inga villkor är valda för förslaget: ${targetsText(facts)}, och ${percentText(usualToleranceFraction)} från målet är den avvikelse som annars brukar godtas.`,
        ),
      ],
    };
  }
  return {
    id: "villkor",
    title: "Villkor och skälen till dem",
    blocks: [
      paragraph(whoseText(judge)),
      ...(rules.reasons.whole === "" ? [] : [paragraph(rules.reasons.whole)]),
      table(
        "Villkor som förslaget bedöms efter",
        ["Villkor", "Skäl"],
        ruleRows(rules, facts, baseline).map((row) => [...row]),
      ),
      table(
        "Vikter: hur mycket målen räknas mot varandra när villkoren är uppfyllda",
        ["Mål", "#Vikt", "Skäl"],
        weightRows(rules, facts),
      ),
      paragraph(
        "Vikten 0 räknas inte, 0,5 är lite, 1 viktigt och 3 mycket viktigt. Jämnheten inom toleransen räknas med en tiondel av sin vikt, eftersom toleransen redan håller teamen jämna.",
      ),
      ...(judge.judgedBy.kind === "rule-set" && !judge.problem
        ? [paragraph("Villkoren talar om mått eller indelningar som inte finns längre, så gränsen är räknad utan dem.")]
        : []),
    ],
  };
};

/** What the targets are where no rules say. */
function targetsText({ plan: { teams }, planner }: RecordFacts): string {
  if (planner?.judge.judgedBy.kind !== "file") return "teamens mål följer deras tjänster";
  const told = teams.map(({ letter, targetShare }) => `${letter} ${percentText(targetShare)}`);
  return `teamens mål är de som stod i filen som det lästes in från (${told.join(", ")})`;
}

function whoseText({ judgedBy: { kind, ruleSet } }: Judge): string {
  const named = ruleSet ? `${ruleSet.name}, version ${ruleSet.version}` : "";
  if (kind === "rule-set") return `Förslaget bedöms efter villkor som har valts för det: ${named}.`;
  return `Förslaget bedöms efter villkoren för körningen som det kom ur${named === "" ? "" : `: ${named}`}.`;
}

function ruleRows(rules: Rules, facts: RecordFacts, baseline: PlannerFacts["baseline"]): RuleRow[] {
  const { plan, geometry } = facts;
  const { reasons } = rules;
  const nameOfMeasure = (key: string) => measureName(facts, key);
  const nameOfArea = (code: string) => `${code} ${geometry.names[geometry.codes.indexOf(code)] ?? ""}`.trim();
  const someAreas = (codes: readonly string[]) =>
    codes.length > 12
      ? `${listText(codes.slice(0, 12).map(nameOfArea))} och ${numberText(codes.length - 12)} till`
      : listText(codes.map(nameOfArea));
  return [
    [
      "Varje område hör till ett team, och varje team är sammanhängande.",
      "Teamet ska kunna nå hela sitt område, och ingen ska falla mellan team.",
    ],
    ...rules.balancedMeasures.map(
      (rule): RuleRow => [
        `${nameOfMeasure(rule.measureKey)}: högst ${toleranceText(rule)} från teamets mål.`,
        reasonOr(rule.reason, "teamen ska ha likvärdiga förutsättningar per tjänst."),
      ],
    ),
    targetRow(rules, plan.teams),
    [baselineText(rules, baseline), reasonOr(reasons.baseline, "det ska gå att se vad beslutet ändrar.")],
    ...lockRows(rules.locks, plan.teams, someAreas),
    ...rules.keepTogether.map(
      ({ name, areaCodes, reason }): RuleRow => [
        `Hålls ihop${name === "" ? "" : ` (${name})`}: ${someAreas(areaCodes)}.`,
        reason || noReason,
      ],
    ),
    ...rules.keepApart.map(
      ({ areaCodes, reason }): RuleRow => [`Skilda team: ${someAreas(areaCodes)}.`, reason || noReason],
    ),
    ...(rules.movedAtMost === null
      ? []
      : ([
          [
            `Högst ${numberText(rules.movedAtMost)} får byta team (${lowerFirst(nameOfMeasure(rules.balancedMeasures[0]!.measureKey))}).`,
            reasonOr(reasons.movedAtMost, changePurpose),
          ],
        ] as const)),
    ...(rules.keepCatchmentsOfPrioritySchools
      ? ([
          [
            "Ingen prioriterad skolas upptagningsområde delas.",
            reasonOr(reasons.catchments, "skolan ska ha ett team att samarbeta med."),
          ],
        ] as const)
      : []),
  ];
}

function baselineText({ baselinePlanId }: Rules, baseline: PlannerFacts["baseline"]): string {
  if (baseline) {
    return `Förändring räknas från ”${baseline.name}” (${lowerFirst(standingText(baseline))}).`;
  }
  return baselinePlanId === null
    ? "Ingen indelning är vald att utgå från; förändring räknas från den som gällde när körningen gjordes, om det fanns någon."
    : "Förändring räknas från ett utkast som har tagits bort sedan dess.";
}

const changePurpose = "varje byte bryter kontakter med barn, familjer och skolor.";

function measureName({ measures }: RecordFacts, key: string): string {
  return measures.find((measure) => measure.key === key)?.nameSv ?? key;
}

/** "5,0 %", "60 barn" in number, or both; a whole target is no limit. */
function toleranceText({ toleranceFraction, toleranceNumber }: Rules["balancedMeasures"][number]): string {
  if (toleranceNumber === null) return percentText(toleranceFraction);
  const number = `${numberText(toleranceNumber)} (i antal)`;
  return toleranceFraction >= 1 ? number : `${percentText(toleranceFraction)} och högst ${number}`;
}

/** One row for each team and reason. */
function lockRows(
  locks: Rules["locks"],
  teams: RecordFacts["plan"]["teams"],
  someAreas: (codes: readonly string[]) => string,
): RuleRow[] {
  return teams.flatMap((team) => {
    const own = Map.groupBy(
      locks.filter(({ teamId }) => teamId === team.teamId),
      ({ reason }) => reason,
    );
    return [...own].map(
      ([reason, locked]): RuleRow => [
        `${someAreas(locked.map(({ areaCode }) => areaCode))} hör till ${teamName(team)} (låst).`,
        reason || noReason,
      ],
    );
  });
}

/** Every goal with its weight, also those that do not count. */
function weightRows({ goals, balancedMeasures, reasons }: Rules, facts: RecordFacts): string[][] {
  const rows: readonly (readonly [goal: string, weight: number, purpose: string])[] = [
    ["Teamens områden ska vara samlade", goals.compactness, "korta vägar till dem som bor där."],
    ["Gränserna mellan team ska vara korta", goals.borderLength, "gränser som går att minnas."],
    ["Så få som möjligt ska byta team", goals.leastChange, changePurpose],
  ];
  return [
    ...balancedMeasures.map(({ measureKey, weight }) => [
      `Jämnt inom toleransen: ${lowerFirst(measureName(facts, measureKey))}`,
      weightText(weight),
      reasonOr(reasons.goals, "också inom toleransen är det jämnare bättre."),
    ]),
    ...rows.map(([goal, weight, purpose]) => [goal, weightText(weight), reasonOr(reasons.goals, purpose)]),
  ];
}

function targetRow({ targets, shares, reasons }: Rules, teams: RecordFacts["plan"]["teams"]): RuleRow {
  if (targets === "equal") {
    return [
      "Målen är lika stora för alla team.",
      reasonOr(reasons.targets, "teamen ska ha lika stort ansvar oavsett bemanning."),
    ];
  }
  if (targets === "positions") {
    return [
      "Målen följer teamens tjänster.",
      reasonOr(reasons.targets, "ett team med fler tjänster ska svara för fler."),
    ];
  }
  const sum = shares.reduce((total, { share }) => total + share, 0);
  const told = teams.map(({ teamId, letter }) => {
    const share = shares.find((own) => own.teamId === teamId)?.share ?? 0;
    return `${letter} ${percentText(sum > 0 ? share / sum : 0)}`;
  });
  return [`Målen är satta för hand: ${told.join(", ")}.`, reasons.targets || noReason];
}

const changeBegunFrom: Partial<Record<Run["kind"], string>> = {
  frontier: "den indelning som körningen utgick från",
  mend: "det utkast som lagades",
};

/** What the run proved of the other goals, and what is not proven of how short borders and how few changes could be. */
function goalBlocks(facts: RecordFacts, { origin, bound: { goals } }: PlannerFacts): RecordBlock[] {
  if (origin?.leastChange) return changeTexts(facts, origin, origin.leastChange).map(paragraph);
  const isProven = (wanted: Bound["goal"]): boolean => goals.some(({ goal, bound }) => goal === wanted && bound > 0);
  const open = [
    ...(isProven("borderLength") ? [] : ["hur korta gränserna mellan teamen"]),
    ...(isProven("change") ? [] : ["hur få bytena av team"]),
  ];
  return [
    ...(goals.length > 0
      ? [
          paragraph("Körningen bevisade också, vart mål för sig och för de villkor och uppgifter som den gjordes på:"),
          list(goals.map(({ sentence }) => sentence.sv)),
        ]
      : []),
    ...(open.length > 0 ? [paragraph(upperFirst(`${open.join(" och ")} kunde vara är inte bevisat.`))] : []),
  ];
}

/** Of a plan from a least change or a mend: what the run showed of how little can be moved. */
function changeTexts(facts: RecordFacts, origin: Origin, leastChange: LeastChange): string[] {
  const { run } = origin;
  const { movedWeight, movedAtLeast, proven } = leastChange;
  const measure = lowerFirst(measureName(facts, run.rules.balancedMeasures[0]!.measureKey));
  const moves = `Körningens indelning flyttar ${numberText(movedWeight)} (${measure}) från ${changeBegunFrom[run.kind] ?? "den som den utgick från"}`;
  const shown = proven
    ? "det är bevisat att ingen med minst lika små avvikelser flyttar färre"
    : `det är bevisat att minst ${numberText(Math.ceil(movedAtLeast))} måste flyttas för så små avvikelser, men inte att så få räcker`;
  const byHand = handMoves(facts.plan, origin).length;
  const since = byHand > 0 ? `, innan ${countText(byHand, "område", "områden")} flyttades för hand` : "";
  return [
    `${moves}, och ${shown}. Det gäller villkoren och uppgifterna som körningen gjordes på${since}.`,
    "Hur korta gränserna mellan teamen kunde vara är inte bevisat.",
  ];
}

export const bound: SectionWriter = (facts) => {
  const { planner, plan } = facts;
  if (!planner) return null;
  const { measureNames, countedBy, provenByRun, reachedFraction, boundFraction, feasible, violations, isComplete } =
    planner.bound;
  // Of a plan that breaks a rule it would be wrong to say that others cannot be better.
  const told = balanceBoundSentence({
    teamCount: plan.teams.length,
    reached: feasible ? reachedFraction : undefined,
    bound: boundFraction,
  });
  const measured = listText(measureNames.map(lowerFirst));
  return {
    id: "hur-bra",
    title: "Hur nära det bästa möjliga",
    blocks: [
      paragraph(
        `${told.sv} Räknat på ${measured}${countedBy === "run" ? " och de uppgifter som körningen gjordes på" : ""}.`,
      ),
      ...(feasible
        ? [
            paragraph(
              `Gapet mellan förslaget och den bevisade gränsen är ${balancePointsLeft({ reached: reachedFraction, bound: boundFraction }).sv}\u00a0procentenheter: så mycket jämnare kan en annan indelning vara, som mest.`,
            ),
          ]
        : [
            paragraph(
              `Denna indelning har ${percentText(reachedFraction)} i största avvikelse och bryter mot villkoren så här:`,
            ),
            list([...violations]),
          ]),
      ...goalBlocks(facts, planner),
      ...(provenByRun
        ? [
            paragraph(
              "Gränsen bevisades av körningen; kommandot verify säger om den har räknats om eller är tagen ur bevisfilen.",
            ),
          ]
        : []),
      ...(isComplete ? [] : [paragraph("Områden saknar ännu team, så avvikelsen gäller en ofullständig indelning.")]),
      ...(planner.proof
        ? [
            paragraph(`Bevis ${whenText(planner.proof, plan.updatedAt)}:`),
            list(planner.proof.bounds.map(({ sentence }) => sentence.sv)),
          ]
        : []),
      ...(planner.prices && planner.prices.prices.length > 0
        ? [
            paragraph(`Vad villkoren kostar ${whenText(planner.prices, plan.updatedAt)}:`),
            list(planner.prices.prices.map(({ sentence }) => sentence.sv)),
          ]
        : []),
    ],
  };
};

function whenText({ createdAt }: Run, changedAt: string): string {
  const older = createdAt < changedAt ? ", innan förslaget ändrades senast" : "";
  return `(körning ${instantText(createdAt)}${older})`;
}
