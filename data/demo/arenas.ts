// Schools, pre-schools and other meeting places of the demonstration: where they lie, how many children, which have priority.
import { beforeSchool } from "./area-names.ts";
import { toSweref } from "./borders.ts";
import { type Stage, shareCatchments } from "./catchments.ts";
import { type DemonstrationArea, demonstrationMunicipality, type Municipality } from "./municipality.ts";
import { countChildren, extractYears } from "./people.ts";
import { createRandom, type SeededRandom } from "./random.ts";
import { teamOfArea, teams } from "./teams.ts";
import type { Position } from "./terrain.ts";

/** A school, a pre-school or another place where children, parents and staff meet. */
export interface DemonstrationArena {
  id: string;
  name: string;
  kind: "grundskola" | "förskola" | "familjecentral" | "BVC" | "fritidsgård" | "öppen förskola";
  /** Grades of a school, "F-6" and the like. */
  grades: string | null;
  organiser: string;
  /** Index of the area it lies in. */
  area: number;
  /** East and north in SWEREF 99 TM, metres. */
  position: Position;
  children: number | null;
  priorityReason: string | null;
  /** A year, a month or a day, as lists have them; null where there is no priority. */
  prioritySince: string | null;
  /** The function to turn to; never a person's name. */
  contactRole: string;
}

/** All arenas, and which school each area belongs to. */
export interface Arenas {
  all: DemonstrationArena[];
  catchments: { area: number; stage: Stage; school: string }[];
}

const lastYear = extractYears.length - 1;
const municipal = "Exempelsunds kommun";
const independent = "Stiftelsen Exempelskolor (påhittad)";
const schoolContacts = ["Rektor", "Biträdande rektor", "Skolkurator", "Specialpedagog", "Skolsköterska"];
const preschoolContacts = ["Rektor", "Biträdande rektor", "Specialpedagog", "Arbetslagsledare"];
const priorityReasons = [
  "Många orosanmälningar från upptagningsområdet",
  "Hög andel barn i familjer med ekonomiskt bistånd",
  "Hög frånvaro och tidiga signaler från elevhälsan",
  "Skolan och föreningarna i området har bett om närvaro av första linjen",
  "Många familjer utan kontakt med öppna mötesplatser",
];

/** Areas at even steps of a count, in code order, which runs district by district: so the choice is spread as the children are. */
function spreadOver(areas: readonly DemonstrationArea[], count: number, weight: (area: DemonstrationArea) => number) {
  const total = areas.reduce((sum, area) => sum + weight(area), 0);
  const chosen: number[] = [];
  let passed = 0;
  for (const [i, area] of areas.entries()) {
    passed += weight(area);
    while (chosen.length < count && passed >= ((chosen.length + 0.5) * total) / count) chosen.push(i);
  }
  return chosen;
}

/** Gives each new arena of an area another of its points, the most lived-in first. */
function createSiteSource({ mesh, areas }: Municipality): (area: number) => Position {
  const used = new Map<number, number>();
  return (area) => {
    const order = used.get(area) ?? 0;
    used.set(area, order + 1);
    const { points, centre } = areas[area]!;
    const distance = (i: number): number => (mesh.x[i]! - mesh.x[centre]!) ** 2 + (mesh.y[i]! - mesh.y[centre]!) ** 2;
    const point = [...points].sort((a, b) => distance(a) - distance(b) || a - b)[order % points.length]!;
    return toSweref(mesh.x[point]!, mesh.y[point]!);
  };
}

function createUniqueName(): (name: string) => string {
  const used = new Map<string, number>();
  return (name) => {
    const count = (used.get(name) ?? 0) + 1;
    used.set(name, count);
    return count === 1 ? name : `${name} ${count}`;
  };
}

const unitCode = (number: number): string => demonstrationMunicipality.code + String(number).padStart(4, "0");

interface SchoolPlan {
  grades: string;
  stages: readonly Stage[];
  count: number;
  firstNumber: number;
  isIndependent: boolean;
}

