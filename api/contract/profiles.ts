// Area profiles: what they are about, and what a later plan's teams inherit from an earlier plan's.
import { z } from "zod";
import { AreaCode, CalendarDate, Identifier, Key } from "./primitives.ts";

const uuid = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";

/**
 * Names an area profile and everything that hangs on it (problem tree, follow-up): a team's area in one plan, an area of
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
  profileKey: ProfileKey.meta({ description: "The earlier team's profile: what hangs on it is inherited." }),
  areaCodes: z.array(AreaCode).meta({ description: "Of the later plan: the areas that were the earlier team's." }),
  children: z.number().nullable().meta({ description: "As told (protected); null where some of them are not told." }),
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
