// How the plan came about: copied, found by a run, moved by hand since, and what of it can be done again.
import type { RecordBlock } from "../../contract/record.ts";
import type { Run } from "../../contract/runs.ts";
import type { HistoryLine } from "../history-lines.ts";
import { handMoves, type Origin } from "../plan-origin.ts";
import type { RecordFacts } from "../read-facts.ts";
import { countText, instantText, lowerFirst, numberText, percentText } from "../swedish-text.ts";
import {
  childrenAndClients,
  factList,
  list,
  paragraph,
  type SectionWriter,
  sumOver,
  table,
  teamName,
} from "./section.ts";

export const runKindNames: Readonly<Record<Run["kind"], string>> = {
  division: "En indelning",
  frontier: "Från minsta förändring till bästa jämnhet",
  mend: "Minsta lagning",
  proof: "Bevis",
  prices: "Vad villkoren kostar",
  alternatives: "Alternativ",
};

export const origin: SectionWriter = (facts) => {
  if (!facts.planner) return null;
  const { origin: begun } = facts.planner;
  const { branchedFrom } = facts.plan;
  const { history } = facts.planner;
  // What gave way to another's version never applied, unless it was brought back.
  const hasApplied = ({ setAside, lastRevision }: HistoryLine) =>
    !setAside || history.some(({ restoredFrom }) => restoredFrom === lastRevision);
  const used = history.filter((line) => line.usedRun !== null && hasApplied(line));
  return {
    id: "tillkomst",
    title: "Så kom förslaget till",
    blocks: [
      ...(branchedFrom
        ? [paragraph(`Förslaget började som en kopia av ”${branchedFrom.name}”, version ${branchedFrom.revision}.`)]
        : []),
      ...(begun ? runBlocks(begun, facts) : [paragraph(byHandText(used.length > 0))]),
      ...(used.length > 0
        ? [paragraph("Körningar som har använts i utkastet:"), list(used.map((line) => usedText(line, facts)))]
        : []),
    ],
  };
};

function byHandText(hasUsedRuns: boolean): string {
  return hasUsedRuns
    ? "Indelningen började som ritad för hand eller inläst från fil, och har sedan ändrats med hjälp av körningar."
    : "Indelningen är ritad för hand eller inläst från fil: ingen körning ligger bakom den.";
}

/** Which revision took over what, how many it moved, and what the run showed of how few could be. */
function usedText({ lastRevision, usedRun, author }: HistoryLine, { measures, plan }: RecordFacts): string {
  const { kind, createdAt, measureKey, movedAreaCount, movedWeight, movedAtLeast, proven, ...used } = usedRun!;
  const measure = lowerFirst(measures.find(({ key }) => key === measureKey)?.nameSv ?? measureKey);
  const shown = proven
    ? "det är bevisat att ingen med minst lika små avvikelser flyttar färre"
    : movedAtLeast === null
      ? "hur få som kunde flyttas är inte bevisat"
      : `det är bevisat att minst ${numberText(Math.ceil(movedAtLeast))} måste flyttas för så små avvikelser, men inte att så få räcker`;
  const deviation = `största avvikelse ${percentText(used.largestDeviationFraction)}`;
  // A new division is not sought for how few it moves: the plan's own moves are told under who and when.
  const found =
    movedAreaCount === null || movedWeight === null
      ? `hela körningens indelning, ${deviation}`
      : `flyttar ${countText(movedAreaCount, "område", "områden")} (${measure}: ${numberText(movedWeight)}) från utkastet som det var då, ${deviation}; ${shown}`;
  const byHand =
    used.placedOtherwise > 0
      ? ` ${countText(used.placedOtherwise, "område", "områden")} ${used.placedOtherwise === 1 ? "är flyttat" : "är flyttade"} för hand utöver det i samma version.`
      : "";
  const later =
    plan.revision > lastRevision ? " Förslaget har ändrats efter det; versionerna står under Vem och när." : "";
  return (
    `${runKindNames[kind]}${kind === "mend" ? " (mål: att hålla villkoren och flytta så få som möjligt)" : ""}, körning ${instantText(createdAt)}, använd i version ${lastRevision} av ` +
    `${author ?? "tjänsten"}: ${found}.${byHand}${later}`
  );
}

function runBlocks(begun: Origin, facts: RecordFacts): RecordBlock[] {
  const { run } = begun;
  const solution = facts.plan.runSolution ?? null;
  const moved = handMoves(facts.plan, begun);
  return [
    factList([
      ["Slag av körning", runKindNames[run.kind]],
      ...(solution === null ? [] : [["Förslag i körningen", numberText(solution + 1)] as const]),
      ...(run.ruleSet ? [["Körningens villkor", `${run.ruleSet.name}, version ${run.ruleSet.version}`] as const] : []),
      ["Körd", instantText(run.createdAt)],
      ["Frö", String(run.seed)],
      ["Steg", run.steps === null ? "" : numberText(run.steps)],
      ["Beräkningsmotor", run.engineVersion],
      ["Problemets kontrollsumma", run.problemHash],
    ]),
    ...(run.remarks.length > 0 ? [list(run.remarks.map(({ sv }) => sv))] : []),
    ...movedBlocks(moved, begun, facts),
    paragraph(repetitionText(begun, moved.length)),
    paragraph(
      "Bevisfilen (JSON) följer med underlaget. Kommandot verify räknar om siffrorna ur den utan databas och säger vad som blev likadant och vad som inte kunde göras om.",
    ),
  ];
}

function movedBlocks(moved: readonly number[], { run, teamIndexes }: Origin, facts: RecordFacts): RecordBlock[] {
  if (teamIndexes === null) return [paragraph("Körningens egen indelning finns inte kvar att jämföra med.")];
  if (moved.length === 0) return [paragraph("Inget har flyttats för hand efter körningen.")];
  const { geometry, plan } = facts;
  const measures = childrenAndClients(facts);
  const sums = measures.map((measure) => `${lowerFirst(measure.nameSv)}: ${numberText(sumOver(measure, moved))}`);
  return [
    paragraph(
      `Efter körningen har ${countText(moved.length, "område", "områden")} flyttats för hand (${sums.join(", ")}).`,
    ),
    table(
      "Flyttat för hand efter körningen",
      ["Kod", "Område", "I körningen", "I förslaget", ...measures.map(({ nameSv }) => `#${nameSv}`)],
      moved.map((areaIndex) => [
        geometry.codes[areaIndex]!,
        geometry.names[areaIndex]!,
        teamName(run.teams[teamIndexes[areaIndex]!]),
        teamName(plan.teams[plan.teamIndexes[areaIndex]!]),
        ...measures.map(({ values }) => {
          const value = values[areaIndex] ?? null;
          return value === null ? "okänt" : numberText(value);
        }),
      ]),
    ),
  ];
}

function repetitionText({ isRepeatable, teamIndexes }: Origin, movedCount: number): string {
  if (!isRepeatable) {
    return "Sökningen kan inte göras om exakt: hur långt den kom berodde på datorn. Problemet, villkoren och förslagets siffror kan räknas om.";
  }
  if (movedCount > 0 || teamIndexes === null) {
    return "Körningen kan göras om och ger den indelning som den gav, men inte det som har flyttats för hand efteråt.";
  }
  return "Samma problem, villkor, frö och antal steg ger samma förslag: körningen kan göras om.";
}
