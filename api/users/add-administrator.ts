// A municipality's first administrator, added by the program itself: everybody after that is added by people.
import { recordAct } from "../audit/record-act.ts";
import type { Database } from "../db/database.ts";
import type { LoginConfig } from "../login/login-config.ts";
import { type ProviderKind, verifiedLogin } from "../login/verified-login.ts";

export interface NewAdministrator {
  readonly provider: ProviderKind;
  /** The provider's stable id of the person, as it will be in the login. */
  readonly id: string;
  readonly displayName: string;
}

/** Whose ids these are; null where the login does not say. */
function issuerOf({ oidc, saml }: LoginConfig, provider: ProviderKind): string | null {
  return (provider === "oidc" ? oidc?.issuer : saml?.idpIssuer) ?? null;
}

/**
 * Adds a person who becomes administrator at their first login, or gives one who is there the role; logged. False where
 * the provider's issuer is not configured. Throws LoginRefused for an id or a name that no login could bring.
 */
export async function addAdministrator(
  database: Database,
  login: LoginConfig,
  { provider, id, displayName }: NewAdministrator,
): Promise<boolean> {
  const issuer = issuerOf(login, provider);
  if (issuer === null) return false;
  const person = verifiedLogin({ provider, issuer, id, displayName, groups: [], level: null, samlSession: null });
  const { municipalityCode } = login;
  await database.transaction({ kind: "operator", municipalityCode }, async (transaction) => {
    const added = await transaction.one<{ id: string }>("select access.add_user($1, $2, $3, array['admin']) as id", [
      municipalityCode,
      person.subject,
      person.displayName,
    ]);
    await recordAct(transaction, "user.role-given", "person", added.id, { role: "admin", source: "program" });
  });
  return true;
}
