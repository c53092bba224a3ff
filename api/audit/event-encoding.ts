// How a row of the log is written to bytes and hashed: the same as audit.event_hash in SQL, made again here so that verifying trusts no function of the database.
import { createHash } from "node:crypto";

/** A row as text, just as it is hashed: times in UTC with microseconds, details as PostgreSQL writes jsonb. */
export interface StoredEvent {
  readonly chain: string;
  readonly sequence: number;
  readonly occurredAt: string;
  readonly userId: string | null;
  readonly personName: string | null;
  readonly role: string;
  readonly addressClass: string | null;
  readonly action: string;
  readonly objectKind: string | null;
  readonly objectId: string | null;
  readonly divisionId: string | null;
  readonly areaCodes: readonly string[];
  readonly details: string;
  readonly previousHash: string;
  readonly hash: string;
}

/** Before row 1: 32 zero bytes, in hexadecimal. */
export const firstPreviousHash = "0".repeat(64);

/** The columns of a StoredEvent, for a query on audit.events. */
export const storedEventColumns = `chain, sequence,
  to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "occurredAt",
  user_id as "userId", person_name as "personName", role, address_class as "addressClass", action,
  object_kind as "objectKind", object_id as "objectId", division_id as "divisionId", area_codes as "areaCodes",
  details::text as details, encode(previous_hash, 'hex') as "previousHash", encode(hash, 'hex') as hash`;

/** A netstring (length in bytes, colon, text, comma), or - for null: no two lists of fields are written alike. */
function encodeField(value: string | null): string {
  return value === null ? "-" : `${Buffer.byteLength(value)}:${value},`;
}

/** The SHA-256, in hexadecimal, that the row's fields and its previous hash must have. */
export function eventHash(event: Omit<StoredEvent, "hash">): string {
  const fields = [
    event.chain,
    String(event.sequence),
    event.occurredAt,
    event.userId,
    event.personName,
    event.role,
    event.addressClass,
    event.action,
    event.objectKind,
    event.objectId,
    event.divisionId,
    event.areaCodes.map(encodeField).join(""),
    event.details,
  ];
  return createHash("sha256")
    .update(Buffer.from(event.previousHash, "hex"))
    .update(fields.map(encodeField).join(""))
    .digest("hex");
}
