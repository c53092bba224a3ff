// What the demonstration's first team has agreed on and asked about: problem trees with their follow-up, and a survey's answers. Made up, with random numbers of their own.
// The tree's words are from Sundsvall's workshops ("Barnspåret, Sundsvalls kommun"); its numbers and dates are invented.
import { createRandom } from "./random.ts";

export interface DemonstrationNode {
  readonly kind: "problem" | "cause" | "consequence" | "goal" | "activity" | "follow-up";
  readonly text: string;
  readonly fields?: Readonly<Record<string, string | number | null>>;
  /** Which question of the survey follows it up, from 0. */
  readonly surveyQuestion?: number;
  /** Own measurements, date and value. */
  readonly measurements?: readonly (readonly [string, number])[];
  /** Of the link to what it stands under. */
  readonly evidence?: "experience" | "followed-up" | "one-study";
  readonly below?: readonly DemonstrationNode[];
}

export interface DemonstrationTree {
  readonly name: string;
  readonly root: DemonstrationNode;
}

/** About a neighbourhood; the words are Bredsand's and Skönsberg's workshops'. */
export const demonstrationPlaceTree: DemonstrationTree = {
  name: "Få fritidsaktiviteter (påhittat exempel)",
  root: {
    kind: "problem",
    text: "få fritidsaktiviteter",
    below: [
      { kind: "cause", text: "få föreningar, få är med", evidence: "experience" },
      { kind: "cause", text: "bristande busstrafik", evidence: "experience" },
      { kind: "cause", text: "låg inkomst", fields: { indicatorKey: "economic-assistance" } },
      { kind: "consequence", text: "lågt deltagande på fritidsgården", evidence: "followed-up" },
      {
        kind: "goal",
        text: "varje barn har något att göra efter skolan",
        below: [
          {
            kind: "activity",
            text: "öppen hall två kvällar i veckan",
            evidence: "experience",
            fields: {
              carriedBy: "others",
              othersDo: "Fritid öppnar hallen, föreningarna håller i kvällarna",
              preventionLevel: "universal",
              qualityKind: "process",
            },
          },
        ],
      },
    ],
  },
};

export const demonstrationTree: DemonstrationTree = {
  name: "Rädsla för socialtjänsten (påhittat exempel)",
  root: {
    kind: "problem",
    text: "rädsla för socialtjänsten",
    below: [
      {
        kind: "cause",
        text: "brist på information/kunskap, osynlig socialtjänst",
        evidence: "experience",
        below: [{ kind: "cause", text: "bristande språkkunskap, annan kulturell bakgrund", evidence: "experience" }],
      },
      { kind: "cause", text: "hedersnormer" },
      {
        kind: "cause",
        text: "ohälsa/stress, arbetslöshet, låg inkomst",
        fields: { indicatorKey: "economic-assistance" },
      },
      { kind: "consequence", text: "söker inte stöd i tid", evidence: "followed-up" },
      { kind: "consequence", text: "bristande skolresultat, psykisk ohälsa hos barn", evidence: "one-study" },
      {
        kind: "goal",
        text: "familjer kontaktar socialtjänsten när de behöver stöd och hjälp",
        fields: {
          measureName: "Familjer som själva tar kontakt",
          unit: "per kvartal",
          baseline: 9,
          baselineDate: "2025-03-31",
          target: 24,
          targetDate: "2026-12-31",
          responsibleRole: "Enhetschef första linjen",
          qualityKind: "result",
        },
        measurements: [
          ["2025-06-30", 11],
          ["2025-09-30", 10],
          ["2025-12-31", 14],
          ["2026-03-31", 16],
        ],
        below: [
          {
            kind: "activity",
            text: "mammagrupper",
            evidence: "followed-up",
            fields: { carriedBy: "us", preventionLevel: "selective", responsibleRole: "Fältsekreterare" },
            below: [
              {
                kind: "follow-up",
                text: "chansen att vända sig till socialtjänsten, före och nu",
                fields: {
                  qualityKind: "result",
                  responsibleRole: "Fältsekreterare",
                  target: 4,
                  targetDate: "2026-12-31",
                },
                surveyQuestion: 0,
              },
            ],
          },
          {
            kind: "activity",
            text: "träffa familjerna på familjecentralen/BVC",
            evidence: "experience",
            fields: {
              carriedBy: "others",
              othersDo: "Familjecentralen ger oss en stund vid varje föräldragrupp",
              preventionLevel: "universal",
              qualityKind: "process",
            },
          },
        ],
      },
    ],
  },
};

const scale = 5;

/** The mothers' meetings: each question asked about before and now, or about now alone. */
export const demonstrationSurvey = {
  name: "Mammaträffarna våren 2026 (påhittat exempel)",
  round: "",
  introduction: "Dina svar är anonyma. Du kan hoppa över frågor.",
  steps: scale,
  questions: [
    {
      kind: "before-now",
      text: "Hur stor är chansen att du vänder dig till socialtjänsten om din familj behöver stöd?",
      low: "Mycket liten",
      high: "Mycket stor",
    },
    { kind: "now", text: "Hur nöjd är du med träffarna?", low: "Inte alls nöjd", high: "Mycket nöjd" },
    { kind: "now", text: "Hur nöjd är du med brobyggarna?", low: "Inte alls nöjd", high: "Mycket nöjd" },
  ],
} as const;

/** A form's answers by question: before (null where it is not asked about) and now; null where it was passed over. */
export type DemonstrationForm = readonly ({ readonly before: number | null; readonly now: number } | null)[];

/** Nineteen forms; the last question is passed over by most, so that it is told of nobody. */
export function drawSurveyForms(seed = 1): DemonstrationForm[] {
  const random = createRandom(seed, "survey");
  const step = (middle: number) => Math.max(1, Math.min(scale, Math.round(middle + 0.9 * random.normal())));
  return Array.from({ length: 19 }, (_, place) => [
    { before: step(2.1), now: step(3.7) },
    random.uniform() < 0.9 ? { before: null, now: step(4.2) } : null,
    place < 4 ? { before: null, now: step(4) } : null,
  ]);
}
