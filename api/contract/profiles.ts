// Area profiles: what they are about, and what a later plan's teams inherit from an earlier plan's.
import { z } from "zod";
import { AreaCode, CalendarDate, Identifier, Key, Timestamp } from "./primitives.ts";
import { Arena } from "./teams.ts";

const uuid = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";

/**
 * Names an area profile (problem trees and surveys belong to the team; a tree may name the place it is about): a team's area in one plan, an area of
 * any level of a division, or a named neighbourhood. In SQL: `planning.profile_areas(key)`, `planning.is_own_profile(key)`
 * (may write, as team) and `planning.inherits_profile(key)` (may read what an earlier team left).
 */
export const ProfileKey = z
  .string()
  .regex(new RegExp(`^(?:team\\.${uuid}\\.${uuid}|area\\.${uuid}\\.[^\\s/]{1,20}|neighbourhood\\.${uuid})$`))
  .meta({
    id: "ProfileKey",
    description: "team.{plan}.{team}, area.{division}.{code of any level} or neighbourhood.{id}.",
    example: "area.11111111-1111-4111-8111-111111111111.0101",
  });

/** GET …/plans/{plan}/inheritance: without `earlierPlanId` the plan that this one took over from. */
export const InheritanceQuery = z.strictObject({ earlierPlanId: Identifier.optional() });

const InheritedPart = z.object({
  teamId: Identifier.meta({ description: "The earlier plan's team." }),
  letter: z.string(),
  name: z.string(),
  profileKey: ProfileKey.meta({ description: "The earlier team's profile; its problem trees can be taken over." }),
  areaCodes: z.array(AreaCode).meta({ description: "Of the later plan: the areas that were the earlier team's." }),
  children: z.number().nullable().meta({ description: "As told (protected); null where some of them are not told." }),
  uncertainty: z.number().meta({ description: "How far rounding moves the children's sum, 19 times of 20." }),
  share: z
    .number()
    .nullable()
    .meta({ description: "Of the later team's children (0…1): what share of them the inherited speaks for." }),
});

export const ProfileInheritance = z
  .object({
    planId: Identifier,
    earlier: z
      .object({
        planId: Identifier,
        divisionId: Identifier,
        name: z.string(),
        adoptedFrom: CalendarDate.nullable(),
        sameDivision: z.boolean().meta({
          description:
            "False between editions: an area is then reckoned to the earlier area that its label point lies in.",
        }),
      })
      .nullable()
      .meta({ description: "Null where no plan was adopted before." }),
    measure: z
      .object({ key: Key, nameSv: z.string(), nameEn: z.string(), period: z.string() })
      .nullable()
      .meta({ description: "The children that shares are reckoned in; null where there are no counts." }),
    teams: z
      .array(
        z.object({
          teamId: Identifier,
          letter: z.string(),
          name: z.string(),
          profileKey: ProfileKey,
          areaCount: z.int(),
          children: z.number().nullable(),
          inherits: z.array(InheritedPart).meta({ description: "The largest share first." }),
          newAreaCodes: z.array(AreaCode).meta({ description: "Areas that were no team's in the earlier plan." }),
        }),
      )
      .meta({ description: "The later plan's teams; those who act as team are told of their own." }),
    withoutHeir: z
      .array(InheritedPart.pick({ teamId: true, letter: true, name: true, profileKey: true }))
      .meta({ description: "Earlier teams none of whose areas any later team has: kept, to be read where they are." }),
  })
  .meta({ id: "ProfileInheritance" });
export type ProfileInheritance = z.infer<typeof ProfileInheritance>;

const ProfileName = z.object({
  key: ProfileKey,
  kind: z.enum(["team", "area", "neighbourhood"]),
  name: z.string(),
  letter: z.string().nullable().meta({ description: "A team's." }),
  level: z.int().nullable().meta({ description: "Of an area: null for the division's smallest." }),
  areaCodes: z.array(AreaCode).nullable().meta({ description: "Of a neighbourhood: the areas it is made of." }),
});

