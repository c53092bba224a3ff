// People of a municipality as administrators see them, and everybody's own sessions and access tokens.
import { z } from "zod";
import { Identifier, Role, Timestamp } from "./primitives.ts";

export const GrantSource = z.enum(["identity-provider", "administrator", "program"]).meta({
  id: "GrantSource",
  description: "Who gave a role or a team. Administrators take back what administrators gave.",
});
export type GrantSource = z.infer<typeof GrantSource>;

export const OwnSession = z
  .object({
    id: Identifier,
    role: Role,
    createdAt: Timestamp,
    lastSeenAt: Timestamp,
    expiresAt: Timestamp,
    current: z.boolean().meta({ description: "The session that asks." }),
  })
  .meta({ id: "OwnSession" });
export type OwnSession = z.infer<typeof OwnSession>;
export const OwnSessionList = z.object({ sessions: z.array(OwnSession) }).meta({ id: "OwnSessionList" });

/** The roles that a GIS client can read anything in. */
export const tokenRoles = ["planner", "manager", "team"] as const;
const longestTokenDays = 365;

export const AccessToken = z
  .object({
    id: Identifier,
    name: z.string(),
    role: z.enum(tokenRoles),
    createdAt: Timestamp,
    expiresAt: Timestamp,
    lastUsedAt: Timestamp.nullable(),
    revokedAt: Timestamp.nullable(),
  })
  .meta({ id: "AccessToken" });
export type AccessToken = z.infer<typeof AccessToken>;
export const AccessTokenList = z.object({ tokens: z.array(AccessToken) }).meta({ id: "AccessTokenList" });
/** POST …/tokens: it acts in the role one acts in now. */
export const NewAccessToken = z
  .strictObject({
    name: z.string().trim().min(1).max(100),
    days: z.int().min(1).max(longestTokenDays).meta({ description: "How long it lasts." }),
  })
  .meta({ id: "NewAccessToken" });
export type NewAccessToken = z.infer<typeof NewAccessToken>;
export const IssuedAccessToken = z
  .object({
    token: AccessToken,
    secret: z
      .string()
      .meta({ description: "What the GIS client sends as `Authorization: Bearer …`. Shown this once." }),
  })
  .meta({ id: "IssuedAccessToken" });
export type IssuedAccessToken = z.infer<typeof IssuedAccessToken>;

export const User = z
  .object({
    id: Identifier,
    oneself: z.boolean().meta({ description: "The administrator who asks: nobody changes their own access." }),
    displayName: z.string(),
    subject: z.string().meta({ description: "The identity provider's name for the person." }),
    createdAt: Timestamp,
    disabledAt: Timestamp.nullable(),
    lastSeenAt: Timestamp.nullable().meta({ description: "Latest use of a session that is still open." }),
    sessionCount: z.int(),
    roles: z.array(z.object({ role: Role, grantedBy: GrantSource })),
    teams: z.array(z.object({ teamId: Identifier, grantedBy: GrantSource })),
    tokens: z.array(AccessToken),
  })
  .meta({ id: "User" });
export type User = z.infer<typeof User>;
export const UserList = z.object({ users: z.array(User) }).meta({ id: "UserList" });
