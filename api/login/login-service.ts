// The login from beginning to session: state kept, answers proven, person and roles taken over, session begun, each end logged.
import type { AuditAction, DetailsOf } from "../audit/actions.ts";
import { recordAct, recordRefusedSignIn, recordWithSession } from "../audit/record-act.ts";
import { type Role, roles as rolesInOrder } from "../contract/primitives.ts";
import type { AddressClass, Database, Transaction } from "../db/database.ts";
import { hashOfToken, newToken } from "../session/cookie.ts";
import { endSession } from "../session/session.store.ts";
import { rolesOfGroups } from "./group-mapping.ts";
import {
  beginLogin,
  consumeAssertion,
  createLoginSession,
  endProviderSessions,
  findProviderSession,
  isLoginRequest,
  keepProviderSession,
  landLogin,
  type ProvisionedPerson,
  provisionPerson,
  takeLogin,
} from "./login.store.ts";
import type { LoginConfig } from "./login-config.ts";
import { LoginRefused, type RefusalReason } from "./login-refusal.ts";
import { newSecret, seal, sha256, unseal } from "./login-secret.ts";
import { createOidcProvider } from "./oidc-provider.ts";
import type { LogoutMessage } from "./saml-logout.ts";
import { createSamlProvider, type SamlProvider } from "./saml-provider.ts";
import type { ProviderKind, SamlSession, VerifiedLogin } from "./verified-login.ts";

/** A session that has begun, and where the person goes. */
export interface SignedIn {
  readonly token: string;
  readonly expiresAt: Date;
  readonly returnPath: string;
}

/** The browser that a request of a login comes from. */
export interface LoginVisit {
  /** What the browser has kept since it began; null where it has nothing. */
  readonly secret: string | null;
  /** The session it still has from before; ended when the new one begins. */
  readonly previousToken: string | null;
  /** From where, for the log. */
  readonly addressClass: AddressClass | null;
}

export interface LoginService {
  /** The configured providers, in the order the page shows them. */
  readonly providers: readonly ProviderKind[];
  readonly saml: SamlProvider | null;
  /** Begins a login: where the browser goes, and the secret it keeps meanwhile. Throws LoginRefused. */
  begin(
    provider: ProviderKind,
    returnPath: string,
    asPlanner: boolean,
  ): Promise<{ readonly address: string; readonly secret: string }>;
  /** Ends an OpenID Connect login. Throws LoginRefused. */
  finishOidc(callbackQuery: string, visit: LoginVisit): Promise<SignedIn>;
  /**
   * Takes a SAML response, which another site's form brings without the browser's cookie. Answers what the browser must
   * come back with, together with its cookie, in the next address. Throws LoginRefused.
   */
  landSaml(encodedResponse: unknown): Promise<string>;
  /** Ends a SAML login for the browser that began it. Throws LoginRefused. */
  finishSaml(landing: string, visit: LoginVisit): Promise<SignedIn>;
  /** Ends the sessions that the identity provider says are over; answers the address of our answer to it. */
  endByProvider(message: Extract<LogoutMessage, { kind: "request" }>, visit: LoginVisit): Promise<string>;
  /** The provider's log-out for a session it began; null where it has none or does not answer. */
  logoutUrl(provider: ProviderKind, sealedSession: Uint8Array | null, token: string): Promise<string | null>;
  /** Carries the provider's name for a session over to the token that a switch of role gave it. */
  keepProviderSession(transaction: Transaction, previousToken: string, token: string): Promise<void>;
  /** Writes down why a login was refused; nothing of what was sent. */
  recordRefusal(provider: ProviderKind, reason: RefusalReason, visit: LoginVisit): Promise<void>;
}

