// Writes to the log, in the same transaction as the act.
import type { Transaction } from "../db/database.ts";
import type { AuditAction, DetailsOf } from "./actions.ts";

/** The areas an act was about: a division's own codes, or the whole division where no codes are told. */
export interface ConcernedAreas {
  readonly divisionId: string;
  readonly areaCodes?: readonly string[];
}

/**
 * Adds a row as the last thing a transaction does: the chain is held until it ends. Who did it, in which role and
 * municipality, follows from the transaction's identity. What is told about an act is listed in the table of actions.
 */
export async function recordAct<Action extends AuditAction>(
  transaction: Transaction,
  action: Action,
  objectKind: string,
  objectId: string,
  details?: DetailsOf<Action>,
  areas?: ConcernedAreas,
): Promise<void> {
  await transaction.query("select audit.record($1, $2, $3, $4::jsonb, $5::uuid, $6::text[])", [
    action,
    objectKind,
    objectId,
    JSON.stringify(details ?? {}),
    areas?.divisionId,
    areas?.areaCodes ?? [],
  ]);
}

/**
 * Adds that a session begins, changes role or ends, in that same transaction, where it acts as nobody yet: who it is
 * follows from the token (its SHA-256) of the session, which must be there. Nothing is added where it is not.
 */
export async function recordWithSession<
  Action extends "session.signed-in" | "session.role-switched" | "session.signed-out",
>(transaction: Transaction, tokenHash: Uint8Array, action: Action, details?: DetailsOf<Action>): Promise<void> {
  await transaction.query("select audit.record_with_session($1, $2, $3::jsonb)", [
    tokenHash,
    action,
    JSON.stringify(details ?? {}),
  ]);
}

/** Adds that somebody was refused at the door, to the municipality's log where it exists. Runs as nobody. */
export async function recordRefusedSignIn(
  transaction: Transaction,
  municipalityCode: string | null,
  details: DetailsOf<"session.sign-in-refused">,
): Promise<void> {
  await transaction.query("select audit.record_refused_sign_in($1, $2::jsonb)", [
    municipalityCode,
    JSON.stringify(details),
  ]);
}
