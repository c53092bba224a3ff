// Forecast: what it is made from, what the municipality calls balanced and full, and what the monthly check has found.
import { z } from "zod";
import { Identifier, Key, Sentence, Timestamp } from "./primitives.ts";

const Year = z.int();
const Values = z.array(z.number().nullable()).meta({ description: "By area_index; null is unknown, never 0." });

const AtCap = z
  .object({ reached: z.int(), told: z.int() })
  .meta({ description: "How many of the told counts have reached the cap, so that the exact ones may be any larger." });

/** Everything that a forecast of any plan of the division is made from, protected for every role. */
export const ForecastHistory = z
  .object({
    divisionId: Identifier,
    toldWith: z.array(z.int()).meta({
      description: "Lowest area_index of the areas whose cases are told together.",
    }),
    children: z.object({
      years: z.array(Year).meta({ description: "One after the other, oldest first, each by its last day." }),
      classes: z.array(z.object({ from: z.int(), to: z.int() })),
      people: z.array(z.array(Values)).meta({ description: "By year, class and area_index." }),
      rounded: z.array(z.array(z.int())).meta({
        description: "By year and area_index: how many rounded counts the area's children are made from.",
      }),
      totals: z.array(z.array(z.number())).nullable().meta({
        description: "By year and single year of age in the municipality; null where that is not known for every year.",
      }),
      partedAreaCount: z.int().meta({
        description:
          "Areas where a class is not told in some year but all together are: the rest is parted as in areas that are told.",
      }),
      untoldAreaCount: z.int().meta({
        description: "Areas whose children are not told in the last year, not even all together.",
      }),
    }),
    cases: z.object({
      years: z.array(Year),
      counts: z.array(Values).meta({ description: "By year and area_index." }),
      unplaced: z.array(z.number().nullable()).meta({
        description: "By year: clients without an area, in no area's counts; null where it is not told.",
      }),
    }),
    caseTypes: z.object({
      firstYear: Year,
      lastYear: Year,
      types: z.array(z.object({ key: Key, nameSv: z.string(), nameEn: z.string(), counts: Values })),
    }),
    countVariance: z.number().meta({ description: "Variance of each count's rounding." }),
    atCap: z.object({ yearly: AtCap, byType: AtCap }),
  })
  .meta({ id: "ForecastHistory" });
export type ForecastHistory = z.infer<typeof ForecastHistory>;

const BandFraction = z.number().min(0.01).max(0.5);
const Capacity = z.number().positive().max(1_000_000);

export const LoadLimits = z
  .object({
    version: z.int().meta({ description: "0 is the program's own default, which applies until somebody has saved." }),
    bandFraction: BandFraction.meta({
      description: "Load per position may differ so much from the mean of all teams.",
    }),
    capacityPerPosition: Capacity.nullable().meta({
      description: "Load of investigations that a position can carry in a year; null where it is not said.",
    }),
    firstLineCapacityPerPosition: Capacity.nullable().meta({
      description: "Load of preventive work that a position can carry in a year; null where it is not said.",
    }),
    changedBy: z.string().nullable(),
    changedAt: Timestamp.nullable(),
  })
  .meta({ id: "LoadLimits" });
export type LoadLimits = z.infer<typeof LoadLimits>;
/** PUT …/load-limits with If-Match: the version that was read, 0 for the default. */
export const LoadLimitsInput = z
  .strictObject({
    bandFraction: BandFraction,
    capacityPerPosition: Capacity.nullable(),
    firstLineCapacityPerPosition: Capacity.nullable().default(null),
  })
  .meta({ id: "LoadLimitsInput" });
export type LoadLimitsInput = z.infer<typeof LoadLimitsInput>;