/** Puts the providers of the configuration together with the state in the database. */
export function createLoginService(config: LoginConfig, database: Database): LoginService {
  const { municipalityCode } = config;
  const identity = { kind: "login", municipalityCode } as const;
  const oidc = config.oidc && createOidcProvider(config.oidc, config.plannerLevels);
  const saml = config.saml && createSamlProvider(config.saml);
  const inTransaction = <Result>(work: (transaction: Transaction) => Promise<Result>) =>
    database.transaction(identity, work);

  const take = async (provider: ProviderKind, secret: string | null, landing: string | null) => {
    if (secret === null) throw new LoginRefused("not-begun-here");
    const taken = await inTransaction((transaction) =>
      takeLogin(transaction, {
        municipalityCode,
        provider,
        browserHash: sha256(secret),
        landingHash: landing === null ? null : sha256(landing),
      }),
    );
    if (taken === null) throw new LoginRefused("not-begun-here");
    return taken;
  };
  const signIn = async (login: VerifiedLogin, returnPath: string, visit: LoginVisit): Promise<SignedIn> => {
    const token = newToken();
    const { addressClass, previousToken } = visit;
    const outcome = await database.transaction({ ...identity, addressClass }, (transaction) =>
      beginSession(transaction, config, login, token, previousToken),
    );
    if (typeof outcome === "string") throw new LoginRefused(outcome);
    return { token, expiresAt: outcome, returnPath };
  };

  return {
    providers: [...(oidc ? (["oidc"] as const) : []), ...(saml ? (["saml"] as const) : [])],
    saml,
    async begin(provider, returnPath, asPlanner) {
      const secret = newSecret();
      const requestId = provider === "oidc" ? oidc!.stateOf(secret) : saml!.requestIdOf(secret);
      // OpenID Connect always asks for the planner's levels, of its own accord: there they are a wish and not a demand.
      const address = await (provider === "oidc"
        ? oidc!.begin(secret)
        : saml!.begin(secret, asPlanner ? config.plannerLevels : []));
      const isBegun = await inTransaction((transaction) =>
        beginLogin(transaction, {
          municipalityCode,
          provider,
          browserHash: sha256(secret),
          requestHash: sha256(requestId),
          returnPath,
        }),
      );
      if (!isBegun) throw new LoginRefused("no-municipality");
      return { address, secret };
    },
    async finishOidc(callbackQuery, visit) {
      // Before anything is ended: another site's page may send the browser here with a state it made up.
      if (visit.secret !== null) oidc!.requireState(callbackQuery, visit.secret);
      const { returnPath } = await take("oidc", visit.secret, null);
      return signIn(await oidc!.finish(callbackQuery, visit.secret!), returnPath, visit);
    },
    async landSaml(encodedResponse) {
      const proven = await saml!.finish(encodedResponse, (requestId) =>
        inTransaction((transaction) => isLoginRequest(transaction, municipalityCode, sha256(requestId))),
      );
      const landing = newSecret();
      await inTransaction(async (transaction) => {
        const isFirst = await consumeAssertion(
          transaction,
          municipalityCode,
          sha256(`${config.saml!.idpIssuer ?? ""}#${proven.assertionId}`),
          proven.expiresAt,
        );
        if (!isFirst) throw new LoginRefused("replayed");
        const isLanded = await landLogin(transaction, {
          municipalityCode,
          requestHash: sha256(proven.requestId),
          landingHash: sha256(landing),
          sealedLogin: seal(landing, proven.login),
        });
        if (!isLanded) throw new LoginRefused("wrong-in-response-to");
      });
      return landing;
    },
    async finishSaml(landing, visit) {
      const { returnPath, sealedLogin } = await take("saml", visit.secret, landing);
      return signIn(unseal(landing, sealedLogin!) as VerifiedLogin, returnPath, visit);
    },
    async endByProvider({ id, nameId, sessionIndexes, relayState, expiresAt }, { addressClass }) {
      await database.transaction({ ...identity, addressClass }, async (transaction) => {
        const isFirst = await consumeAssertion(transaction, municipalityCode, sha256(`logout#${id}`), expiresAt);
        if (!isFirst) throw new LoginRefused("replayed");
        const hashes = sessionIndexes.map((index) => sha256(index));
        const ended = await endProviderSessions(transaction, municipalityCode, "saml", sha256(nameId), hashes);
        await recordAct(transaction, "session.ended-by-provider", "login", "saml", {
          method: "saml",
          sessions: ended,
        });
      });
      return saml!.logoutAnswerUrl(id, relayState);
    },
    async logoutUrl(provider, sealedSession, token) {
      try {
        if (provider === "oidc") return (await oidc?.logoutUrl()) ?? null;
        if (!saml || sealedSession === null) return null;
        return await saml.logoutUrl(unseal(token, sealedSession) as SamlSession);
      } catch (error) {
        // Our own session is over either way; a provider that does not answer must not stop that.
        if (error instanceof LoginRefused) return null;
        throw error;
      }
    },
    async keepProviderSession(transaction, previousToken, token) {
      const known = await findProviderSession(transaction, hashOfToken(token));
      if (!known?.sealedSession) return;
      await keepProviderSession(
        transaction,
        hashOfToken(token),
        seal(token, unseal(previousToken, known.sealedSession)),
      );
    },
    async recordRefusal(provider, reason, { addressClass }) {
      await database.transaction({ kind: "anonymous", addressClass }, (transaction) =>
        recordRefusedSignIn(transaction, municipalityCode, { reason, method: provider }),
      );
    },
  };
}

