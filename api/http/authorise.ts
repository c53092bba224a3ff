// Who may use an operation: the checks before anything of the request but its address is read.
import type { Request } from "express";
import { isOpenToToken, rolesOf } from "../contract/access.ts";
import { type OperationName, operations } from "../contract/operations.ts";
import { AppError } from "../errors.ts";
import type { Caller } from "./call.ts";

/** Writes a refused request to the audit log. */
export type RecordRefusal = (caller: Caller, operation: OperationName) => Promise<void>;

/**
 * Nobody: 401. Another municipality, existing or not, and a malformed one: 404, told alike. A role that may not, or an
 * access token where none may be used: 403. Another team than one's own, acting as team: 404, as a missing one. What a
 * signed-in person is refused is written to the audit log.
 */
export async function authorise(
  name: OperationName,
  caller: Caller | null,
  params: Request["params"],
  recordRefusal: RecordRefusal,
): Promise<void> {
  const roles = rolesOf(name);
  if (roles === "anyone") return;
  if (!caller) throw new AppError("session.required");
  const refusal = refusalOf(name, caller, roles, params);
  if (refusal === null) return;
  await recordRefusal(caller, name);
  throw new AppError(refusal);
}

function refusalOf(name: OperationName, caller: Caller, roles: readonly Caller["role"][], params: Request["params"]) {
  const { path }: { path: string } = operations[name];
  if (path.startsWith("/api/:municipality") && params.municipality !== caller.municipalityCode) return "not-found";
  if (!roles.includes(caller.role)) return "session.role-not-allowed";
  if (caller.means === "token" && !isOpenToToken(name, caller.role)) return "token.not-allowed";
  if (caller.role === "team" && path.includes("/:team") && !caller.teamIds.includes(String(params.team)))
    return "not-found";
  return null;
}
