// Operations on named neighbourhoods: planners everywhere, a team in its own areas.
import { recordAct } from "../audit/record-act.ts";
import type { NeighbourhoodInput } from "../contract/profiles.ts";
import type { Transaction } from "../db/database.ts";
import { findDivisionHead } from "../divisions/divisions.store.ts";
import { AppError } from "../errors.ts";
import type { Caller, Handlers } from "../http/call.ts";
import { assertSameVersion } from "../http/versions.ts";
import { unknownAreaCodes } from "../rules/area-groups.store.ts";
import {
  findNeighbourhoodForChange,
  insertNeighbourhood,
  retireNeighbourhood,
  updateNeighbourhood,
} from "./neighbourhoods.store.ts";

type NeighbourhoodOperations = "createNeighbourhood" | "changeNeighbourhood" | "retireNeighbourhood";

export function neighbourhoodHandlers(): Pick<Handlers, NeighbourhoodOperations> {
  return {
    createNeighbourhood: async (transaction, { params, body, caller }) => {
      await requireAreas(transaction, caller, body);
      const made = await insertNeighbourhood(transaction, params.municipality, body, caller.userId);
      await recordAct(transaction, "neighbourhood.saved", "neighbourhood", made.id, { version: made.version }, made);
      return { status: 201, body: made, version: made.version };
    },
    changeNeighbourhood: async (transaction, { params, body, version, caller }) => {
      const { municipality, neighbourhood: id } = params;
      const before = await findNeighbourhoodForChange(transaction, municipality, id);
      if (!before) throw new AppError("not-found");
      assertSameVersion(before.version, version);
      if (before.divisionId !== body.divisionId) throw unknownDivision();
      await requireAreas(transaction, caller, body);
      const saved = await updateNeighbourhood(transaction, municipality, id, body);
      await recordAct(transaction, "neighbourhood.saved", "neighbourhood", id, { version: saved.version }, saved);
      return { status: 200, body: saved, version: saved.version };
    },
    retireNeighbourhood: async (transaction, { params, version }) => {
      const { municipality, neighbourhood: id } = params;
      const before = await findNeighbourhoodForChange(transaction, municipality, id);
      if (!before) throw new AppError("not-found");
      assertSameVersion(before.version, version);
      await retireNeighbourhood(transaction, municipality, id);
      await recordAct(transaction, "neighbourhood.retired", "neighbourhood", id, {}, before);
      return { status: 204 };
    },
  };
}

/** The division has them, and for a team they are its own: another's is told as one that is not there. */
async function requireAreas(
  transaction: Transaction,
  { municipalityCode, role }: Caller,
  { divisionId, areaCodes }: NeighbourhoodInput,
): Promise<void> {
  if (!(await findDivisionHead(transaction, municipalityCode, divisionId))) throw unknownDivision();
  const unknown = new Set(await unknownAreaCodes(transaction, municipalityCode, divisionId, areaCodes));
  if (role === "team") {
    const { own } = await transaction.one<{ own: string[] }>("select protected.own_area_codes($1) as own", [
      divisionId,
    ]);
    for (const code of areaCodes) if (!own.includes(code)) unknown.add(code);
  }
  if (unknown.size === 0) return;
  const message = { sv: "Området finns inte att välja.", en: "There is no such area to choose." };
  throw new AppError("reference.unknown", {
    violations: areaCodes.flatMap((code, place) =>
      unknown.has(code) ? [{ field: `areaCodes.${place}`, message }] : [],
    ),
  });
}

function unknownDivision(): AppError {
  const message = { sv: "Finns inte i kommunen.", en: "Does not exist in the municipality." };
  return new AppError("reference.unknown", { violations: [{ field: "divisionId", message }] });
}