/**
 * Takes over the person and begins the session. Answers when it ends, or why there is none: what the provider took away
 * is taken away also when the login is refused.
 */
async function beginSession(
  transaction: Transaction,
  config: LoginConfig,
  login: VerifiedLogin,
  token: string,
  previousToken: string | null,
): Promise<Date | RefusalReason> {
  const { municipalityCode, plannerLevels } = config;
  const given = rolesOfGroups(config.groups, login.groups);
  const person = await provisionPerson(transaction, municipalityCode, login, given);
  const isLevelMet = plannerLevels.length === 0 || plannerLevels.includes(login.level ?? "");
  const role = roleToActIn(person, isLevelMet);
  if (person) await recordChanges(transaction, person);
  if (role.refused) return role.refused;
  if (previousToken !== null) await endSession(transaction, hashOfToken(previousToken));
  const { provider, samlSession } = login;
  const expiresAt = await createLoginSession(transaction, {
    municipalityCode,
    userId: role.userId,
    role: role.role,
    isLevelMet,
    tokenHash: hashOfToken(token),
    provider,
    subjectHash: samlSession && sha256(samlSession.nameId),
    sessionHash: samlSession?.sessionIndex ? sha256(samlSession.sessionIndex) : null,
    sealedSession: samlSession && seal(token, samlSession),
  });
  await recordWithSession(transaction, hashOfToken(token), "session.signed-in", { role: role.role, method: provider });
  return expiresAt;
}

/** What the identity provider has changed about a person, in the same words as what an administrator changes. */
async function recordChanges(transaction: Transaction, person: ProvisionedPerson): Promise<void> {
  const source = "identity-provider";
  const note = <Action extends AuditAction>(action: Action, details: DetailsOf<Action>) =>
    recordAct(transaction, action, "person", person.userId, details);
  if (person.isNew) await note("user.added", { source });
  for (const role of person.rolesGiven) await note("user.role-given", { role, source });
  for (const role of person.rolesTaken) await note("user.role-taken", { role, source });
  for (const team of person.teamsBound) await note("user.team-bound", { team, source });
  for (const team of person.teamsReleased) await note("user.team-released", { team, source });
}

type RoleToActIn =
  | { readonly refused: RefusalReason }
  | { readonly refused?: undefined; readonly userId: string; readonly role: Role };

function roleToActIn(person: ProvisionedPerson | null, isLevelMet: boolean): RoleToActIn {
  const role = rolesInOrder.find((each) => person?.heldRoles.includes(each));
  if (person?.isDisabled) return { refused: "person-disabled" };
  if (person === null || role === undefined) return { refused: "no-role" };
  if (person.heldRoles.includes("planner") && !isLevelMet) return { refused: "level-too-low" };
  return { userId: person.userId, role };
}
