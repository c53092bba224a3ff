// An area profile, made from what a role is told of the division: children, indicators beside others, arenas, neighbours.
import { likelySumError, roundingError } from "../../engine/disclosure/keyed-rounding.ts";
import { countsDiffer } from "../../engine/profile/share-interval.ts";
import { similarAreas } from "../../engine/profile/similar-areas.ts";
import type { AreaProfile, Estimate, ProfileIndicator } from "../contract/profiles.ts";
import type { DivisionFacts, IndicatorFacts, PopulationMeasure } from "./division-facts.ts";
import {
  estimateOf,
  municipalityEstimate,
  noEstimate,
  type Place,
  type Rank,
  rankOf,
  trendOf,
  verdictOf,
} from "./estimates.ts";
import type { OtherTeam, OtherTeamValues } from "./other-team.ts";
import { type PresentTeam, profileArenas, unplacedArenas } from "./profile-arenas.ts";
import type { ProfileSubject } from "./profile-subjects.ts";
import type { ProfileWorld } from "./profile-world.ts";

/** What rounding adds to a change, for each rounded count: an area's dates are rounded by one offset, which the change has not. */
const cutOffVariance = roundingError.own;
const similarCount = 5;

type Compared = AreaProfile["compared"][number] & {
  readonly estimateIn: (indicator: IndicatorFacts, year: IndicatorFacts["years"][number]) => Estimate;
  /** Where it is not to be worked out from the two estimates. */
  readonly toldVerdict: (indicator: IndicatorFacts) => ProfileIndicator["verdicts"][number] | null;
};

/** What a profile is compared with beside the municipality. */
export type ComparedWith = ProfileSubject | OtherTeam | "similar";

/**
 * `planTeams`: the teams of the profile's own plan, to rank among. `ownRanks`: by indicator, where the profile's team
 * stands among them for those who may not read the others. `others`: what is told of other teams, by their profiles' keys.
 */
export function makeProfile(
  world: ProfileWorld,
  subject: ProfileSubject,
  comparedWith: readonly ComparedWith[],
  planTeams: readonly PresentTeam[],
  ownRanks: ReadonlyMap<string, Rank>,
  others: ReadonlyMap<string, ReadonlyMap<string, OtherTeamValues>>,
): AreaProfile {
  const { facts } = world;
  const peers = peersOf(world, subject, planTeams);
  const rankAmong = ({ key }: IndicatorFacts, own: Estimate, estimate: (place: Place) => Estimate) => {
    const rank = peers ? rankOf(own, peers.places.map(estimate)) : (ownRanks.get(key) ?? null);
    return rank && { ...rank, among: peers?.among ?? "teams" };
  };
  const compared = comparedWith.map((one) =>
    one !== "similar" && one.kind === "other-team"
      ? otherTeamOf(one, others.get(one.key) ?? new Map())
      : comparedOf(facts, subject, one),
  );
  const municipality = { key: "municipality", name: "", areaNames: [], newestYearsTold: null };
  return {
    key: subject.key,
    kind: subject.kind,
    name: subject.name,
    divisionId: subject.divisionId,
    divisionName: facts.name,
    plan: subject.plan,
    teamId: subject.teamId,
    neighbourhood: subject.neighbourhood,
    mayKeep: subject.mayKeep,
    areaIndexes: [...subject.areaIndexes],
    areaCodes: subject.areaIndexes.map((areaIndex) => facts.areas[areaIndex]!.code),
    outsideCount: subject.outsideCount,
    neighbours: neighboursOf(world, subject),
    compared: [
      municipality,
      ...compared.map(({ key, name, areaNames, newestYearsTold }) => ({ key, name, areaNames, newestYearsTold })),
    ],
    weighedBy: facts.weights && {
      nameSv: facts.weights.nameSv,
      nameEn: facts.weights.nameEn,
      period: facts.weights.dates.at(-1)!.period,
    },
    children: facts.population
      .filter(({ key }) => key.startsWith("children-"))
      .map((measure) => childrenOf(measure, subject, facts.population)),
    indicators: facts.indicators.map((indicator) => indicatorOf(world, indicator, subject, compared, rankAmong)),
    arenas: profileArenas(facts, world.arenas, world.presentTeams, world.index, subject.areaIndexes),
    unplacedArenas: unplacedArenas(world.arenas),
    index: world.index,
    roundedAreaCount: roundedAreasOf(facts, subject),
  };
}

