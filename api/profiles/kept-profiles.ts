// Profiles made once and kept until anything they show changes: never across municipalities, roles or teams.
import type { AreaProfile } from "../contract/profiles.ts";
import type { Transaction } from "../db/database.ts";
import { AppError } from "../errors.ts";
import type { Person } from "../http/call.ts";
import { type PreparedBytes, prepareJson } from "../http/prepared-bytes.ts";
import { LatestKept } from "./latest-kept.ts";
import { type ComparedWith, makeProfile } from "./make-profile.ts";
import { findOtherTeam, type OtherTeamValues, readOtherTeam } from "./other-team.ts";
import { readOwnTeamRanks } from "./own-team-ranks.ts";
import { findSubject, type ProfileSubject } from "./profile-subjects.ts";
import { type ProfileWorld, readProfileWorld, readTeams } from "./profile-world.ts";

export interface KeptProfile {
  readonly profile: AreaProfile;
  readonly json: PreparedBytes;
}

type Choice = "first" | "second";
/** What is asked for: a profile's key, and what to compare it with. */
export interface ProfileOrder {
  readonly key: string;
  readonly query: Readonly<Partial<Record<Choice, string | undefined>>>;
}

const keptProfileCount = 500;
const keptWorldCount = 16;

/** Made for one service; `read` runs in the caller's own transaction, so that the database's policies hold for what is made. */
export function keepProfiles() {
  const profiles = new LatestKept<KeptProfile>(keptProfileCount);
  const worlds = new LatestKept<ProfileWorld>(keptWorldCount);

  async function make(
    transaction: Transaction,
    caller: Person,
    scope: string,
    order: ProfileOrder,
  ): Promise<KeptProfile> {
    const subject = await findSubject(transaction, caller, order.key);
    if (!subject) throw new AppError("not-found");
    const compared = await comparedWith(transaction, caller, subject, order.query);
    const world = await worlds.get(`${scope} ${subject.divisionId}`, async () => {
      const read = await readProfileWorld(transaction, caller, subject.divisionId);
      if (!read) throw new Error(`Expected the division ${subject.divisionId} of a profile, found none.`);
      return read;
    });
    const planTeams = subject.plan
      ? await readTeams(transaction, caller.municipalityCode, subject.divisionId, subject.plan.id)
      : [];
    const ownRanks = caller.role === "team" ? await readOwnTeamRanks(transaction, subject, world.facts) : new Map();
    const others = new Map<string, ReadonlyMap<string, OtherTeamValues>>();
    for (const one of compared) {
      if (one !== "similar" && one.kind === "other-team")
        others.set(one.key, await readOtherTeam(transaction, subject, one, world.facts));
    }
    const profile = makeProfile(world, subject, compared, planTeams, ownRanks, others);
    return { profile, json: prepareJson(profile) };
  }

  return {
    /** Throws 404 where the caller may not open the profile, 422 where it may not be compared with what is asked. */
    async read(transaction: Transaction, caller: Person, order: ProfileOrder): Promise<KeptProfile> {
      const { version } = await transaction.one<{ version: string }>("select planning.data_version() as version");
      const { municipalityCode, role, teamIds } = caller;
      const scope = [municipalityCode, role, [...teamIds].sort().join(","), version].join(" ");
      const asked = [scope, order.key, order.query.first ?? "", order.query.second ?? ""].join(" ");
      return profiles.get(asked, () => make(transaction, caller, scope, order));
    },
  };
}

async function comparedWith(
  transaction: Transaction,
  caller: Person,
  subject: ProfileSubject,
  query: ProfileOrder["query"],
): Promise<ComparedWith[]> {
  const compared: ComparedWith[] = [];
  for (const field of ["first", "second"] as const) {
    const key = query[field];
    if (key === undefined) continue;
    const found = await comparator(transaction, caller, subject, key);
    if (found === null) throw unknownComparator(field);
    compared.push(found);
  }
  return compared;
}

/** What one may open; for a team's own profile also the other teams, whose statistics alone are told. */
async function comparator(
  transaction: Transaction,
  caller: Person,
  subject: ProfileSubject,
  key: string,
): Promise<ComparedWith | null> {
  const isTeam = caller.role === "team";
  if (key === "similar") return isTeam ? null : key;
  const own = await findSubject(transaction, caller, key);
  if (own) return own.divisionId === subject.divisionId ? own : null;
  return isTeam ? findOtherTeam(transaction, caller.municipalityCode, subject, key) : null;
}

function unknownComparator(field: Choice): AppError {
  const message = { sv: "Finns inte att jämföra med.", en: "Is not there to compare with." };
  return new AppError("reference.unknown", { violations: [{ field, message }] });
}
