// What a section of the decision record is made of, and what several sections ask of the facts.
import type { MeasureBalance, PlanTeam } from "../../contract/plans.ts";
import type { DecisionRecord, RecordBlock } from "../../contract/record.ts";
import type { MeasureValues } from "../../statistics/measures.ts";
import type { RecordFacts } from "../read-facts.ts";
import { numberText, signedText } from "../swedish-text.ts";

export type Section = DecisionRecord["sections"][number];
/** Null where the section has nothing to tell in this record. */
export type SectionWriter = (facts: RecordFacts) => Section | null;

export const paragraph = (text: string): RecordBlock => ({ kind: "paragraph", text });
export const list = (items: string[]): RecordBlock => ({ kind: "list", items });
export const factList = (facts: readonly (readonly [string, string])[]): RecordBlock => ({
  kind: "facts",
  facts: facts.map(([name, value]) => ({ name, value })),
});

/** Headings that begin with # are columns of numbers. */
export const table = (caption: string, headings: readonly string[], rows: string[][]): RecordBlock => ({
  kind: "table",
  caption,
  columns: headings.map((heading) => ({ heading: heading.replace(/^#/, ""), numeric: heading.startsWith("#") })),
  rows,
});

/** "A Skönsberg". */
export function teamName(team: Pick<PlanTeam, "letter" | "name"> | undefined): string {
  return team ? `${team.letter} ${team.name}` : "inget team";
}

/** A team's standing in a measure as it is told: in whole people where the measure is counted in whole people. */
export interface ToldTeam {
  /** With how far it may be from the truth, where it is protected. */
  readonly value: string;
  readonly target: string;
  readonly deviation: string;
}

export function toldTeam(
  { value, target, deviation, likelyError }: MeasureBalance["teams"][number],
  isWhole: boolean,
): ToldTeam {
  const text = numberText(isWhole ? Math.round(value) : value);
  return {
    value: likelyError > 0 ? `${text} (±${numberText(Math.ceil(likelyError))})` : text,
    target: numberText(isWhole ? Math.round(target) : target),
    deviation: signedText(isWhole ? Math.round(value) - Math.round(target) : deviation),
  };
}

/** Whether every known count of a measure is a whole number. */
export function isWholeMeasure({ measures }: RecordFacts, key: string): boolean {
  const values = measures.find((measure) => measure.key === key)?.values ?? [];
  return values.every((value) => value === null || Number.isInteger(value));
}

/** The measures that the rules which judge the plan balance; the first of people where it has none of its own. */
export function headlineKeys({ planner, measures }: RecordFacts): string[] {
  const balanced = planner?.judge.rules?.balancedMeasures.map(({ measureKey }) => measureKey) ?? [];
  const known = balanced.filter((key) => measures.some((measure) => measure.key === key));
  return known.length > 0 ? known : measures.slice(0, 1).map(({ key }) => key);
}

/** Sum over some areas of what is known. */
export function sumOver(measure: MeasureValues, areaIndexes: readonly number[]): number {
  return areaIndexes.reduce((sum, areaIndex) => sum + (measure.values[areaIndex] ?? 0), 0);
}

export interface MovedArea {
  readonly areaIndex: number;
  readonly from: PlanTeam | undefined;
  readonly to: PlanTeam | undefined;
}

/** Areas with another team than in the plan compared with; none where there is no such plan. */
export function movedAreas({ plan, compared }: RecordFacts): MovedArea[] {
  if (!compared) return [];
  return plan.teamIndexes.flatMap((teamIndex, areaIndex) => {
    const to = plan.teams[teamIndex];
    const from = compared.plan.teams[compared.plan.teamIndexes[areaIndex]!];
    return to?.teamId === from?.teamId ? [] : [{ areaIndex, from, to }];
  });
}

/** The first measure of children or others who live there, and the first of clients, as far as there are any. */
export function childrenAndClients({ measures }: RecordFacts): MeasureValues[] {
  const isOfClients = ({ key }: MeasureValues) => key.startsWith("clients");
  return [measures.find((measure) => !isOfClients(measure)), measures.find(isOfClients)].filter(
    (measure) => measure !== undefined,
  );
}
