// The demonstration municipality as files: made up from a seed, delivered as a municipality would deliver its own.

import type { PurposeName } from "../purposes/purpose.ts";
import { registerName } from "./area-names.ts";
import { type Arenas, type DemonstrationArena, placeArenas } from "./arenas.ts";
import { drawBackground } from "./background.ts";
import { caseHeader, drawCaseRows } from "./case-rows.ts";
import { drawClients } from "./clients.ts";
import { drawFlowRows, flowHeader } from "./flow.ts";
import { drawIndicatorRows, indicatorHeader } from "./indicators.ts";
import { createMunicipality, demonstrationMunicipality, type Municipality, restCodes } from "./municipality.ts";
import { type DemonstrationNeighbourhood, drawNeighbourhoods } from "./neighbourhoods.ts";
import { adultClasses, childrenAt, extractYears, oldestAge, type People, sexes } from "./people.ts";
import { teamOfArea, teams } from "./teams.ts";
import { type Cell, type TextFormat, withComma, writeTable } from "./text-files.ts";

export { demonstrationMunicipality } from "./municipality.ts";

/** What a planner would answer in the import wizard for a file. */
interface DemonstrationOptions {
  /** Coordinate system of the coordinates in the file. */
  epsg?: 3006;
  /** Name of the division the file defines or refers to. */
  divisionName: string;
  /** The day from which the contents hold, or the last extract's day (YYYY-MM-DD). */
  date: string;
  encoding: TextFormat["encoding"];
  separator?: TextFormat["separator"];
}

/** One file as delivered: a name, what kind of import it is for, its bytes. */
export interface DemonstrationFile {
  name: string;
  purpose: PurposeName;
  bytes: Uint8Array;
  options: DemonstrationOptions;
}

/** The files in the order in which they can be imported. */
export type DemonstrationFiles = readonly DemonstrationFile[];

/** Name of the division that the areas file defines. */
const demonstrationDivisionName = "NYKO 2025, nivå 6 (påhittad)";

const lastDate = "2025-12-31";
const windowsSemicolon: TextFormat = { separator: ";", encoding: "windows-1252" };
const bomSemicolon: TextFormat = { separator: ";", encoding: "utf-8-bom" };
const plainComma: TextFormat = { separator: ",", encoding: "utf-8" };

function tableFile(
  name: string,
  purpose: PurposeName,
  format: TextFormat,
  header: readonly string[],
  rows: Iterable<readonly Cell[]>,
  epsg?: 3006,
): DemonstrationFile {
  const options = { divisionName: demonstrationDivisionName, date: lastDate, ...format, ...(epsg ? { epsg } : {}) };
  return { name, purpose, bytes: writeTable(header, rows, format), options };
}

function geojsonFile(name: string, purpose: PurposeName, features: readonly object[]): DemonstrationFile {
  const crs = { type: "name", properties: { name: "urn:ogc:def:crs:EPSG::3006" } };
  const head = `{"type":"FeatureCollection","name":${JSON.stringify(name.replace(".geojson", ""))},"crs":${JSON.stringify(crs)},"features":[\n`;
  const body = features.map((feature) => JSON.stringify(feature)).join(",\n");
  const bytes = new TextEncoder().encode(`${head}${body}\n]}\n`);
  const options = {
    epsg: 3006,
    divisionName: demonstrationDivisionName,
    date: "2025-01-01",
    encoding: "utf-8",
  } as const;
  return { name, purpose, bytes, options };
}

function areasFile({ areas }: Municipality): DemonstrationFile {
  const features = areas.map(({ code, name, polygons }) => ({
    type: "Feature",
    properties: { NYKO: code, NAMN: registerName(name) },
    geometry:
      polygons.length === 1
        ? { type: "Polygon", coordinates: polygons[0] }
        : { type: "MultiPolygon", coordinates: polygons },
  }));
  return geojsonFile("nyko6-omraden.geojson", "areas", features);
}

