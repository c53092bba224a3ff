// The map, each team's numbers, the comparison with today, and what moves.
import type { MeasureBalance, PlanBalance, PlanTeam } from "../../contract/plans.ts";
import type { RecordBlock } from "../../contract/record.ts";
import type { MeasureValues } from "../../statistics/measures.ts";
import { drawPlanMaps } from "../plan-map.ts";
import type { ComparedPlan, RecordFacts } from "../read-facts.ts";
import { countText, listText, numberText, percentText, signedPercentText, surfaceText } from "../swedish-text.ts";
import { teamColour } from "../team-colours.ts";
import {
  childrenAndClients,
  headlineKeys,
  isWholeMeasure,
  list,
  movedAreas,
  paragraph,
  type SectionWriter,
  sumOver,
  table,
  teamName,
  toldTeam,
} from "./section.ts";

export const map: SectionWriter = (facts) => {
  const { plan, mapAreas, compared } = facts;
  const changed = new Set(movedAreas(facts).map(({ areaIndex }) => areaIndex));
  const teams = plan.teams.map(({ letter, name, colourIndex }) => ({ letter, name, colour: teamColour(colourIndex) }));
  const { whole, detail } = drawPlanMaps(
    mapAreas,
    teams,
    plan.teamIndexes,
    plan.teamIndexes.map((_team, areaIndex) => changed.has(areaIndex)),
  );
  const shownText =
    detail?.shownCount === changed.size
      ? "alla områden som byter team"
      : `${numberText(detail?.shownCount ?? 0)} av ${countText(changed.size, "område", "områden")} som byter team`;
  return {
    id: "karta",
    title: "Kartan",
    blocks: [
      {
        kind: "map",
        caption: `Karta över förslaget: ${countText(plan.teams.length, "team", "team")} med bokstav och färg${changed.size > 0 ? ", områden som byter team streckade" : ""}`,
        legend: [
          ...plan.teams.map(
            (team) => `Team ${teamName(team)}: bokstaven ${team.letter} i en vit ring på varje del som har plats`,
          ),
          ...(changed.size > 0
            ? [`Streckat: ${countText(changed.size, "område", "områden")} med annat team än i ”${compared!.plan.name}”`]
            : []),
          ...(plan.teamIndexes.some((teamIndex) => teamIndex < 0) ? ["Prickat: område utan team"] : []),
          ...(detail
            ? ["Rutan: den del som är förstorad på nästa karta, eftersom områden som byter team är små där"]
            : []),
          "Tjocka linjer skiljer team, tunna skiljer områden. Norr är uppåt. Tabellerna nedan säger samma sak i text; områden i delar som är för små för en bokstav står i listan över varje teams områden.",
        ],
        map: whole,
      },
      ...(detail
        ? [
            {
              kind: "map" as const,
              caption: `Förstoring av rutan på kartan: ${shownText}`,
              legend: ["Bokstäver, färger, streck och linjer betyder samma sak som på kartan över hela kommunen."],
              map: detail.map,
            },
          ]
        : []),
    ],
  };
};

export const teamNumbers: SectionWriter = (facts) => {
  const { plan, balance } = facts;
  const headlines = headlineKeys(facts);
  const nameOf = (teamId: string) => teamName(plan.teams.find((team) => team.teamId === teamId));
  const others = balance.measures.filter(({ measureKey }) => !headlines.includes(measureKey));
  const blocks: RecordBlock[] = [
    table(
      "Teamens områden",
      ["Team", "Tjänster", "#Områden", "#Yta", "#Delar"],
      balance.teams.map(({ teamId, areaCount, areaM2, connectedParts }, index) => [
        nameOf(teamId),
        `${numberText(plan.teams[index]!.investigationPositions)}+${numberText(plan.teams[index]!.firstLinePositions)}`,
        numberText(areaCount),
        surfaceText(areaM2),
        numberText(connectedParts),
      ]),
    ),
    ...headlines.flatMap((key) => {
      const measure = balance.measures.find(({ measureKey }) => measureKey === key);
      return measure ? [measureTable(measure, isWholeMeasure(facts, key), nameOf)] : [];
    }),
  ];
  if (others.length > 0) {
    blocks.push(
      table(
        "Övriga mått: antal och avvikelse från målet",
        ["Mått", ...plan.teams.map(({ letter }) => `#${letter}`)],
        others.map(({ measureKey, nameSv, period, teams }) => [
          period ? `${nameSv} (${period})` : nameSv,
          ...teams.map(
            (team) =>
              `${toldTeam(team, isWholeMeasure(facts, measureKey)).value} ${signedPercentText(team.deviationFraction)}`,
          ),
        ]),
      ),
      paragraph(
        "En avvikelse som är mindre än slumpen är ingen skillnad: ett antal på 25 varierar med omkring fem från år till år utan att något har ändrats.",
      ),
    );
  }
  return { id: "teamen", title: "Varje teams siffror", blocks };
};

