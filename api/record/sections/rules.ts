// The rules that the plan was made under, each with its reason, and how near the best possible the plan is.
import { balanceBoundSentence } from "../../../engine/explain/bound-sentences.ts";
import type { Rules } from "../../contract/rules.ts";
import type { Run } from "../../contract/runs.ts";
import type { RecordFacts } from "../read-facts.ts";
import { instantText, listText, numberText, percentText, pointsText } from "../swedish-text.ts";
import { factList, list, paragraph, type SectionWriter, table, teamName } from "./section.ts";

const kindNames: Readonly<Record<Run["kind"], string>> = {
  division: "En indelning",
  frontier: "Från minsta förändring till bästa jämnhet",
  mend: "Minsta lagning",
  proof: "Bevis",
  prices: "Vad villkoren kostar",
  alternatives: "Alternativ",
};

type RuleRow = readonly [rule: string, reason: string];

export const rules: SectionWriter = (facts) => {
  if (!facts.planner) return null;
  const { run } = facts.planner;
  if (!run) {
    return {
      id: "villkor",
      title: "Villkor",
      blocks: [paragraph("Förslaget är ritat för hand eller inläst från fil: inga villkor har lagts in i en körning.")],
    };
  }
  return {
    id: "villkor",
    title: "Villkor och skälen till dem",
    blocks: [
      table(
        "Villkor för körningen",
        ["Villkor", "Skäl"],
        ruleRows(run.rules, facts).map((row) => [...row]),
      ),
      ...(run.remarks.length > 0 ? [list(run.remarks.map(({ sv }) => sv))] : []),
      factList([
        ...(run.ruleSet ? [["Sparade villkor", `${run.ruleSet.name}, version ${run.ruleSet.version}`] as const] : []),
        ["Slag av körning", kindNames[run.kind]],
        ["Körd", instantText(run.createdAt)],
        ["Frö", String(run.seed)],
        ["Steg", run.steps === null ? "" : numberText(run.steps)],
        ["Beräkningsmotor", run.engineVersion],
        ["Problemets kontrollsumma", run.problemHash],
      ]),
      paragraph(
        "Samma problem, villkor och frö ger samma förslag. Beviset följer med som en fil (JSON) och kontrolleras utan databas med kommandot verify.",
      ),
    ],
  };
};

function ruleRows(rules: Rules, { plan, measures, geometry }: RecordFacts): RuleRow[] {
  const nameOfMeasure = (key: string) => measures.find((measure) => measure.key === key)?.nameSv ?? key;
  const nameOfArea = (code: string) => `${code} ${geometry.names[geometry.codes.indexOf(code)] ?? ""}`.trim();
  const someAreas = (codes: readonly string[]) =>
    codes.length > 12
      ? `${listText(codes.slice(0, 12).map(nameOfArea))} och ${numberText(codes.length - 12)} till`
      : listText(codes.map(nameOfArea));
  const lockedOf = (teamId: string) =>
    rules.locks.filter((lock) => lock.teamId === teamId).map(({ areaCode }) => areaCode);
  return [
    [
      "Varje område hör till ett team, och varje team är sammanhängande.",
      "Teamet ska kunna nå hela sitt område, och ingen ska falla mellan team.",
    ],
    ...rules.balancedMeasures.map(
      ({ measureKey, toleranceFraction, toleranceNumber }): RuleRow => [
        `${nameOfMeasure(measureKey)}: högst ${percentText(toleranceFraction)}${toleranceNumber === null ? "" : ` och ${numberText(toleranceNumber)}`} från teamets mål.`,
        "Teamen ska ha likvärdiga förutsättningar per tjänst.",
      ],
    ),
    targetRow(rules, plan.teams),
    ...plan.teams.flatMap((team): RuleRow[] => {
      const locked = lockedOf(team.teamId);
      return locked.length === 0
        ? []
        : [[`${teamName(team)} har kvar ${someAreas(locked)}.`, "Låst av planeraren före körningen."]];
    }),
    ...rules.keepTogether.map(
      ({ name, areaCodes }): RuleRow => [`Hålls ihop: ${someAreas(areaCodes)}.`, name || "Hör ihop enligt planeraren."],
    ),
    ...rules.keepApart.map(
      ({ areaCodes }): RuleRow => [`Skilda team: ${someAreas(areaCodes)}.`, "Ska inte höra ihop enligt planeraren."],
    ),
    ...(rules.movedAtMost === null
      ? []
      : ([
          [
            `Högst ${numberText(rules.movedAtMost)} får byta team (${nameOfMeasure(rules.balancedMeasures[0]!.measureKey).toLowerCase()}).`,
            "Varje byte bryter kontakter med barn, familjer och skolor.",
          ],
        ] as const)),
    ...(rules.keepCatchmentsOfPrioritySchools
      ? ([["Ingen prioriterad skolas upptagningsområde delas.", "Skolan ska ha ett team att samarbeta med."]] as const)
      : []),
    ...(rules.goals.leastChange > 0
      ? ([["Så få som möjligt ska byta team.", "Varje byte bryter kontakter med barn, familjer och skolor."]] as const)
      : []),
    ...(rules.goals.compactness + rules.goals.borderLength > 0
      ? ([["Teamens områden ska vara samlade.", "Korta vägar och gränser som går att minnas."]] as const)
      : []),
  ];
}

function targetRow({ targets, shares }: Rules, teams: RecordFacts["plan"]["teams"]): RuleRow {
  if (targets === "equal")
    return ["Målen är lika stora för alla team.", "Teamen ska ha lika stort ansvar oavsett bemanning."];
  if (targets === "positions")
    return ["Målen följer teamens tjänster.", "Ett team med fler tjänster ska svara för fler."];
  const sum = shares.reduce((total, { share }) => total + share, 0);
  const told = teams.map(({ teamId, letter }) => {
    const share = shares.find((own) => own.teamId === teamId)?.share ?? 0;
    return `${letter} ${percentText(sum > 0 ? share / sum : 0)}`;
  });
  return [`Målen är satta för hand: ${told.join(", ")}.`, "Bestämt av planeraren."];
}

export const bound: SectionWriter = ({ planner, plan }) => {
  if (!planner) return null;
  const { measureNames, fromRun, reachedFraction, boundFraction, feasible, violations, isComplete } = planner.bound;
  // Of a plan that breaks a rule it would be wrong to say that others cannot be better.
  const told = balanceBoundSentence({
    teamCount: plan.teams.length,
    reached: feasible ? reachedFraction : undefined,
    bound: boundFraction,
  });
  const measured = listText(measureNames.map((name) => name.toLowerCase()));
  return {
    id: "hur-bra",
    title: "Hur nära det bästa möjliga",
    blocks: [
      paragraph(`${told.sv} Räknat på ${measured}${fromRun ? " och de uppgifter som körningen gjordes på" : ""}.`),
      ...(feasible
        ? [
            paragraph(
              `Gapet mellan förslaget och den bevisade gränsen är ${pointsText(Math.max(0, reachedFraction - boundFraction))}: så mycket jämnare kan en annan indelning vara, som mest.`,
            ),
          ]
        : [
            paragraph(
              `Denna indelning har ${percentText(reachedFraction)} i största avvikelse och bryter mot villkoren så här:`,
            ),
            list([...violations]),
          ]),
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