function displayNamesFile({ areas, upperLevels }: Municipality): DemonstrationFile {
  const rows: Cell[][] = [
    ...upperLevels.map(({ code, registerName: short, name }) => [code, short, name]),
    ...areas.map(({ code, name }) => [code, registerName(name), name]),
  ];
  rows.sort((a, b) => (a[0]! < b[0]! ? -1 : 1));
  return tableFile("nyko-namn.csv", "area-names", bomSemicolon, ["NYKO", "Registernamn", "Visningsnamn"], rows);
}

function linksFile({ areas, bridgeAreas }: Municipality): DemonstrationFile {
  const row = [areas[bridgeAreas.mainland]!.code, areas[bridgeAreas.island]!.code, "lägg till", "bro"];
  return tableFile("grannskap-broar.csv", "links", windowsSemicolon, ["Från", "Till", "Åtgärd", "Skäl"], [row]);
}

/** Codes with their people, the rest code last. */
function everyone({ areas, restPeople }: Municipality): { code: string; people: People }[] {
  return [...areas, { code: restCodes.register, people: restPeople }];
}

function childrenFile(municipality: Municipality): DemonstrationFile {
  const rows: Cell[][] = [];
  for (const { code, people } of everyone(municipality)) {
    for (const [y, year] of extractYears.entries()) {
      for (const [s, sex] of sexes.entries()) {
        for (let age = 0; age <= oldestAge; age++) {
          rows.push([code, `${year}-12-31`, sex, age, childrenAt(people, y, s, age)]);
        }
      }
    }
  }
  const header = ["NYKO", "Uttagsdatum", "Kon", "Alder", "AntalPersoner"];
  return tableFile("befolkning-0-20-ettarsklasser.csv", "population", windowsSemicolon, header, rows);
}

function populationFile(municipality: Municipality): DemonstrationFile {
  const rows: Cell[][] = [];
  const lastYear = extractYears.length - 1;
  for (const { code, people } of everyone(municipality)) {
    for (const [s, sex] of sexes.entries()) {
      for (let from = 0; from < 20; from += 5) {
        let count = 0;
        for (let age = from; age < from + 5; age++) count += childrenAt(people, lastYear, s, age);
        rows.push([code, lastDate, sex, `${from}-${from + 4}`, count]);
      }
      for (const [i, interval] of adultClasses.entries()) {
        rows.push([code, lastDate, sex, interval, people.adults[s * adultClasses.length + i]!]);
      }
    }
  }
  const header = ["NYKO", "Uttagsdatum", "Kon", "AldersIntervall5Ar", "AntalPersoner"];
  return tableFile("befolkning-femarsklasser.csv", "population", windowsSemicolon, header, rows);
}

function clientsFile(municipality: Municipality): DemonstrationFile {
  const rows = drawClients(municipality).map(({ code, year, caseType, count }) => [code, year, caseType, count]);
  return tableFile("klienter-per-omrade.csv", "clients", windowsSemicolon, ["NYKO", "Ar", "Ärendetyp", "Antal"], rows);
}

const schoolHeader =
  "source,id,name,type,grades,organizer,children,sweref99tm_n,sweref99tm_e,locality,nyko,priority,priority_reason,priority_since,contact_role,url,updated".split(
    ",",
  );

function schoolsFile(
  { areas }: Municipality,
  arenas: Arenas,
  kind: DemonstrationArena["kind"],
  name: string,
): DemonstrationFile {
  const rows = arenas.all
    .filter((arena) => arena.kind === kind)
    .map((arena): Cell[] => [
      demonstrationMunicipality.code,
      arena.id,
      arena.name,
      arena.kind,
      arena.grades,
      arena.organiser,
      arena.children,
      arena.position[1].toFixed(1),
      arena.position[0].toFixed(1),
      areas[arena.area]!.place.name,
      areas[arena.area]!.code,
      arena.priorityReason ? "ja" : "nej",
      arena.priorityReason,
      arena.prioritySince,
      arena.contactRole,
      null,
      lastDate,
    ]);
  return tableFile(name, "arenas", plainComma, schoolHeader, rows, 3006);
}