const schoolPlans: readonly SchoolPlan[] = [
  { grades: "F-6", stages: ["F-6"], count: 27, firstNumber: 1, isIndependent: false },
  { grades: "F-9", stages: ["F-6", "7-9"], count: 6, firstNumber: 101, isIndependent: false },
  { grades: "7-9", stages: ["7-9"], count: 8, firstNumber: 201, isIndependent: false },
  { grades: "F-9", stages: [], count: 4, firstNumber: 301, isIndependent: true },
];

interface Unit {
  arena: DemonstrationArena;
  stages: readonly Stage[];
  strain: number;
}

function placeSchools(municipality: Municipality, siteIn: (area: number) => Position, random: SeededRandom): Unit[] {
  const { areas } = municipality;
  const nameOnce = createUniqueName();
  const taken = new Set<number>();
  return schoolPlans.flatMap(({ grades, stages, count, firstNumber, isIndependent }) =>
    spreadOver(areas, count, (area) => countChildren(area.people, lastYear, 6, 15)).map((wanted, i) => {
      const area = nearestFree(municipality, wanted, taken);
      taken.add(area);
      const base = beforeSchool(areas[area]!.name);
      const name = nameOnce(isIndependent ? `${base} friskola` : `${base} skola`);
      const arena: DemonstrationArena = {
        id: unitCode(firstNumber + i),
        name,
        kind: "grundskola",
        grades,
        organiser: isIndependent ? independent : municipal,
        area,
        position: siteIn(area),
        children: isIndependent ? 90 + random.integer(160) : 0,
        priorityReason: null,
        prioritySince: null,
        contactRole: random.pick(schoolContacts),
      };
      return { arena, stages, strain: isIndependent ? 0 : areas[area]!.people.strain };
    }),
  );
}

/** The wanted area, or a neighbour of it, that has none of the kind yet. */
function nearestFree({ neighbours }: Municipality, wanted: number, taken: ReadonlySet<number>): number {
  return [wanted, ...neighbours[wanted]!].find((area) => !taken.has(area)) ?? wanted;
}

function placePreschools(municipality: Municipality, siteIn: (area: number) => Position, random: SeededRandom): Unit[] {
  const { areas } = municipality;
  const nameOnce = createUniqueName();
  const count = 70;
  const inPreschoolAge = (area: DemonstrationArea): number => countChildren(area.people, lastYear, 1, 5);
  const enrolled = 0.86 * areas.reduce((sum, area) => sum + inPreschoolAge(area), 0);
  return spreadOver(areas, count, inPreschoolAge).map((area, i) => {
    const isIndependent = random.uniform() < 0.14;
    const children = Math.round((enrolled / count) * random.between(0.55, 1.45));
    const arena: DemonstrationArena = {
      id: unitCode(1001 + i),
      name: nameOnce(`${beforeSchool(areas[area]!.name)} förskola`),
      kind: "förskola",
      grades: null,
      organiser: isIndependent ? independent : municipal,
      area,
      position: siteIn(area),
      children,
      priorityReason: null,
      prioritySince: null,
      contactRole: random.pick(preschoolContacts),
    };
    return { arena, stages: [], strain: areas[area]!.people.strain };
  });
}

/** Marks the units whose surroundings are under most strain. */
function givePriority(units: readonly Unit[], count: number, random: SeededRandom): void {
  const order = [...units].sort((a, b) => b.strain - a.strain || (a.arena.id < b.arena.id ? -1 : 1));
  for (const { arena } of order.slice(0, count)) arena.priorityReason = random.pick(priorityReasons);
}

/** Since when, as lists tell it: a year, a month or a day. The seed's own stream: nothing else changes by it. */
function datePriority(seed: number, all: readonly DemonstrationArena[]): void {
  const random = createRandom(seed, "priority-since");
  for (const arena of all) {
    if (arena.priorityReason === null) continue;
    const year = 2021 + random.integer(5);
    const month = String(1 + random.integer(12)).padStart(2, "0");
    arena.prioritySince = random.pick([`${year}`, `${year}-${month}`, `${year}-${month}-01`]);
  }
}

interface MeetingPlacePlan {
  kind: DemonstrationArena["kind"];
  name: (place: string) => string;
  count: number;
  firstNumber: number;
  contactRole: string;
  priorityCount: number;
}