/** GET …/profiles: what the role may open a profile of. A team: its own. */
export const ProfileList = z
  .object({
    divisionId: Identifier.meta({ description: "As asked for, else that of today's newest plan or the newest." }),
    planId: Identifier.nullable().meta({ description: "Today's plan of the division, whose teams are listed." }),
    profiles: z.array(ProfileName),
    comparable: z.array(ProfileName).meta({
      description: "Other teams, whose statistics a team may have beside its own team's; none for other roles.",
    }),
    earlierNeighbourhoods: z
      .array(
        z.object({
          id: Identifier,
          name: z.string(),
          divisionName: z.string(),
          areaCodes: z.array(AreaCode).meta({ description: "Areas of this division whose label point it covers." }),
        }),
      )
      .meta({
        description:
          "Of divisions that came before this one, which has no neighbourhood of the name: to be made anew. For those who may make one; a team only of areas that are its own.",
      }),
  })
  .meta({ id: "ProfileList" });
export type ProfileList = z.infer<typeof ProfileList>;
export const ProfilesQuery = z.strictObject({ divisionId: Identifier.optional() });

const Comparator = z.union([ProfileKey, z.literal("similar")]).meta({
  description:
    "Another profile that one may open, another team beside a team's own profile (the statistics of its newest years alone), or the mean of the five areas most alike (not for teams).",
});
/** GET …/profiles/{key} and its export; the municipality is always compared with. */
export const ProfileQuery = z.strictObject({ first: Comparator.optional(), second: Comparator.optional() });

const Estimate = z.object({
  value: z.number().nullable().meta({ description: "Null where none of the areas has one." }),
  low: z.number().nullable().meta({ description: "95 % interval, where there is something to judge chance by." }),
  high: z.number().nullable(),
  basis: z.enum(["people", "given"]).nullable().meta({
    description:
      "What the interval rests on: the number of people, or the standard error or interval that came with the file.",
  }),
  people: z.number().nullable().meta({
    description: "How many it rests on: reckoned from told numbers, or as the file says and as it is told.",
  }),
  weighed: z.boolean().meta({ description: "True where it is a mean of several areas, weighed by people." }),
  unknownCount: z.int().meta({ description: "Areas without a value, which the mean leaves out." }),
});
export type Estimate = z.infer<typeof Estimate>;

const Verdict = z.enum(["higher", "lower", "within-chance", "not-judged"]).meta({
  description: "not-judged: one of the two has no interval, so chance cannot be judged.",
});

const Compared = z.object({
  key: z.string().meta({ description: 'A profile\'s key, "municipality" or "similar".' }),
  name: z.string(),
  areaNames: z.array(z.string()).meta({ description: "Of similar areas: which they are." }),
  newestYearsTold: z.int().nullable().meta({
    description:
      "Null where every year is. A team is told of another team for so many of the newest years alone, as long as the values are fewer than half of its areas; no value of an earlier year is not told, not missing.",
  }),
});

const ProfileIndicator = z.object({
  key: Key,
  name: z.string(),
  unit: z.string(),
  decimals: z.int(),
  direction: z.enum(["higher-is-better", "lower-is-better", "neutral"]),
  source: z.string(),
  method: z.string().nullable(),
  base: z.enum(["everybody", "from-20", "20-64", "16-64", "imported"]).nullable().meta({
    description:
      "Which people it is a share of; imported: as many as the file says; null where nobody has told of whom it is.",
  }),
  years: z.array(
    z.object({
      period: z.string(),
      peopleCountedAt: z.string().nullable().meta({
        description:
          "The day of the numbers of people that the year's values and intervals rest on; null where they came with the file, or nobody is counted.",
      }),
      values: z.array(Estimate).meta({ description: "The profile's own, then in the order of `compared`." }),
    }),
  ),
  verdicts: z.array(Verdict).meta({ description: "Newest year against each of `compared`." }),
  trend: z.object({ from: z.string(), to: z.string(), difference: z.number(), verdict: Verdict }).nullable().meta({
    description: "The profile's own, from its first year with a value to its newest; null with fewer than two.",
  }),
  rank: z
    .object({
      place: z.int().meta({ description: "1 has the highest value." }),
      of: z.int(),
      chance: z
        .object({ first: z.int(), last: z.int() })
        .nullable()
        .meta({ description: "The places that chance leaves open; null where chance cannot be judged." }),
      among: z.enum(["teams", "areas", "own-areas", "neighbourhoods"]),
    })
    .nullable()
    .meta({ description: "Null where the role may not know it or there is nothing to rank among." }),
});
export type ProfileIndicator = z.infer<typeof ProfileIndicator>;

