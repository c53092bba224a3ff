// Operations on area profiles, the arenas in them and the priority index.
import { recordAct } from "../audit/record-act.ts";
import { AppError } from "../errors.ts";
import type { Handlers } from "../http/call.ts";
import { assertSameVersion } from "../http/versions.ts";
import { requirePlan, sightOf } from "../plans/plan-preconditions.ts";
import { findArenaForCare, updateContact, updatePriority } from "./arena-care.store.ts";
import { readInheritance } from "./inheritance.ts";
import { keepProfiles } from "./kept-profiles.ts";
import { listProfiles } from "./list-profiles.ts";
import { neighbourhoodHandlers } from "./neighbourhoods.routes.ts";
import { insertPriorityIndex, readPriorityIndex } from "./priority-index.store.ts";
import { profileCsv } from "./profile-csv.ts";

type ProfileOperations =
  | keyof ReturnType<typeof neighbourhoodHandlers>
  | "readProfileInheritance"
  | "listProfiles"
  | "readProfile"
  | "exportProfile"
  | "nameArenaContact"
  | "decideArenaPriority"
  | "readPriorityIndex"
  | "savePriorityIndex";

export function profileHandlers(): Pick<Handlers, ProfileOperations> {
  const kept = keepProfiles();
  return {
    ...neighbourhoodHandlers(),
    readProfileInheritance: async (transaction, { params, query, caller }) => {
      const plan = await requirePlan(transaction, params.municipality, params.plan, sightOf(caller));
      const ownTeams = caller.role === "team" ? caller.teamIds : null;
      const earlierPlanId = query.earlierPlanId ?? null;
      return {
        status: 200,
        body: await readInheritance(transaction, params.municipality, plan, earlierPlanId, ownTeams),
      };
    },
    listProfiles: async (transaction, { query, caller }) => ({
      status: 200,
      body: await listProfiles(transaction, caller, query.divisionId ?? null),
    }),
    readProfile: async (transaction, { params, query, caller }) => {
      const { json } = await kept.read(transaction, caller, { key: params.profile, query });
      return { status: 200, json };
    },
    exportProfile: async (transaction, { params, query, caller }) => {
      const { profile } = await kept.read(transaction, caller, { key: params.profile, query });
      const bytes = new TextEncoder().encode(profileCsv(profile, query.table));
      const areas = { divisionId: profile.divisionId, areaCodes: profile.areaCodes };
      await recordAct(transaction, "data.exported", "profile", profile.key, { format: "csv" }, areas);
      const name = `omradesprofil-${params.municipality}-${fileNameParts[query.table]}.csv`;
      return { status: 200, file: { name, mediaType: "text/csv", bytes } };
    },
    nameArenaContact: async (transaction, { params, body, version, caller }) => {
      const { municipality, arena } = params;
      const before = await findArenaForCare(transaction, municipality, arena, caller.role === "team");
      if (!before) throw new AppError("not-found");
      assertSameVersion(before.careVersion, version);
      const saved = await updateContact(transaction, municipality, arena, body.contactRole || null);
      await recordAct(transaction, "arena.contact-named", "arena", arena, { version: saved.careVersion });
      return { status: 200, body: saved, version: saved.careVersion };
    },
    decideArenaPriority: async (transaction, { params, body, version }) => {
      const { municipality, arena } = params;
      const before = await findArenaForCare(transaction, municipality, arena, false);
      if (!before) throw new AppError("not-found");
      assertSameVersion(before.careVersion, version);
      const saved = await updatePriority(transaction, municipality, arena, {
        priority: body.priority,
        reason: body.priority ? body.reason || null : null,
        since: body.priority ? body.since : null,
      });
      await recordAct(transaction, "arena.priority-decided", "arena", arena, { version: saved.careVersion });
      return { status: 200, body: saved, version: saved.careVersion };
    },
    readPriorityIndex: async (transaction, { params }) => {
      const index = await readPriorityIndex(transaction, params.municipality);
      return { status: 200, body: index, version: index.version };
    },
    savePriorityIndex: async (transaction, { params, body, version, caller }) => {
      const { municipality } = params;
      assertSameVersion((await readPriorityIndex(transaction, municipality)).version, version);
      const saved = await insertPriorityIndex(transaction, municipality, version + 1, body.weights, caller.userId);
      if (!saved) throw new AppError("version.changed");
      await recordAct(transaction, "priority-index.saved", "priority-index", String(saved.version), {
        version: saved.version,
      });
      return { status: 200, body: saved, version: saved.version };
    },
  };
}

const fileNameParts = { indicators: "indikatorer", children: "barn", arenas: "arenor" } as const;
