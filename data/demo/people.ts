// Who lives in the demonstration: children by single year and sex at six dates, adults by five-year class, and how people fare.
import type { LandArea } from "./hierarchy.ts";
import type { Mesh } from "./mesh.ts";
import { fractalNoise } from "./noise.ts";
import { places } from "./places.ts";
import { createRandom, type SeededRandom } from "./random.ts";

/** The dates of the extracts, one a year. */
export const extractYears = [2020, 2021, 2022, 2023, 2024, 2025] as const;
/** The oldest single year in the children file. */
export const oldestAge = 20;
/** The sexes as the register writes them. */
export const sexes = ["K", "M"] as const;
/** Adult classes; the last is open. */
export const adultClasses = [
  "20-24",
  "25-29",
  "30-34",
  "35-39",
  "40-44",
  "45-49",
  "50-54",
  "55-59",
  "60-64",
  "65-69",
  "70-74",
  "75-79",
  "80-",
] as const;

/** The people of one area, or of a rest code. */
export interface People {
  /** Children 0–20 by year, sex and age, read with `childrenAt`. */
  children: Uint16Array;
  /** Adults at the last date by sex and class, sex by sex. */
  adults: Uint16Array;
  /** Yearly growth of the adults, a fraction. */
  adultGrowth: number;
  /** Invented social strain of the area, 0 (little) … 1 (much); drives clients and indicators. */
  strain: number;
}

const ages = oldestAge + 1;
const targetInhabitants = 100700;
const birthsOfYear = [1, 0.96, 0.9, 0.84, 0.8, 0.78];
const adultShape = [58, 66, 70, 66, 62, 60, 64, 66, 62, 60, 60, 54, 66];

/** Number of children of an age and sex at one of the dates. */
export function childrenAt(people: People, year: number, sex: number, age: number): number {
  return people.children[(year * sexes.length + sex) * ages + age]!;
}

/** Children of both sexes from one age up to and including another, at one of the dates (by its place in `extractYears`). */
export function countChildren(people: People, year: number, fromAge: number, toAge: number): number {
  let sum = 0;
  for (let sex = 0; sex < sexes.length; sex++) {
    for (let age = fromAge; age <= toAge; age++) sum += childrenAt(people, year, sex, age);
  }
  return sum;
}

/** Adults from 20 of one sex at one of the dates, counted back from the last by the area's growth. */
export function countAdults(people: People, year: number, sex: number): number {
  const classes = people.adults.subarray(sex * adultClasses.length, (sex + 1) * adultClasses.length);
  const last = classes.reduce((sum, count) => sum + count, 0);
  return Math.round(last * (1 - people.adultGrowth * (extractYears.length - 1 - year)));
}

/** Everyone of one sex at one of the dates. */
export function countEveryone(people: People, year: number, sex: number): number {
  let children = 0;
  for (let age = 0; age < 20; age++) children += childrenAt(people, year, sex, age);
  return children + countAdults(people, year, sex);
}

interface Expectation {
  inhabitants: number;
  childShare: number;
  /** Positive: more teenagers than toddlers. */
  ageTilt: number;
  isCentral: boolean;
  /** Inflow compared with a settled area. */
  inflow: number;
  strain: number;
}

function expectedAtAge(area: Expectation, age: number): number {
  const tilt = 1 + (area.ageTilt * (age - 9.5)) / 9.5;
  const leavingHome = age < 19 ? 1 : area.isCentral ? 1.7 : age === 19 ? 0.85 : 0.62;
  return ((area.inhabitants * area.childShare) / 20) * tilt * leavingHome;
}

/** Draws the first year and lets every later one follow: children grow a year older, some move out, others in, some are born. */
function drawChildren(area: Expectation, random: SeededRandom): Uint16Array {
  const children = new Uint16Array(extractYears.length * sexes.length * ages);
  const at = (year: number, sex: number, age: number): number => (year * sexes.length + sex) * ages + age;
  for (let sex = 0; sex < sexes.length; sex++) {
    for (let age = 0; age < ages; age++) children[at(0, sex, age)] = random.poisson(expectedAtAge(area, age) / 2);
  }
  for (let year = 1; year < extractYears.length; year++) {
    for (let sex = 0; sex < sexes.length; sex++) {
      children[at(year, sex, 0)] = random.poisson((expectedAtAge(area, 0) / 2) * birthsOfYear[year]!);
      for (let age = 1; age < ages; age++) {
        const stays = 0.93 * Math.min(1, expectedAtAge(area, age) / expectedAtAge(area, age - 1));
        const stayed = random.binomial(children[at(year - 1, sex, age - 1)]!, stays);
        children[at(year, sex, age)] = stayed + random.poisson(0.035 * area.inflow * expectedAtAge(area, age));
      }
    }
  }
  return children;
}

