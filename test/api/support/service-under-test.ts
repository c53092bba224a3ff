// A whole service on a test's database: the real application, solver threads and importer, reached through supertest.
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import request from "supertest";
import { afterAll } from "vitest";
import { type Config, readConfig } from "../../../api/config.ts";
import type { Role } from "../../../api/contract/primitives.ts";
import type { Database } from "../../../api/db/database.ts";
import { createLog } from "../../../api/log.ts";
import { protectDivision } from "../../../api/protection/protect-division.ts";
import { createService, type Service, type ServiceOptions } from "../../../api/service.ts";
import type { OpenTestDatabase, TestDatabase } from "../../support/databases.ts";
import { testKeyedHash } from "../../support/keyed-hash.ts";
import { gridMunicipality, ids, seedMunicipalities } from "./seeded-municipality.ts";

export interface ServiceUnderTest {
  readonly service: Service;
  readonly config: Config;
  readonly testDatabase: TestDatabase;
  /** Everything that was logged, line by line. */
  readonly logged: () => string[];
  /** A client with no cookie. */
  readonly anonymous: () => Client;
  /** A client that has signed in. */
  readonly as: (role: Role, municipality?: string) => Promise<Client>;
}

/** What the program would have printed. */
export const testStartCode = "ABCD-EFGH-3467";

export type Method = "get" | "post" | "put" | "patch" | "delete";

/** Sends requests as the page does: with its cookie and the header that keeps other sites out. */
export interface Client {
  readonly cookie: string;
  send(method: Method, path: string): request.Test;
}

export function testConfig(environment: Record<string, string> = {}): Config {
  const result = readConfig({
    NODE_ENV: "test",
    PORT: "0",
    LOG_LEVEL: "debug",
    SIGN_INS_PER_MINUTE: "10000",
    ANONYMOUS_PER_MINUTE: "100000",
    READS_PER_MINUTE: "100000",
    CHANGES_PER_MINUTE: "100000",
    HEAVY_PER_MINUTE: "100000",
    SOLVER_THREADS: "1",
    AUDIT_HEAD_FILE: join(tmpdir(), `omradeslinjen-no-heads-${process.pid}.csv`),
    ...environment,
  });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.config;
}

/** As the import would have: the seed writes its counts past it. */
async function protectSeeded(database: Database): Promise<void> {
  const person = { kind: "person", municipalityCode: gridMunicipality, userId: ids.absent, role: "planner" } as const;
  await database.transaction({ ...person, teamIds: [] }, (transaction) =>
    protectDivision(transaction, testKeyedHash, gridMunicipality, ids.division, ["population", "clients"]),
  );
}

/** Opens a seeded database and a service on it; both are closed after the suite. Give `beforeAll` 90 s. */
export async function startService(
  open: OpenTestDatabase,
  environment: Record<string, string> = {},
  options: Pick<ServiceOptions, "rateWindowMilliseconds"> = {},
): Promise<ServiceUnderTest> {
  const testDatabase = await open();
  await testDatabase.asOwner(seedMunicipalities);
  const lines: string[] = [];
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(...chunk.toString().split("\n").filter(Boolean));
      done();
    },
  });
  const config = testConfig(environment);
  await protectSeeded(testDatabase.database);
  const service = createService(config, testDatabase.database, testKeyedHash, createLog(config, destination), {
    startCode: testStartCode,
    ...options,
  });
  afterAll(() => service.close());
  const clientWith = (cookie: string): Client => ({
    cookie,
    send(method, path) {
      const sent = request(service.app)[method](path).set("X-Requested-With", "omradeslinjen");
      return cookie === "" ? sent : sent.set("Cookie", cookie);
    },
  });
  return {
    service,
    config,
    testDatabase,
    logged: () => lines,
    anonymous: () => clientWith(""),
    async as(role, municipality = gridMunicipality) {
      const answer = await clientWith("").send("post", "/api/session").send({ municipalityCode: municipality, role });
      if (answer.status !== 200) throw new Error(`Sign-in answered ${answer.status}: ${answer.text}`);
      return clientWith((answer.headers["set-cookie"] as unknown as string[])[0]!.split(";")[0]!);
    },
  };
}