function placeOf({ areaIndexes, code }: ProfileSubject): Place {
  return { areaIndexes, code };
}

/** Its newest years alone are told, and in words whether it differs. */
function otherTeamOf({ key, name }: OtherTeam, values: ReadonlyMap<string, OtherTeamValues>): Compared {
  const yearCounts = [...values.values()].map(({ estimates }) => estimates.size);
  return {
    ...{ key, name, areaNames: [], newestYearsTold: Math.max(1, ...yearCounts) },
    estimateIn: (indicator, year) => values.get(indicator.key)?.estimates.get(year.period) ?? noEstimate,
    toldVerdict: (indicator) => values.get(indicator.key)?.verdict ?? null,
  };
}

function comparedOf(facts: DivisionFacts, subject: ProfileSubject, one: ProfileSubject | "similar"): Compared {
  const inPlace = (place: Place): Pick<Compared, "newestYearsTold" | "estimateIn" | "toldVerdict"> => ({
    newestYearsTold: null,
    estimateIn: (indicator, year) => estimateOf(facts, indicator, year, place),
    toldVerdict: () => null,
  });
  if (one !== "similar") return { key: one.key, name: one.name, areaNames: [], ...inPlace(placeOf(one)) };
  const newest = facts.indicators.map((indicator) => indicator.years.at(-1)!);
  const own = facts.indicators.map(
    (indicator, place) => estimateOf(facts, indicator, newest[place]!, placeOf(subject)).value,
  );
  const areaIndexes = similarAreas(
    newest.map(({ values }) => values),
    own,
    new Set(subject.areaIndexes),
    similarCount,
  );
  return {
    key: "similar",
    name: "",
    areaNames: areaIndexes.map((areaIndex) => facts.areas[areaIndex]!.name),
    ...inPlace({ areaIndexes, code: null }),
  };
}

function roundedAreasOf(facts: DivisionFacts, { areaIndexes }: ProfileSubject): number {
  const rounded = facts.weights?.dates.at(-1)?.rounded ?? [];
  return areaIndexes.filter((areaIndex) => rounded[areaIndex]).length;
}

function neighboursOf(
  { facts, neighbourPairs, presentTeams }: ProfileWorld,
  subject: ProfileSubject,
): AreaProfile["neighbours"] {
  const inside = new Set(subject.areaIndexes);
  const lengths = new Map<number, number>();
  for (const { a, b, sharedLengthM } of neighbourPairs) {
    if (inside.has(a) === inside.has(b)) continue;
    const outside = inside.has(a) ? b : a;
    lengths.set(outside, (lengths.get(outside) ?? 0) + sharedLengthM);
  }
  return [...lengths]
    .sort(([one, oneLength], [other, otherLength]) => otherLength - oneLength || one - other)
    .map(([areaIndex, sharedLengthM]) => ({
      areaIndex,
      code: facts.areas[areaIndex]!.code,
      name: facts.areas[areaIndex]!.name,
      sharedLengthM,
      teamLetter: presentTeams.find(({ areaIndexes }) => areaIndexes.includes(areaIndex))?.letter ?? null,
    }));
}

type PopulationDate = PopulationMeasure["dates"][number];

function countOf({ values, rounded }: PopulationDate, areaIndexes: readonly number[]) {
  const own = areaIndexes.map((areaIndex) => values[areaIndex] ?? null);
  const known = own.filter((value) => value !== null);
  const roundedCount = areaIndexes.filter((areaIndex) => rounded[areaIndex]).length;
  return {
    value: known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0),
    unknownCount: own.length - known.length,
    roundedCount,
    uncertainty: Math.ceil(likelySumError(roundedCount)),
  };
}

/** Of everybody, by the newest date, where everybody is told of for the same day. */
function shareOfEverybody(
  measure: PopulationMeasure,
  areaIndexes: readonly number[],
  population: readonly PopulationMeasure[],
): AreaProfile["children"][number]["share"] {
  const newest = measure.dates.at(-1)!;
  const everybody = population
    .find(({ key }) => key === "population-total")
    ?.dates.find(({ period }) => period === newest.period);
  if (!everybody || !newest.municipality || !everybody.municipality) return null;
  const [part, whole] = [newest, everybody].map((date) => countOf(date, areaIndexes));
  if (part!.value === null || !whole!.value || part!.unknownCount > 0 || whole!.unknownCount > 0) return null;
  return {
    own: (100 * part!.value) / whole!.value,
    municipality: (100 * newest.municipality) / everybody.municipality,
  };
}