const ProfileCount = z.object({
  value: z.number().nullable(),
  unknownCount: z.int(),
  roundedCount: z.int().meta({ description: "Areas whose number is rounded to protect individuals (± 4 each)." }),
  uncertainty: z.number().meta({
    description: "How far the rounding of all of them moves the sum, 19 times of 20; 0 where none is rounded.",
  }),
});
const ProfileChildren = z.object({
  key: Key,
  nameSv: z.string(),
  nameEn: z.string(),
  dates: z.array(z.object({ period: z.string(), own: ProfileCount, municipality: z.number().nullable() })),
  change: z
    .object({
      from: z.string(),
      to: z.string(),
      difference: z.number(),
      verdict: z.enum(["more", "fewer", "within-chance"]),
    })
    .nullable(),
  share: z
    .object({ own: z.number(), municipality: z.number() })
    .nullable()
    .meta({ description: "Of everybody (%), here and in the municipality, by the newest date; null where not told." }),
});

export const ProfileArena = Arena.omit({ catchments: true, areaIndexes: true })
  .extend({
    prioritySince: CalendarDate.nullable(),
    careVersion: z.int().meta({ description: "For If-Match when contact or priority is written." }),
    lies: z
      .boolean()
      .meta({ description: "Whether it lies in the profile's areas; else its catchment reaches there." }),
    areaCode: AreaCode.nullable(),
    catchmentAreaCount: z
      .int()
      .meta({ description: "Areas in its catchment, also outside the profile's; 0 where none is imported." }),
    catchmentChildren: z.number().nullable().meta({
      description:
        "Children (told) of the profile's areas in its catchment, of the ages it is for; null without a catchment or where not told.",
    }),
    catchmentAges: z.object({ from: z.int(), to: z.int() }).nullable().meta({ description: "Both included." }),
    catchmentUncertainty: z.number().meta({
      description: "How far rounding moves the children's sum, 19 times of 20; 0 where nothing is rounded.",
    }),
    catchmentHereCount: z.int().meta({ description: "Areas of its catchment that are the profile's." }),
    sharedWith: z
      .array(z.string())
      .meta({ description: "Letters of other teams whose areas belong to its catchment." }),
    index: z.number().nullable().meta({ description: "Priority index of its catchment, else of the area it lies in." }),
    proposed: z
      .boolean()
      .meta({ description: "Whether the index proposes priority: the highest quarter of its kind, rounded up." }),
  })
  .meta({ id: "ProfileArena" });
export type ProfileArena = z.infer<typeof ProfileArena>;

const IndexWeight = z.strictObject({
  indicatorKey: Key,
  weight: z.number().min(-100).max(100).meta({ description: "Below 0 where a low value is a reason for priority." }),
});
export const PriorityIndex = z
  .object({
    version: z.int().meta({ description: "0 is the program's own." }),
    weights: z.array(IndexWeight),
    author: z.string().nullable(),
    createdAt: Timestamp.nullable(),
  })
  .meta({ id: "PriorityIndex" });
export type PriorityIndex = z.infer<typeof PriorityIndex>;
export const PriorityIndexInput = z
  .strictObject({ weights: z.array(IndexWeight).min(1).max(30) })
  .meta({ id: "PriorityIndexInput" });

