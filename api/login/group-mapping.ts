// Which role the identity provider's groups give, as the municipality has set it.
import { z } from "zod";
import { roles as allRoles, type Role } from "../contract/primitives.ts";

const groupNames = z.array(z.string().trim().min(1).max(500)).min(1);
const teamLetter = z.string().regex(/^\p{Lu}[\p{L}\p{N}]{0,3}$/u);
const rolesWithoutTeam = allRoles.filter((role) => role !== "team");
const mappingSchema = z
  .strictObject({
    ...(Object.fromEntries(rolesWithoutTeam.map((role) => [role, groupNames.optional()])) as Record<
      Exclude<Role, "team">,
      z.ZodOptional<typeof groupNames>
    >),
    team: z.record(teamLetter, groupNames).optional(),
  })
  .refine((mapping) => Object.keys(mapping).length > 0);

/** Groups by role, and for teams by the team's letter. */
export type GroupMapping = z.infer<typeof mappingSchema>;

/** What a person's groups give; groups that are not in the mapping give nothing. */
export interface GivenRoles {
  readonly roles: readonly Role[];
  readonly teamLetters: readonly string[];
}

/** Reads the mapping from JSON text; null where it is none or has a key or a form that is not known. */
export function parseGroupMapping(text: string): GroupMapping | null {
  try {
    const parsed = mappingSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Names are compared whole and exactly; only how a letter with a diacritic is written (NFC) makes no difference. */
export function rolesOfGroups(mapping: GroupMapping, groups: readonly string[]): GivenRoles {
  const held = new Set(groups.map((group) => group.normalize("NFC")));
  const holdsOne = (names: readonly string[] | undefined) => names?.some((name) => held.has(name.normalize("NFC")));
  const teamLetters = Object.entries(mapping.team ?? {})
    .filter(([, names]) => holdsOne(names))
    .map(([letter]) => letter);
  const given: Role[] = rolesWithoutTeam.filter((role) => holdsOne(mapping[role as Exclude<Role, "team">]));
  if (teamLetters.length > 0) given.push("team");
  return { roles: given, teamLetters };
}
