// What the board is asked, and the plan in short.
import type { AcceptedFaults, BrokenRule, Plan } from "../../contract/plans.ts";
import type { ComparedPlan } from "../read-facts.ts";
import {
  countText,
  instantText,
  listText,
  lowerFirst,
  numberText,
  percentText,
  signedPercentText,
} from "../swedish-text.ts";
import {
  childrenAndClients,
  factList,
  headlineKeys,
  list,
  movedAreas,
  paragraph,
  type SectionWriter,
  sumOver,
  teamName,
} from "./section.ts";

type Standing = Pick<Plan, "status" | "isPresent" | "supersededFrom">;

/** Where the plan is in its life, in the pages' words; of one whose end is decided also which day. */
export function standingText({ status, isPresent, supersededFrom }: Standing): string {
  if (status === "draft") return "Utkast";
  if (status === "proposed") return "Förslag";
  if (status === "adopted") return isPresent ? "Gäller i dag" : "Fastställt";
  if (isPresent && supersededFrom !== null) return `Gäller i dag, ersätts ${supersededFrom}`;
  return "Ersatt";
}

export const question: SectionWriter = ({ plan, division, municipalityName }) => ({
  id: "fragan",
  title: "Frågan",
  blocks: [
    paragraph(
      `Nämnden har att ta ställning till hur ${countText(division.areaCount, "område", "områden")} i ${municipalityName} ` +
        `(${division.name}) ska fördelas på ${countText(plan.teams.length, "geografiskt team", "geografiska team")} inom ` +
        "socialtjänstens områdesbaserade första linje.",
    ),
    ...(plan.description.trim() === "" ? [] : [paragraph(plan.description.trim())]),
    factList([
      ["Förslag", plan.name],
      ["Ställning", standingText(plan)],
      ...(plan.adoptedFrom ? [["Gäller från", plan.adoptedFrom] as const] : []),
      ["Version", String(plan.revision)],
      [
        "Team och tjänster",
        plan.teams
          .map(
            (team) =>
              `${teamName(team)} ${numberText(team.investigationPositions)}+${numberText(team.firstLinePositions)}`,
          )
          .join("; "),
      ],
    ]),
    paragraph("Tjänster skrivs som utredning + första linjen: 6+2 är sex i utredning och två i första linjen."),
  ],
});

const brokenWords: Record<Exclude<BrokenRule, "unjudged">, string> = {
  balance: "toleransen",
  locks: "låsta områden",
  keepTogether: "områden som ska hållas ihop",
  forbiddenPairs: "områden som ska hållas isär",
  movedWeight: "hur många som får byta team",
};

function acceptedText({ apart, unassignedCount, brokenRules, by, at }: AcceptedFaults): string {
  const broken = brokenRules.filter((rule) => rule !== "unjudged");
  const what = [
    ...(apart.length > 0 || unassignedCount > 0 ? ["inte är helt"] : []),
    ...(broken.length > 0 ? [`bryter mot sina villkor (${listText(broken.map((rule) => brokenWords[rule]))})`] : []),
    ...(brokenRules.includes("unjudged") ? ["inte kan prövas mot sina villkor"] : []),
  ];
  return `Att förslaget ${listText(what)} godtogs av ${by ?? "okänd"} ${instantText(at)}.`;
}

/** "i dagens indelning är den", and from whose targets where that is another's. */
function beforeText({ isToday, targetsOf }: ComparedPlan): string {
  const named = isToday ? "i dagens indelning" : "i den tidigare indelningen";
  return targetsOf === "plan" ? `${named} är den` : `${named}, från dess egna mål, är den`;
}

export const summary: SectionWriter = (facts) => {
  const { balance, plan, compared, planner } = facts;
  const moved = movedAreas(facts);
  const sizes = headlineKeys(facts).flatMap((key) => {
    const measure = balance.measures.find(({ measureKey }) => measureKey === key);
    if (!measure) return [];
    const worst = measure.teams.reduce((far, team) =>
      Math.abs(team.deviationFraction) > Math.abs(far.deviationFraction) ? team : far,
    );
    const team = plan.teams.find(({ teamId }) => teamId === worst.teamId);
    const from = `${measure.nameSv}: största avvikelsen från ett teams mål är ${signedPercentText(worst.deviationFraction)} (${teamName(team)})`;
    const before = compared?.balance.measures.find(({ measureKey }) => measureKey === key);
    return `${from}${compared && before ? `; ${beforeText(compared)} ${percentText(before.largestDeviationFraction)}` : ""}.`;
  });
  const apart = balance.teams.filter(({ connectedParts }) => connectedParts > 1);
  const empty = plan.teamIndexes.filter((teamIndex) => teamIndex < 0).length;
  const people = childrenAndClients(facts).map(
    (measure) =>
      `${lowerFirst(measure.nameSv)}: ${numberText(
        sumOver(
          measure,
          moved.map(({ areaIndex }) => areaIndex),
        ),
      )}`,
  );
  return {
    id: "i-korthet",
    title: "Förslaget i korthet",
    blocks: [
      list([
        ...sizes,
        ...(apart.length === 0
          ? ["Varje team är ett sammanhängande område."]
          : apart.map(({ teamId, connectedParts }) => {
              const team = plan.teams.find((own) => own.teamId === teamId);
              return `Team ${teamName(team)} består av ${numberText(connectedParts)} delar.`;
            })),
        ...(planner && plan.acceptedFaults ? [acceptedText(plan.acceptedFaults)] : []),
        ...(compared
          ? [
              moved.length === 0
                ? "Inget område byter team."
                : `${countText(moved.length, "område byter", "områden byter")} team jämfört med ”${compared.plan.name}” (${people.join(", ")}).`,
            ]
          : ["Det finns ingen fastställd indelning att jämföra med."]),
        ...(empty > 0 ? [`${countText(empty, "område saknar", "områden saknar")} ännu team.`] : []),
        ...(planner ? [] : ["Siffrorna är skyddade: de kan avvika från de exakta med högst det som står efter ±."]),
      ]),
    ],
  };
};
