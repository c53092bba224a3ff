// What the plan is built on: the division, the counts with their periods, files and dates, and neighbours changed by hand.
import type { RecordBlock } from "../../contract/record.ts";
import { countText, dayText, numberText } from "../swedish-text.ts";
import { factList, paragraph, type SectionWriter, table } from "./section.ts";

const purposeNames: Readonly<Record<string, string>> = {
  areas: "Områden",
  population: "Befolkning",
  clients: "Klienter",
  "case-rows": "Ärenderader (räknade till antal)",
  indicators: "Indikatorer",
  arenas: "Skolor, förskolor och arenor",
  catchments: "Upptagningsområden",
  "current-division": "Indelning i team",
  staffing: "Bemanning",
  flow: "Flöde per månad",
  "area-names": "Områdesnamn",
  links: "Länkar mellan områden",
  background: "Kartbakgrund",
};

export const data: SectionWriter = ({ division, measures, planner, edits, geometry }) => {
  const area = (areaIndex: number) => `${geometry.codes[areaIndex]} ${geometry.names[areaIndex]}`;
  const blocks: RecordBlock[] = [
    factList([
      ["Områdesindelning", `${division.name}, utgåva ${division.edition}`],
      ["Källa", division.source],
      ["Områden", numberText(division.areaCount)],
      ...(division.validFrom ? [["Gäller från", division.validFrom] as const] : []),
      ["Inläst", dayText(division.createdAt)],
      ["Kontrollsumma", division.contentHash],
    ]),
    table(
      planner ? "Uppgifter om antal (exakta)" : "Uppgifter om antal (skyddade)",
      ["Mått", "Avser", "#I hela kommunen", "#Områden utan uppgift"],
      measures.map(({ nameSv, period, total, unknownCount }) => [
        nameSv,
        period ?? "",
        total === null ? "visas inte" : numberText(total),
        numberText(unknownCount),
      ]),
    ),
    paragraph(
      "Områden utan uppgift har räknats som noll i summorna. Personer utan område på kartan ingår i kommunens antal men i inget team.",
    ),
  ];
  if (planner && planner.imports.length > 0) {
    blocks.push(
      table(
        "Inlästa filer",
        ["Innehåll", "Fil", "Inläst", "Av", "#Rader"],
        planner.imports.map(({ purpose, fileName, finishedAt, author, rowCount }) => [
          purposeNames[purpose] ?? purpose,
          fileName,
          finishedAt ? dayText(finishedAt) : "",
          author ?? "tjänsten",
          rowCount === null ? "" : numberText(rowCount),
        ]),
      ),
    );
  }
  if (edits.length > 0) {
    blocks.push(
      table(
        `Grannskap ändrade för hand: ${countText(edits.length, "ändring", "ändringar")}`,
        ["Områden", "Ändring", "Skäl", "Datum"],
        edits.map(({ areaIndexA, areaIndexB, action, reason, createdAt }) => [
          `${area(areaIndexA)} – ${area(areaIndexB)}`,
          action === "add" ? "länkade" : "skilda åt",
          reason,
          dayText(createdAt),
        ]),
      ),
    );
  }
  return { id: "underlag", title: "Uppgifter som ligger till grund", blocks };
};