const meetingPlacePlans: readonly MeetingPlacePlan[] = [
  {
    kind: "BVC",
    name: (place) => `${place} barnavårdscentral`,
    count: 8,
    firstNumber: 4001,
    contactRole: "Enhetschef",
    priorityCount: 0,
  },
  {
    kind: "fritidsgård",
    name: (place) => `${place} fritidsgård`,
    count: 10,
    firstNumber: 5001,
    contactRole: "Föreståndare",
    priorityCount: 3,
  },
  {
    kind: "öppen förskola",
    name: (place) => `${place} öppna förskola`,
    count: 8,
    firstNumber: 6001,
    contactRole: "Samordnare",
    priorityCount: 2,
  },
];

/** A family centre for each team, where most children of the team's territory live; it is the team's home. */
function placeFamilyCentres(municipality: Municipality, siteIn: (area: number) => Position): DemonstrationArena[] {
  const { areas } = municipality;
  return teams.map((team, i) => {
    const own = areas.flatMap((area, index) =>
      teamOfArea(area) === team && area.code.startsWith(team.homePlace) ? [index] : [],
    );
    const children = (index: number): number => countChildren(areas[index]!.people, lastYear, 0, 19);
    const area = own.reduce((a, b) => (children(b) > children(a) ? b : a));
    return {
      id: unitCode(3001 + i),
      name: `Familjecentralen ${areas[area]!.name}`,
      kind: "familjecentral",
      grades: null,
      organiser: municipal,
      area,
      position: siteIn(area),
      children: null,
      priorityReason: null,
      prioritySince: null,
      contactRole: "Samordnare",
    };
  });
}

function placeMeetingPlaces(
  municipality: Municipality,
  siteIn: (area: number) => Position,
  random: SeededRandom,
): Unit[] {
  const { areas } = municipality;
  return meetingPlacePlans.flatMap(({ kind, name, count, firstNumber, contactRole, priorityCount }) => {
    const nameOnce = createUniqueName();
    const chosen = spreadOver(areas, count, (area) => countChildren(area.people, lastYear, 0, 17));
    const units = chosen.map((area, i): Unit => {
      const arena: DemonstrationArena = {
        id: unitCode(firstNumber + i),
        name: nameOnce(name(beforeSchool(areas[area]!.name))),
        kind,
        grades: null,
        organiser: kind === "BVC" ? "Regionen (påhittad)" : municipal,
        area,
        position: siteIn(area),
        children: null,
        priorityReason: null,
        prioritySince: null,
        contactRole,
      };
      return { arena, stages: [], strain: areas[area]!.people.strain };
    });
    givePriority(units, priorityCount, random);
    return units;
  });
}

/** Places every arena and shares the areas out among the municipal schools. */
export function placeArenas(municipality: Municipality): Arenas {
  const { seed, areas } = municipality;
  const siteIn = createSiteSource(municipality);
  const random = createRandom(seed, "arenas");
  const schools = placeSchools(municipality, siteIn, random);
  const catchments: Arenas["catchments"] = [];
  for (const [stage, from, to] of [
    ["F-6", 6, 12],
    ["7-9", 13, 15],
  ] as const) {
    const offering = schools.filter(({ stages }) => stages.includes(stage));
    const owner = shareCatchments(
      municipality,
      offering.map(({ arena }) => arena.area),
    );
    for (const [area, number] of owner.entries()) {
      const { arena } = offering[number]!;
      catchments.push({ area, stage, school: arena.id });
      arena.children = arena.children! + countChildren(areas[area]!.people, lastYear, from, to);
    }
  }
  for (const { arena, stages } of schools) if (stages.length > 0) arena.children = Math.round(0.93 * arena.children!);
  givePriority(schools, 10, random);
  const preschools = placePreschools(municipality, siteIn, random);
  givePriority(preschools, 14, random);
  const others = placeMeetingPlaces(municipality, siteIn, random);
  const all = [...schools, ...preschools, ...others].map(({ arena }) => arena);
  datePriority(seed, all);
  return { all: [...all, ...placeFamilyCentres(municipality, siteIn)], catchments };
}
