// The login's state in the database, through its own functions: no role of the service may read the tables.
import type { Role } from "../contract/primitives.ts";
import type { Transaction } from "../db/database.ts";
import type { GivenRoles } from "./group-mapping.ts";
import type { ProviderKind, VerifiedLogin } from "./verified-login.ts";

export interface LoginBegun {
  readonly municipalityCode: string;
  readonly provider: ProviderKind;
  readonly browserHash: Uint8Array;
  readonly requestHash: Uint8Array;
  readonly returnPath: string;
}

/** False where the municipality is not in the database. */
export async function beginLogin(transaction: Transaction, begun: LoginBegun): Promise<boolean> {
  const { isBegun } = await transaction.one<{ isBegun: boolean }>(
    `select access.begin_login($1, $2, $3, $4, $5) as "isBegun"`,
    [begun.municipalityCode, begun.provider, begun.browserHash, begun.requestHash, begun.returnPath],
  );
  return isBegun;
}

export async function isLoginRequest(
  transaction: Transaction,
  municipalityCode: string,
  requestHash: Uint8Array,
): Promise<boolean> {
  const { isOutstanding } = await transaction.one<{ isOutstanding: boolean }>(
    `select access.is_login_request($1, $2) as "isOutstanding"`,
    [municipalityCode, requestHash],
  );
  return isOutstanding;
}

export interface LoginLanded {
  readonly municipalityCode: string;
  readonly requestHash: Uint8Array;
  readonly landingHash: Uint8Array;
  readonly sealedLogin: Uint8Array;
}

/** False where no such request waits for an answer. */
export async function landLogin(transaction: Transaction, landed: LoginLanded): Promise<boolean> {
  const { isLanded } = await transaction.one<{ isLanded: boolean }>(
    `select access.land_login($1, $2, $3, $4) as "isLanded"`,
    [landed.municipalityCode, landed.requestHash, landed.landingHash, landed.sealedLogin],
  );
  return isLanded;
}

export interface LoginTaken {
  readonly returnPath: string;
  readonly sealedLogin: Uint8Array | null;
}

/** The login under way of this browser, ended by being taken; null where there is none. */
export function takeLogin(
  transaction: Transaction,
  of: {
    readonly municipalityCode: string;
    readonly provider: ProviderKind;
    readonly browserHash: Uint8Array;
    readonly landingHash: Uint8Array | null;
  },
): Promise<LoginTaken | null> {
  return transaction.maybeOne<LoginTaken>(
    `select return_path as "returnPath", sealed_login as "sealedLogin" from access.take_login($1, $2, $3, $4)`,
    [of.municipalityCode, of.provider, of.browserHash, of.landingHash],
  );
}

/** False where the assertion was already used. */
export async function consumeAssertion(
  transaction: Transaction,
  municipalityCode: string,
  assertionHash: Uint8Array,
  expiresAt: Date,
): Promise<boolean> {
  const { isFirst } = await transaction.one<{ isFirst: boolean }>(
    `select access.use_assertion($1, $2, $3) as "isFirst"`,
    [municipalityCode, assertionHash, expiresAt.toISOString()],
  );
  return isFirst;
}

export interface ProvisionedPerson {
  readonly userId: string;
  readonly isNew: boolean;
  readonly isDisabled: boolean;
  readonly heldRoles: readonly Role[];
  readonly rolesGiven: readonly Role[];
  readonly rolesTaken: readonly Role[];
  readonly teamsBound: readonly string[];
  readonly teamsReleased: readonly string[];
}

/** Renews the person and what the identity provider gives them; null for a stranger without a role. */
export function provisionPerson(
  transaction: Transaction,
  municipalityCode: string,
  { subject, displayName }: VerifiedLogin,
  { roles, teamLetters }: GivenRoles,
): Promise<ProvisionedPerson | null> {
  return transaction.maybeOne<ProvisionedPerson>(
    `select user_id as "userId", is_new as "isNew", is_disabled as "isDisabled", held_roles as "heldRoles",
       roles_given as "rolesGiven", roles_taken as "rolesTaken", teams_bound as "teamsBound", teams_released as "teamsReleased"
     from access.provision_person($1, $2, $3, $4, $5)`,
    [municipalityCode, subject, displayName, roles, teamLetters],
  );
}

export interface NewLoginSession {
  readonly municipalityCode: string;
  readonly userId: string;
  readonly role: Role;
  readonly isLevelMet: boolean;
  readonly tokenHash: Uint8Array;
  readonly provider: ProviderKind;
  readonly subjectHash: Uint8Array | null;
  readonly sessionHash: Uint8Array | null;
  readonly sealedSession: Uint8Array | null;
}

/** Begins the session; answers when it ends at the latest. What the transaction logs after that is about the person. */
export async function createLoginSession(transaction: Transaction, session: NewLoginSession): Promise<Date> {
  const { expiresAt } = await transaction.one<{ expiresAt: Date }>(
    `select access.create_login_session($1, $2, $3, $4, $5, $6, $7, $8, $9) as "expiresAt"`,
    [
      session.municipalityCode,
      session.userId,
      session.role,
      session.isLevelMet,
      session.tokenHash,
      session.provider,
      session.subjectHash,
      session.sessionHash,
      session.sealedSession,
    ],
  );
  return expiresAt;
}

export interface ProviderSession {
  readonly provider: ProviderKind;
  readonly sealedSession: Uint8Array | null;
}

/** Which identity provider began the session of a token; null where none did. */
export function findProviderSession(transaction: Transaction, tokenHash: Uint8Array): Promise<ProviderSession | null> {
  return transaction.maybeOne<ProviderSession>(
    `select provider, sealed_session as "sealedSession" from access.find_provider_session($1)`,
    [tokenHash],
  );
}

/** Keeps the identity provider's name for a session, sealed with the session's new token. */
export async function keepProviderSession(
  transaction: Transaction,
  tokenHash: Uint8Array,
  sealedSession: Uint8Array,
): Promise<void> {
  await transaction.one("select access.keep_provider_session($1, $2)", [tokenHash, sealedSession]);
}

/** Ends the named sessions of a person, or all of them where none is named; answers how many. */
export async function endProviderSessions(
  transaction: Transaction,
  municipalityCode: string,
  provider: ProviderKind,
  subjectHash: Uint8Array,
  sessionHashes: readonly Uint8Array[],
): Promise<number> {
  const { ended } = await transaction.one<{ ended: number }>(
    "select access.end_provider_sessions($1, $2, $3, $4) as ended",
    [municipalityCode, provider, subjectHash, sessionHashes],
  );
  return ended;
}
