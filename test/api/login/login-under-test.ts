// A listening service with a login, and what the tests of both protocols ask of it.
import type { OpenTestDatabase } from "../../support/databases.ts";
import { findFreePort } from "../../support/free-port.ts";
import { gridMunicipality } from "../support/seeded-municipality.ts";
import { type ServiceUnderTest, startService } from "../support/service-under-test.ts";

const groups = {
  planner: ["SG-Planerare"],
  manager: ["SG-Chef", "CN=Chefer,OU=Grupper,DC=kommun,DC=se"],
  reviewer: ["SG-Loggranskare"],
  team: { A: ["SG-Team-A"], B: ["SG-Team-B"], Ö: ["SG-Team-Som-Inte-Finns"] },
};

export interface LoginUnderTest extends ServiceUnderTest {
  readonly address: string;
  /** Reads past all policies. */
  rows<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Reasons of refused logins, oldest first. */
  refusals(): Promise<string[]>;
  countOf(table: "users" | "sessions" | "login_attempts"): Promise<number>;
  /** The session as the service tells it to the holder of these cookies. */
  sessionOf(cookie: string | null): Promise<{ signedIn: boolean; role?: string; [field: string]: unknown }>;
}

export interface LoginSettings {
  readonly address: string;
  readonly environment: Record<string, string>;
}

/** An address for the service, known before it starts: the identity provider must be told of it. */
export async function chooseAddress(): Promise<LoginSettings> {
  const port = await findFreePort();
  const address = `http://127.0.0.1:${port}`;
  return {
    address,
    environment: {
      PORT: String(port),
      PUBLIC_URL: address,
      LOGIN_MUNICIPALITY: gridMunicipality,
      LOGIN_GROUPS: JSON.stringify(groups),
      LOGIN_PLANNER_LEVELS: "strong",
    },
  };
}

export async function startLogin(
  open: OpenTestDatabase,
  { address, environment }: LoginSettings,
  provider: Record<string, string>,
): Promise<LoginUnderTest> {
  const under = await startService(open, { ...environment, ...provider });
  await under.service.listen();
  const rows = async <Row>(text: string, values: readonly unknown[] = []) =>
    (await under.testDatabase.asOwner((owner) => owner.query<Row & Record<string, unknown>>(text, values)))
      .rows as Row[];
  return {
    ...under,
    address,
    rows,
    refusals: async () =>
      (
        await rows<{ reason: string }>(
          "select details ->> 'reason' as reason from audit.events where action = 'session.sign-in-refused' and chain = $1 order by sequence",
          [gridMunicipality],
        )
      ).map(({ reason }) => reason),
    countOf: async (table) =>
      Number((await rows<{ count: unknown }>(`select count(*) as count from access.${table}`))[0]!.count),
    sessionOf: async (cookie) => {
      const answer = await fetch(`${address}/api/session`, { headers: cookie === null ? {} : { cookie } });
      return (await answer.json()) as { signedIn: boolean };
    },
  };
}
