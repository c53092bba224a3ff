// Times leave the database as text of one form, whichever driver carries them.

/** SQL that gives a timestamptz column as ISO 8601 in UTC. */
export function timestampText(column: string): string {
  return `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
