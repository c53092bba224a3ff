// The nine socio-economic indicators of SCB's area statistics, invented, by area, year and sex; small groups are dotted.
import { demonstrationMunicipality, type Municipality } from "./municipality.ts";
import { adultClasses, childrenAt, countAdults, countEveryone, extractYears, type People, sexes } from "./people.ts";
import { createRandom, type SeededRandom } from "./random.ts";
import { type Cell, withComma } from "./text-files.ts";

/** Heading of the indicator file, as in the municipality's view vSocioekonomiskStatistik. */
export const indicatorHeader = ["NYKO", "Variabel", "Ar", "Man", "Kvinnor", "Totalt"] as const;

/** Fewer people than this of a sex (or in all): the cell is dotted. */
const smallestPublishedGroup = 30;

interface Circumstances {
  strain: number;
  isTown: boolean;
  yearsAgo: number;
}

interface Indicator {
  label: string;
  /** Mean of an area in given circumstances. */
  usual: (at: Circumstances) => number;
  /** Standard deviation between areas of equal circumstances. */
  spread: number;
  /** What is added for women; as much is taken off for men. */
  women: number;
  lowest: number;
  highest: number;
}

const drawn: readonly Indicator[] = [
  {
    label: "Andel av befolkningen med ekonomiskt bistånd 20+ år",
    usual: ({ strain, yearsAgo }) => 0.4 + 1.2 * strain + 9.5 * strain * strain + 0.12 * yearsAgo,
    spread: 0.5,
    women: -0.1,
    lowest: 0,
    highest: 40,
  },
  {
    label: "Andel födda utanför EU28",
    usual: ({ strain, isTown, yearsAgo }) =>
      1.6 + (isTown ? 2 : 0) + 27 * strain * strain - 0.025 * yearsAgo * (4 + 20 * strain),
    spread: 1.3,
    women: 0.2,
    lowest: 0,
    highest: 80,
  },
  {
    label: "Andel förvärvsarbetande 20-64 år",
    usual: ({ strain, yearsAgo }) => 87.5 - 7 * strain - 17 * strain * strain - 0.2 * yearsAgo,
    spread: 1.8,
    women: -0.8,
    lowest: 20,
    highest: 97,
  },
  {
    label: "Andel med eftergymnasial utbildning 20-64 år",
    usual: ({ strain, isTown, yearsAgo }) => 36 + (isTown ? 11 : 0) - 26 * strain - 0.5 * yearsAgo,
    spread: 4,
    women: 7,
    lowest: 2,
    highest: 85,
  },
  {
    label: "Andel öppet arbetslösa 16-64 år",
    usual: ({ strain, yearsAgo }) => 1.6 + 2 * strain + 6.5 * strain * strain + 0.15 * yearsAgo,
    spread: 0.5,
    women: -0.2,
    lowest: 0,
    highest: 40,
  },
  {
    label: "Inkomst (median) tusentals kronor 20+ år",
    usual: ({ strain, isTown, yearsAgo }) => (366 + (isTown ? 6 : 0) - 135 * strain) * (1 - 0.027 * yearsAgo),
    spread: 13,
    women: -31,
    lowest: 90,
    highest: 700,
  },
  {
    label: "Ohälsotal (antal dagar) 16-64 år",
    usual: ({ strain, yearsAgo }) => 14 + 26 * strain + 0.6 * yearsAgo,
    spread: 3.2,
    women: 4.5,
    lowest: 0,
    highest: 120,
  },
];

const fixedAtLast = extractYears.length - 1;

function dotted(value: number, group: number): string {
  return group < smallestPublishedGroup ? ".." : withComma(value);
}

function drawRows(code: string, people: People, isTown: boolean, indicator: Indicator, random: SeededRandom): Cell[][] {
  const own = indicator.spread * random.normal();
  const between = indicator.women * (1 + 0.3 * random.normal());
  return extractYears.map((year, y) => {
    const usual = indicator.usual({ strain: people.strain, isTown, yearsAgo: fixedAtLast - y });
    const total = usual + own + 0.25 * indicator.spread * random.normal();
    const groups = [1, 0].map((sex) => countEveryone(people, y, sex));
    const within = (value: number): number => Math.min(indicator.highest, Math.max(indicator.lowest, value));
    return [
      code,
      indicator.label,
      year,
      dotted(within(total - between), groups[0]!),
      dotted(within(total + between), groups[1]!),
      dotted(within(total), groups[0]! + groups[1]!),
    ];
  });
}

/** Children 0–19 of one sex at one of the dates. */
function countYoung(people: People, year: number, sex: number): number {
  let sum = 0;
  for (let age = 0; age < 20; age++) sum += childrenAt(people, year, sex, age);
  return sum;
}

/** Adults from 65; earlier years have a little smaller share, as everywhere. */
function countOld(people: People, year: number, sex: number): number {
  const firstOld = adultClasses.indexOf("65-69");
  const classes = people.adults.subarray(sex * adultClasses.length, (sex + 1) * adultClasses.length);
  const old = classes.subarray(firstOld).reduce((sum, count) => sum + count, 0);
  const all = classes.reduce((sum, count) => sum + count, 0);
  const share = all === 0 ? 0 : (old / all) * (1 - 0.008 * (fixedAtLast - year));
  return share * countAdults(people, year, sex);
}

/** The two shares that follow from the people themselves. */
function ageShareRows(
  code: string,
  people: People,
  label: string,
  count: (people: People, year: number, sex: number) => number,
): Cell[][] {
  return extractYears.map((year, y) => {
    const groups = sexes.map((_, sex) => countEveryone(people, y, sex));
    const counts = sexes.map((_, sex) => count(people, y, sex));
    const share = (part: number, group: number): string => dotted(group === 0 ? 0 : (100 * part) / group, group);
    return [
      code,
      label,
      year,
      share(counts[1]!, groups[1]!),
      share(counts[0]!, groups[0]!),
      share(counts[0]! + counts[1]!, groups[0]! + groups[1]!),
    ];
  });
}

/** Rows of the indicator file; codes carry the municipality's code, as in the view they come from. */
export function drawIndicatorRows({ seed, areas }: Municipality): Cell[][] {
  return areas.flatMap(({ code, people, place }) => {
    const random = createRandom(seed, `indicators ${code}`);
    const longCode = demonstrationMunicipality.code + code;
    return [
      ...ageShareRows(longCode, people, "Andel befolkning 0-19 år", countYoung),
      ...ageShareRows(longCode, people, "Andel befolkning 65 år +", countOld),
      ...drawn.flatMap((indicator) => drawRows(longCode, people, place.kind === "town", indicator, random)),
    ];
  });
}
