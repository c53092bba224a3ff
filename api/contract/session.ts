// Signing in, and who one is.
import { z } from "zod";
import { Identifier, MunicipalityCode, Role } from "./primitives.ts";

export const Municipality = z
  .object({
    code: MunicipalityCode,
    name: z.string(),
    synthetic: z.boolean().meta({ description: "A made-up municipality; marked on every page." }),
  })
  .meta({ id: "Municipality" });
export type Municipality = z.infer<typeof Municipality>;
export const MunicipalityList = z.object({ municipalities: z.array(Municipality) }).meta({ id: "MunicipalityList" });

export const LoginProvider = z
  .enum(["oidc", "saml"])
  .meta({ id: "LoginProvider", description: "An identity provider one may sign in at." });
export type LoginProvider = z.infer<typeof LoginProvider>;

const loginProviders = z
  .array(LoginProvider)
  .meta({ description: "Where one signs in; empty where there is no login." });

/** GET /api/session */
export const Session = z
  .discriminatedUnion("signedIn", [
    z.object({
      signedIn: z.literal(false),
      demonstration: z.boolean().meta({ description: "True where one may choose a role without a login." }),
      loginProviders,
    }),
    z.object({
      signedIn: z.literal(true),
      demonstration: z.boolean(),
      loginProviders,
      displayName: z.string(),
      role: Role,
      roles: z.array(Role).meta({ description: "The roles the person may act in, one at a time." }),
      teamIds: z.array(Identifier).meta({ description: "The teams the person is bound to while acting as team." }),
      municipality: Municipality,
      expiresAt: z.string(),
    }),
  ])
  .meta({ id: "Session" });
export type Session = z.infer<typeof Session>;

/** PUT /api/session/role */
export const RoleChoice = z.strictObject({ role: Role }).meta({ id: "RoleChoice" });
export type RoleChoice = z.infer<typeof RoleChoice>;

/** POST /api/session: the demonstration's "choose a role". */
export const SignIn = z
  .object({
    municipalityCode: MunicipalityCode,
    role: Role,
    startCode: z
      .string()
      .max(40)
      .optional()
      .meta({ description: "For a real municipality on a planner's own machine: the code the program printed." }),
  })
  .meta({ id: "SignIn" });
export type SignIn = z.infer<typeof SignIn>;

/** DELETE /api/session, where the identity provider has a session to end too. */
export const SignedOut = z
  .object({ continueAt: z.string().meta({ description: "The identity provider's log-out, to go to next." }) })
  .meta({ id: "SignedOut" });