function measureTable(measure: MeasureBalance, isWhole: boolean, nameOf: (teamId: string) => string): RecordBlock {
  return table(
    measure.period ? `${measure.nameSv} (${measure.period})` : measure.nameSv,
    ["Team", "#Antal", "#Mål", "#Skillnad", "#Avvikelse"],
    measure.teams.map((team) => {
      const { value, target, deviation } = toldTeam(team, isWhole);
      return [nameOf(team.teamId), value, target, deviation, signedPercentText(team.deviationFraction)];
    }),
  );
}

export const comparison: SectionWriter = (facts) => {
  const { compared, balance, plan } = facts;
  if (!compared) return null;
  const before = compared.isToday ? "i dag" : "tidigare";
  const everyTeam = [
    ...plan.teams,
    ...compared.plan.teams.filter(({ teamId }) => !plan.teams.some((team) => team.teamId === teamId)),
  ];
  const keys = [...new Set([...headlineKeys(facts), ...childrenAndClients(facts).map(({ key }) => key)])];
  const blocks: RecordBlock[] = keys.flatMap((key) => {
    const measure = balance.measures.find(({ measureKey }) => measureKey === key);
    return measure ? comparedTable(measure, compared, before, everyTeam, isWholeMeasure(facts, key)) : [];
  });
  const lengthKm = (of: PlanBalance) => numberText(of.cutBorderLengthM / 1000);
  return {
    id: "jamforelse",
    title: compared.isToday ? "Jämförelse med dagens indelning" : "Jämförelse med den tidigare indelningen",
    blocks: [
      paragraph(`Jämfört med ”${compared.plan.name}”${daysText(compared)}.`),
      paragraph(
        compared.targetsOf === "plan"
          ? "Avvikelserna i båda indelningarna är räknade från förslagets mål."
          : "Indelningarna har inte samma team. Därför är avvikelserna räknade från var sina mål, som står bredvid.",
      ),
      ...blocks,
      paragraph(
        `Gränser mellan team: ${lengthKm(compared.balance)} km ${before}, ${lengthKm(balance)} km i förslaget. Kortare gränser ger mer samlade team.`,
      ),
      ...schoolBlocks(facts),
    ],
  };
};

/** Between which days the plan compared with applies or applied, as far as they are known. */
function daysText({ plan, isToday }: ComparedPlan): string {
  if (isToday) return plan.adoptedFrom ? `, som gäller från ${plan.adoptedFrom}` : "";
  const days = [
    ...(plan.adoptedFrom ? [`från ${plan.adoptedFrom}`] : []),
    ...(plan.supersededFrom ? [`till ${plan.supersededFrom}`] : []),
  ];
  return days.length > 0 ? `, som gällde ${days.join(" ")}` : "";
}

/** A measure of each team in both plans; with both plans' targets where they are not the same. */
function comparedTable(
  measure: MeasureBalance,
  compared: ComparedPlan,
  before: string,
  everyTeam: readonly PlanTeam[],
  isWhole: boolean,
): RecordBlock {
  const earlier = compared.balance.measures.find(({ measureKey }) => measureKey === measure.measureKey);
  const hasOwnTargets = compared.targetsOf === "itself";
  const cells = (of: MeasureBalance | undefined, teamId: string): string[] => {
    const team = of?.teams.find((each) => each.teamId === teamId);
    if (!team) return ["finns inte", ...(hasOwnTargets ? [""] : []), ""];
    const { value, target } = toldTeam(team, isWhole);
    return [value, ...(hasOwnTargets ? [target] : []), signedPercentText(team.deviationFraction)];
  };
  const headings = (named: string, when: string) => [
    `#${named}`,
    ...(hasOwnTargets ? [`#Mål ${when}`] : []),
    `#Avvikelse ${when}`,
  ];
  return table(
    `${measure.nameSv}: ${before} och i förslaget`,
    ["Team", ...headings(before === "i dag" ? "I dag" : "Tidigare", before), ...headings("Förslaget", "i förslaget")],
    everyTeam.map((team) => [teamName(team), ...cells(earlier, team.teamId), ...cells(measure, team.teamId)]),
  );
}