function meetingPlacesFile({ areas }: Municipality, arenas: Arenas): DemonstrationFile {
  const rows = arenas.all
    .filter(({ kind }) => kind !== "grundskola" && kind !== "förskola")
    .map((arena): Cell[] => [
      arena.id,
      arena.name,
      arena.kind,
      arena.organiser,
      withComma(arena.position[1]),
      withComma(arena.position[0]),
      areas[arena.area]!.code,
      arena.priorityReason ? "ja" : "nej",
      arena.priorityReason,
      arena.prioritySince,
      arena.contactRole,
    ]);
  const header = [
    ...["Id", "Namn", "Typ", "Huvudman", "N", "E", "NYKO"],
    ...["Prioriterad", "Skäl", "Prioriterad sedan", "Kontaktroll"],
  ];
  return tableFile("motesplatser.csv", "arenas", bomSemicolon, header, rows, 3006);
}

function catchmentsFile({ areas }: Municipality, arenas: Arenas): DemonstrationFile {
  const rows = arenas.catchments.map(({ area, stage, school }) => [areas[area]!.code, stage, school]);
  const header = ["NYKO", "Stadium", "Skolenhetskod"];
  return tableFile("upptagningsomraden.csv", "catchments", windowsSemicolon, header, rows);
}

function currentDivisionFile({ areas }: Municipality): DemonstrationFile {
  const rows = areas.map((area) => [area.code, teamOfArea(area).letter]);
  return tableFile("dagens-indelning.csv", "current-division", windowsSemicolon, ["NYKO", "Team"], rows);
}

function staffingFile(arenas: Arenas): DemonstrationFile {
  const homes = arenas.all.filter(({ kind }) => kind === "familjecentral");
  const rows = teams.map((team, i): Cell[] => [
    team.letter,
    team.name,
    team.investigationPositions,
    team.firstLinePositions,
    homes[i]!.id,
  ]);
  const header = ["Team", "Namn", "Utredning", "Första linjen", "Hemarena"];
  return tableFile("bemanning.csv", "staffing", windowsSemicolon, header, rows);
}

/**
 * Makes the demonstration municipality of a seed (a whole number) as a list of files, in import order.
 * The same seed gives the same bytes on every machine; land, people, clients and arenas are invented.
 */
export function createDemonstration(seed = 2281): DemonstrationFiles {
  const municipality = createMunicipality(seed);
  const arenas = placeArenas(municipality);
  return [
    areasFile(municipality),
    displayNamesFile(municipality),
    linksFile(municipality),
    childrenFile(municipality),
    populationFile(municipality),
    clientsFile(municipality),
    tableFile("socioekonomi.csv", "indicators", windowsSemicolon, indicatorHeader, drawIndicatorRows(municipality)),
    schoolsFile(municipality, arenas, "grundskola", "skolor.csv"),
    schoolsFile(municipality, arenas, "förskola", "forskolor.csv"),
    meetingPlacesFile(municipality, arenas),
    catchmentsFile(municipality, arenas),
    staffingFile(arenas),
    tableFile("flode-per-manad.csv", "flow", windowsSemicolon, flowHeader, drawFlowRows(seed)),
    currentDivisionFile(municipality),
    geojsonFile("bakgrund.geojson", "background", drawBackground(municipality)),
  ];
}

/** The neighbourhoods that people of the demonstration know by name; they come in no file. */
export function createDemonstrationNeighbourhoods(seed = 2281): DemonstrationNeighbourhood[] {
  return drawNeighbourhoods(createMunicipality(seed));
}

/**
 * Makes a client file of the other form for one year (2020–2025): one row per invented case, with a code or a coordinate.
 * Its rows counted by area and case type equal that year of the client file. Not part of the demonstration's start.
 */
export function createDemonstrationCases(seed = 2281, year = 2025): DemonstrationFile {
  const rows = drawCaseRows(createMunicipality(seed), year);
  return tableFile(`arenderader-${year}.csv`, "case-rows", windowsSemicolon, caseHeader, rows, 3006);
}
