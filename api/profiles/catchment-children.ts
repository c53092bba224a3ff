// Children of a catchment's areas, of the ages an arena is for, as far as they are told.
import { likelySumError } from "../../engine/disclosure/keyed-rounding.ts";
import type { ProfileArena } from "../contract/profiles.ts";
import type { PopulationMeasure } from "./division-facts.ts";

type Told = Pick<ProfileArena, "catchmentChildren" | "catchmentAges" | "catchmentUncertainty">;

const beforeSchool: ReadonlySet<ProfileArena["kind"]> = new Set([
  "preschool",
  "family-centre",
  "bvc",
  "open-preschool",
]);
const schoolAge: ReadonlySet<ProfileArena["kind"]> = new Set(["school", "youth-centre"]);
const [young, all] = ["children-0-5", "children-0-17"];

/**
 * 0–5 years where the arena is for those who do not go to school yet, and 6–17 where it is for those who do: what 0–5 leaves
 * of 0–17, since both are told of every area while classes between are withheld in small ones. Of other arenas, and where
 * the two are not told at one date, the first class of children that is told.
 */
export function catchmentChildren(
  population: readonly PopulationMeasure[],
  kind: ProfileArena["kind"],
  areaIndexes: readonly number[],
): Told {
  const newestOf = (key: string) => population.find((measure) => measure.key === key)?.dates.at(-1);
  const [youngest, whole] = [newestOf(young!), newestOf(all!)];
  const first = population.find(({ key }) => key.startsWith("children-"));
  if (youngest && beforeSchool.has(kind)) return sumOf([youngest], areaIndexes, { from: 0, to: 5 });
  if (youngest && whole?.period === youngest.period && schoolAge.has(kind))
    return sumOf([whole, youngest], areaIndexes, { from: 6, to: 17 });
  if (!first) return { catchmentChildren: null, catchmentAges: null, catchmentUncertainty: 0 };
  const [from, to] = first.key.split("-").slice(1).map(Number);
  return sumOf([first.dates.at(-1)!], areaIndexes, { from: from!, to: to! });
}

/** The first date's sum less the others'. */
function sumOf(
  [first, ...others]: readonly PopulationMeasure["dates"][number][],
  areaIndexes: readonly number[],
  catchmentAges: Told["catchmentAges"],
): Told {
  const told = areaIndexes.map((area) => {
    const counts = [first!, ...others].map(({ values }) => values[area] ?? null);
    if (counts.includes(null)) return null;
    return counts.reduce<number>((sum, count, place) => sum + (place === 0 ? count! : -count!), 0);
  });
  const rounded = [first!, ...others].reduce(
    (sum, date) => sum + areaIndexes.filter((area) => date.rounded[area]).length,
    0,
  );
  return {
    catchmentChildren:
      told.length === 0 || told.includes(null) ? null : told.reduce<number>((sum, count) => sum + count!, 0),
    catchmentAges,
    catchmentUncertainty: Math.ceil(likelySumError(rounded)),
  };
}