const loadKinds = ["investigation", "firstLine"] as const;
const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
const WatchedTeam = z.object({
  teamId: Identifier,
  letter: z.string(),
  name: z.string(),
  colourIndex: z.int(),
  positions: z.number(),
  expectedDeviation: z.number().nullable().meta({
    description:
      "Expected load per position this far from the mean of all teams, as a share of it; null where the team has no positions, and for all where not all children are told.",
  }),
  expectedMargin: z.number().nullish().meta({
    description:
      "How far chance and what is not known take the expected deviation, 19 times of 20; absent in what older versions found.",
  }),
  untoldAreas: z.int().optional().meta({
    description:
      "Areas whose work of the kind is not all told in the last year: where a team has some, nobody is judged. Absent in what older versions found.",
  }),
  years: z.array(
    z.object({
      year: Year,
      deviation: z.number(),
      chance: z.number().meta({ description: "Standard deviation of the deviation by chance and rounding." }),
      above: z.number().meta({ description: "Cumulative sum of what lies above the band, in standard deviations." }),
      below: z.number(),
    }),
  ),
  months: z
    .array(
      z.object({
        month: Month,
        deviation: z.number().meta({ description: "Of what came in, against the team's part of the positions." }),
        chance: z.number().meta({
          description: "Standard deviation of the deviation by chance, spread and what rounding cuts off.",
        }),
        steady: z.number().meta({
          description:
            "How far the offset that all months are rounded by reaches, 19 times of 20 on one side: so much wider is the band.",
        }),
        above: z.number(),
        below: z.number(),
      }),
    )
    .optional()
    .meta({ description: "Where the kind is judged by months too; absent otherwise." }),
  signal: z
    .object({
      side: z.enum(["above", "below"]),
      since: z.union([Year, Month]),
      by: z.enum(["years", "months"]).optional().meta({ description: "Absent in what older versions found: years." }),
    })
    .nullable()
    .meta({ description: "By months where they signal, otherwise by years." }),
});
const StaffingMove = z.object({
  step: z.number(),
  moved: z
    .number()
    .nullable()
    .meta({ description: "Null where no move of such steps brings every team into the band." }),
  positions: z.array(z.number()).meta({ description: "In the order of the teams; empty where there is no move." }),
});
const BoundaryMove = z.object({
  areas: z.array(
    z.object({
      areaIndex: z.int(),
      code: z.string(),
      fromTeamId: Identifier,
      toTeamId: Identifier,
      children: z.number().optional().meta({ description: "Absent in what older versions found." }),
    }),
  ),
  flows: z
    .array(
      z.object({
        fromTeamId: Identifier,
        toTeamId: Identifier,
        areaCount: z.int(),
        children: z.number(),
        without: z
          .object({
            rule: z.enum(["balance", "connected", "other"]),
            teamId: Identifier.nullable(),
            kind: z.enum(loadKinds).nullable(),
            deviation: z.number().nullable(),
            margin: z.number().nullish().meta({
              description: "How far chance takes that deviation, 19 times of 20; absent in what older versions found.",
            }),
          })
          .nullable()
          .meta({ description: "What would be wrong if these areas alone stayed; null where nothing would." }),
      }),
    )
    .optional()
    .meta({ description: "All areas that go from one team to one other; absent in what older versions found." }),
  movedChildren: z.number(),
  movedAtLeast: z.number().nullable().meta({ description: "No move of areas that mends it moves fewer children." }),
  proven: z.boolean(),
  deviations: z.array(
    z
      .object({
        kind: z.enum(loadKinds),
        largest: z.number(),
        teams: z.array(z.number()).optional().meta({
          description:
            "Each team's expected deviation, in the order of the teams; absent in what older versions found.",
        }),
        margins: z.array(z.number()).optional().meta({
          description: "How far chance takes each of these, 19 times of 20; absent in what older versions found.",
        }),
      })
      .meta({ description: "After the move." }),
  ),
});

const RespectedRules = z
  .object({
    source: z.enum(["run", "rule-set"]),
    locks: z.int(),
    groups: z.int(),
    catchments: z.int().meta({ description: "Of priority schools." }),
    pairs: z.int().meta({ description: "Pairs of areas kept apart." }),
    brokenToday: z.int().meta({ description: "Rules that today's division breaks itself, which are left out." }),
  })
  .meta({ description: "How many rules of each sort the move keeps." });

/** What one month's check of today's division found; made from protected values alone. */
export const WatchFinding = z
  .object({
    planId: Identifier,
    planName: z.string(),
    planVersion: z.int(),
    weightsVersion: z.int(),
    limitsVersion: z.int(),
    bandFraction: z.number(),
    lastYear: Year,
    kinds: z.array(
      z.object({
        kind: z.enum(loadKinds),
        inflow: z
          .object({
            from: Month,
            to: Month,
            months: z.int(),
            spread: z
              .number()
              .meta({ description: "How many times wider than chance the months spread, in variance." }),
            isSignalled: z.boolean().meta({
              description: "A team is signalled by them: expected deviations and mends are by the last twelve.",
            }),
          })
          .optional()
          .meta({
            description:
              "Whole months of what came in, each case counted alike, that the kind is judged by too; absent where it is judged by years alone.",
          }),
        teams: z.array(WatchedTeam),
        staffing: z.array(StaffingMove).meta({
          description: "Empty where no team is signalled, or where not all children are told.",
        }),
      }),
    ),
    boundary: z
      .object({
        move: BoundaryMove.nullable(),
        reasons: z.array(Sentence).meta({ description: "Why there is no move." }),
        rules: RespectedRules.nullish().meta({
          description:
            "Null where no rules are known for the teams; absent where an older version did not respect any.",
        }),
        outOfTime: z.boolean().optional().meta({
          description: "The time limit ended the search, so that a faster machine might have found a smaller move.",
        }),
      })
      .nullable()
      .meta({ description: "Null where no team is signalled, or where not all children are told." }),
  })
  .meta({ id: "WatchFinding" });
export type WatchFinding = z.infer<typeof WatchFinding>;

/** A month in which nothing could be worked out says what was missing. */
export const WatchedMonth = z
  .object({
    month: Month,
    checkedAt: Timestamp,
    finding: WatchFinding.nullable(),
    lack: z
      .enum(["no-plan", "no-children", "no-cases", "too-few-years"])
      .nullable()
      .meta({ description: "Why there is no finding." }),
  })
  .meta({ id: "WatchedMonth" });
export type WatchedMonth = z.infer<typeof WatchedMonth>;
export const WatchFindings = z
  .object({ months: z.array(WatchedMonth).meta({ description: "Newest first." }) })
  .meta({ id: "WatchFindings" });