function drawAdults(area: Expectation, children: Uint16Array, random: SeededRandom): Uint16Array {
  const total = adultShape.reduce((sum, weight) => sum + weight, 0);
  const adults = new Uint16Array(sexes.length * adultClasses.length);
  const mean = area.inhabitants * (1 - area.childShare);
  const elderly = area.isCentral ? 1.15 : 1.35 - 1.6 * area.childShare;
  for (let sex = 0; sex < sexes.length; sex++) {
    for (const [i, weight] of adultShape.entries()) {
      const young = i < 3 && area.isCentral ? 1.9 : i < 2 ? 0.8 : 1;
      const old = i >= 9 ? elderly : 1;
      const count = random.poisson((mean * weight * young * old) / (2 * total));
      const lastAtTwenty = children[((extractYears.length - 1) * sexes.length + sex) * ages + oldestAge]!;
      adults[sex * adultClasses.length + i] = i === 0 ? Math.max(count, lastAtTwenty) : count;
    }
  }
  return adults;
}

function drawPeople(area: Expectation, random: SeededRandom): People {
  const children = drawChildren(area, random);
  return {
    children,
    adults: drawAdults(area, children, random),
    adultGrowth: (area.inflow - 1) * 0.01 + 0.0005 * random.normal(),
    strain: area.strain,
  };
}

/** Social strain: a field that neighbours share, a part of its own for every level-3 part, and some chance. Not the real places'. */
function drawStrain(seed: number, area: LandArea, east: number, north: number, random: SeededRandom): number {
  const part = createRandom(seed, `strain ${area.code.slice(0, 3)}`);
  const field = fractalNoise(seed + 900, east, north, area.place.kind === "countryside" ? 16000 : 3400);
  const ofPart = part.normal();
  return Math.min(1, Math.max(0, 0.36 + 0.34 * field + 0.17 * ofPart + 0.06 * random.normal()));
}

function expectedShareOfChildren(area: LandArea, random: SeededRandom): number {
  const usual = area.place.code === "16" ? 0.125 : { town: 0.226, village: 0.256, countryside: 0.226 }[area.place.kind];
  return Math.min(0.36, Math.max(0.06, usual * (1 + 0.17 * random.normal())));
}

/** How many live in each area of a place: by its attraction, with chance, and some areas nearly empty. */
function shareInhabitants(areas: readonly LandArea[], attraction: Float64Array, random: SeededRandom): number[] {
  const inhabitants = new Array<number>(areas.length).fill(0);
  const placeTotal = places.reduce((sum, place) => sum + place.inhabitants, 0);
  for (const place of places) {
    const members = areas.flatMap((area, i) => (area.place === place ? [i] : []));
    const weights = members.map((i) => {
      const pull = areas[i]!.points.reduce((sum, point) => sum + attraction[point]!, 0);
      const emptiness = random.uniform() < 0.05 ? 0.06 : 1;
      return Math.sqrt(pull) * emptiness * (0.25 + 0.75 * random.gammaMeanOne(3));
    });
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    for (const [k, i] of members.entries()) {
      inhabitants[i] = (targetInhabitants * place.inhabitants * weights[k]!) / (placeTotal * total);
    }
  }
  return inhabitants;
}

/** Draws the people of every area, in the areas' order. */
export function populate(
  seed: number,
  mesh: Mesh,
  areas: readonly LandArea[],
  centres: readonly number[],
  attraction: Float64Array,
): People[] {
  const inhabitants = shareInhabitants(areas, attraction, createRandom(seed, "inhabitants"));
  return areas.map((area, i) => {
    const random = createRandom(seed, `people ${area.code}`);
    const strain = drawStrain(seed, area, mesh.x[centres[i]!]!, mesh.y[centres[i]!]!, random);
    const isNewHousing = random.uniform() < 0.05;
    return drawPeople(
      {
        inhabitants: inhabitants[i]!,
        childShare: expectedShareOfChildren(area, random),
        ageTilt: isNewHousing ? -0.4 : random.between(-0.15, 0.38),
        isCentral: area.place.code === "16",
        inflow: isNewHousing ? 2.4 : random.between(0.75, 1.3),
        strain,
      },
      random,
    );
  });
}

/** People registered in the municipality but on no property: the rest code's population. */
export function populateRestCode(seed: number): People {
  return drawPeople(
    { inhabitants: 140, childShare: 0.24, ageTilt: 0.1, isCentral: false, inflow: 1, strain: 0.7 },
    createRandom(seed, "people rest"),
  );
}