function childrenOf(
  measure: PopulationMeasure,
  { areaIndexes }: ProfileSubject,
  population: readonly PopulationMeasure[],
): AreaProfile["children"][number] {
  const dates = measure.dates.map((date) => ({
    period: date.period,
    own: countOf(date, areaIndexes),
    municipality: date.municipality,
  }));
  const whole = dates.filter(({ own }) => own.value !== null && own.unknownCount === 0);
  const [first, last] = [whole[0], whole.at(-1)];
  const { key, nameSv, nameEn } = measure;
  const told = { key, nameSv, nameEn, dates, share: shareOfEverybody(measure, areaIndexes, population) };
  if (!first || !last || first === last) return { ...told, change: null };
  const roundingVariance = cutOffVariance * (first.own.roundedCount + last.own.roundedCount);
  const difference = last.own.value! - first.own.value!;
  const differs = countsDiffer(last.own.value!, first.own.value!, roundingVariance);
  const verdict = !differs ? "within-chance" : difference > 0 ? "more" : "fewer";
  return { ...told, change: { from: first.period, to: last.period, difference, verdict } };
}

interface Peers {
  readonly among: NonNullable<ProfileIndicator["rank"]>["among"];
  readonly places: readonly Place[];
}

/** What a profile is ranked among by what is told: for a team, only what is its own. */
function peersOf(world: ProfileWorld, subject: ProfileSubject, planTeams: readonly PresentTeam[]): Peers | null {
  const { facts, ownAreas } = world;
  const every = facts.areas.map((area, areaIndex) => ({ areaIndexes: [areaIndex], code: area.code }));
  if (subject.kind === "team") {
    if (ownAreas !== null) return null;
    return { among: "teams", places: planTeams.map(({ areaIndexes }) => ({ areaIndexes, code: null })) };
  }
  if (subject.kind === "neighbourhood") {
    const indexOf = new Map(facts.areas.map(({ code }, areaIndex) => [code, areaIndex]));
    const places = world.neighbourhoods.map(({ areaCodes }) => ({
      areaIndexes: areaCodes.flatMap((code) => indexOf.get(code) ?? []),
      code: null,
    }));
    return { among: "neighbourhoods", places };
  }
  const parent = facts.parents.find(({ code }) => code === subject.code);
  if (!parent) {
    if (ownAreas === null) return { among: "areas", places: every };
    return { among: "own-areas", places: every.filter((_place, areaIndex) => ownAreas.has(areaIndex)) };
  }
  if (ownAreas !== null) return null;
  const sameLevel = facts.parents.filter(({ level }) => level === parent.level);
  return {
    among: "areas",
    places: sameLevel.map(({ code }) => ({
      areaIndexes: facts.areas.flatMap((_area, areaIndex) => (facts.isWithin(areaIndex, code) ? [areaIndex] : [])),
      code,
    })),
  };
}

function indicatorOf(
  { facts }: ProfileWorld,
  indicator: IndicatorFacts,
  subject: ProfileSubject,
  compared: readonly Compared[],
  rankAmong: (
    indicator: IndicatorFacts,
    own: Estimate,
    estimate: (place: Place) => Estimate,
  ) => ProfileIndicator["rank"],
): ProfileIndicator {
  const { key, name, unit, decimals, direction, source, method, base } = indicator;
  const years = indicator.years.map((year) => ({
    period: year.period,
    peopleCountedAt: base === "imported" ? null : facts.peopleOfYear(key, year.period).countedAt,
    values: [
      estimateOf(facts, indicator, year, placeOf(subject)),
      municipalityEstimate(facts, indicator, year),
      ...compared.map(({ estimateIn }) => estimateIn(indicator, year)),
    ],
  }));
  const newest = indicator.years.at(-1)!;
  const [own, ...others] = years.at(-1)!.values;
  return {
    ...{ key, name, unit, decimals, direction, source, method, base },
    years,
    verdicts: others.map((other, place) => compared[place - 1]?.toldVerdict(indicator) ?? verdictOf(own!, other)),
    trend: trendOf(years.map(({ period, values }) => ({ period, own: values[0]! }))),
    rank: rankAmong(indicator, own!, (place) => estimateOf(facts, indicator, newest, place)),
  };
}