export const AreaProfile = z
  .object({
    key: ProfileKey,
    kind: z.enum(["team", "area", "neighbourhood"]),
    name: z.string(),
    divisionId: Identifier,
    divisionName: z.string(),
    plan: z.object({ id: Identifier, name: z.string(), isPresent: z.boolean() }).nullable(),
    teamId: Identifier.nullable(),
    neighbourhood: z.object({ id: Identifier, version: z.int(), retired: z.boolean() }).nullable(),
    mayKeep: z.boolean().meta({ description: "Whether one may write in it: planners, and a team in its own." }),
    areaIndexes: z.array(z.int()),
    areaCodes: z.array(AreaCode),
    outsideCount: z.int().meta({ description: "Areas of it that are not the team's own today, and not told of." }),
    neighbours: z.array(
      z.object({
        areaIndex: z.int(),
        code: AreaCode,
        name: z.string(),
        sharedLengthM: z.number(),
        teamLetter: z.string().nullable().meta({ description: "Of the team that has it today." }),
      }),
    ),
    compared: z.array(Compared).meta({ description: "The municipality first, then what was chosen." }),
    weighedBy: z
      .object({ nameSv: z.string(), nameEn: z.string(), period: z.string() })
      .nullable()
      .meta({ description: "The people that means over several areas are weighed by; null: alike." }),
    children: z.array(ProfileChildren),
    indicators: z.array(ProfileIndicator),
    arenas: z.array(ProfileArena),
    unplacedArenas: z.array(z.object({ id: Identifier, name: z.string(), kind: ProfileArena.shape.kind })).meta({
      description: "Of the whole municipality: without an area to lie in and without a catchment, so in no profile.",
    }),
    index: PriorityIndex,
    roundedAreaCount: z.int(),
  })
  .meta({ id: "AreaProfile" });
export type AreaProfile = z.infer<typeof AreaProfile>;

/** GET …/profiles/{key}/export: one table as CSV. */
export const ProfileExportQuery = ProfileQuery.extend({
  table: z.enum(["indicators", "children", "arenas"]).default("indicators"),
});

/** POST …/neighbourhoods; PUT …/neighbourhoods/{id} with If-Match. */
export const NeighbourhoodInput = z
  .strictObject({
    divisionId: Identifier,
    name: z.string().trim().min(1).max(120),
    areaCodes: z.array(AreaCode).min(1).max(10_000),
  })
  .meta({ id: "NeighbourhoodInput" });
export type NeighbourhoodInput = z.infer<typeof NeighbourhoodInput>;
export const Neighbourhood = z
  .object({
    id: Identifier,
    key: ProfileKey,
    version: z.int(),
    divisionId: Identifier,
    name: z.string(),
    areaCodes: z.array(AreaCode),
    updatedAt: Timestamp,
  })
  .meta({ id: "Neighbourhood" });
export type Neighbourhood = z.infer<typeof Neighbourhood>;

/** PUT …/arenas/{id}/contact with If-Match (the arena's careVersion). */
export const ArenaContactInput = z
  .strictObject({
    contactRole: z
      .string()
      .trim()
      .max(120)
      .nullable()
      .meta({ description: "A function (Skolkurator), never a person's name." }),
  })
  .meta({ id: "ArenaContactInput" });
/** PUT …/arenas/{id}/priority with If-Match. */
export const ArenaPriorityInput = z
  .strictObject({
    priority: z.boolean(),
    reason: z.string().trim().max(500).nullable(),
    since: CalendarDate.nullable(),
  })
  .refine(({ priority, reason, since }) => !priority || (reason !== null && reason !== "" && since !== null), {
    message: "A priority has a reason, and the day from which it applies.",
  })
  .meta({ id: "ArenaPriorityInput" });
export const ArenaCare = z
  .object({
    id: Identifier,
    careVersion: z.int(),
    contactRole: z.string().nullable(),
    priority: z.boolean(),
    priorityReason: z.string().nullable(),
    prioritySince: CalendarDate.nullable(),
  })
  .meta({ id: "ArenaCare" });
export type ArenaCare = z.infer<typeof ArenaCare>;