/** Schools and pre-schools that get another team, and priority schools whose catchment is divided. */
function schoolBlocks(facts: RecordFacts): RecordBlock[] {
  const { arenas, division, plan, geometry } = facts;
  const moved = new Map(movedAreas(facts).map((each) => [each.areaIndex, each]));
  const changing = arenas.flatMap((arena) => {
    const change = moved.get(arena.areaIndexes[division.id] ?? -1);
    return change
      ? [[arena.name, arena.priority ? "prioriterad" : "", teamName(change.from), teamName(change.to)]]
      : [];
  });
  const divided = arenas.flatMap((arena) => {
    const indexes = (arena.catchments[division.id] ?? []).map((code) => geometry.codes.indexOf(code));
    const letters = [
      ...new Set(indexes.map((index) => plan.teams[plan.teamIndexes[index] ?? -1]?.letter ?? "–")),
    ].sort();
    return arena.priority && letters.length > 1
      ? [`${arena.name}: upptagningsområdet delas mellan ${listText(letters)}.`]
      : [];
  });
  return [
    changing.length === 0
      ? paragraph("Ingen skola, förskola eller annan arena byter team.")
      : table("Skolor, förskolor och arenor som byter team", ["Namn", "Prioritet", "Från", "Till"], changing),
    ...(divided.length > 0 ? [paragraph("Prioriterade skolor vars upptagningsområde delas:"), list(divided)] : []),
  ];
}

export const moves: SectionWriter = (facts) => {
  if (!facts.compared) return null;
  const moved = movedAreas(facts);
  const measures = childrenAndClients(facts);
  const indexes = moved.map(({ areaIndex }) => areaIndex);
  const [first] = measures;
  const ordered = first
    ? [...moved].sort(
        (a, b) => (first.values[b.areaIndex] ?? 0) - (first.values[a.areaIndex] ?? 0) || a.areaIndex - b.areaIndex,
      )
    : moved;
  const cell = ({ values, missingReasons }: MeasureValues, areaIndex: number) => {
    const value = values[areaIndex] ?? null;
    if (value !== null) return numberText(value);
    return missingReasons[areaIndex] === "protected" ? "visas inte" : "okänt";
  };
  return {
    id: "vad-som-flyttas",
    title: "Vad som flyttas",
    blocks:
      moved.length === 0
        ? [paragraph("Inget område byter team.")]
        : [
            list(
              measures.map((measure) => {
                const sum = sumOver(measure, indexes);
                const total = measure.total ?? 0;
                const share = total > 0 ? `, ${percentText(sum / total)} av kommunens` : "";
                return `${measure.nameSv}: ${numberText(sum)} byter team${share}.`;
              }),
            ),
            table(
              "Områden som byter team, flest berörda först",
              ["Kod", "Område", "Från", "Till", ...measures.map(({ nameSv }) => `#${nameSv}`)],
              ordered.map(({ areaIndex, from, to }) => [
                facts.geometry.codes[areaIndex]!,
                facts.geometry.names[areaIndex]!,
                teamName(from),
                teamName(to),
                ...measures.map((measure) => cell(measure, areaIndex)),
              ]),
            ),
          ],
  };
};

export const areasOfTeams: SectionWriter = ({ plan, geometry }) => {
  const codesOf = (wanted: number) =>
    plan.teamIndexes.flatMap((teamIndex, areaIndex) =>
      teamIndex === wanted ? [`${geometry.codes[areaIndex]} ${geometry.names[areaIndex]}`] : [],
    );
  const unassigned = codesOf(-1);
  return {
    id: "omraden",
    title: "Områden i varje team",
    blocks: [
      ...plan.teams.map((team, teamIndex) => {
        const codes = codesOf(teamIndex);
        return paragraph(`${teamName(team)} (${numberText(codes.length)}): ${codes.join(", ") || "inga områden"}.`);
      }),
      ...(unassigned.length > 0
        ? [paragraph(`Utan team (${numberText(unassigned.length)}): ${unassigned.join(", ")}.`)]
        : []),
    ],
  };
};
