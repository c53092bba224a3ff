// `audit` as a program: what it prints, its exit codes, and that it names the first broken row.
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { beforeAll, expect, it } from "vitest";
import { purgeLimit } from "../../../api/cli/audit.command.ts";
import { openEmbedded } from "../../../api/db/embedded.ts";
import { makeEmbeddedFolder } from "../../support/databases.ts";
import { repositoryRoot, serviceEnvironment } from "../../support/service-process.ts";

let folder: string;

beforeAll(async () => {
  folder = await makeEmbeddedFolder();
  await inDatabase(async (database) => {
    await database.asOwner((owner) =>
      owner.script("insert into geography.municipalities (code, name) values ('2281', 'Sundsvall')"),
    );
    await database.transaction({ kind: "operator", municipalityCode: "2281" }, (transaction) =>
      transaction.query("select audit.record('counts.read') from generate_series(1, 20)"),
    );
  });
}, 120_000);

async function inDatabase(work: (database: Awaited<ReturnType<typeof openEmbedded>>) => Promise<void>): Promise<void> {
  const database = await openEmbedded({ folder });
  await work(database).finally(() => database.close());
}

function audit(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["api/cli.ts", "audit", ...words], {
    cwd: repositoryRoot,
    env: serviceEnvironment(folder),
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

const headFile = () => `${folder}.log-heads.csv`;

it("writes heads beside the database, verifies against them, and names the first broken row with exit code 1", async () => {
  expect(audit("heads")).toMatchObject({ status: 0 });
  expect(readFileSync(headFile(), "utf8")).toMatch(/^time,kind,chain,sequence,hash,line_hash\n.*,head,2281,20,/);
  const whole = audit("verify");
  expect(whole.status).toBe(0);
  expect(whole.stdout).toMatch(/^2281: 1–20 \(20\), 20\d\d-.*, [0-9a-f]{64}, heads: 1, /m);
  expect(whole.stderr).toContain("Kedjan är hel.");
  await inDatabase((database) =>
    database.asOwner((owner) =>
      owner.script(`alter table audit.events disable trigger all;
        update audit.events set role = 'planner' where chain = '2281' and sequence = 13;
        delete from audit.events where chain = '2281' and sequence > 17;
        alter table audit.events enable trigger all`),
    ),
  );
  const broken = audit("verify");
  expect(broken.status).toBe(1);
  expect(broken.stdout).toContain("2281: rad 13 (altered)");
  expect(broken.stderr).toContain("Loggen 2281, rad 13: innehållet stämmer inte med radens hash");
  expect(audit("verify", "--municipality", "2281").status).toBe(1);
  rmSync(headFile());
  expect(audit("verify").stderr).toContain("saknas, men loggen säger att den har 1 rader");
}, 180_000);

it("asks for what is missing, and purges nothing that is younger than the retention time", () => {
  expect(audit("städa").status).toBe(2);
  expect(audit("purge", "--municipality", "2281").status).toBe(2);
  const now = new Date("2026-06-01T12:00:00Z");
  expect(purgeLimit({ auditRetentionYears: 5 }, undefined, now).toISOString()).toBe("2021-06-01T12:00:00.000Z");
  expect(purgeLimit({ auditRetentionYears: 5 }, "2019-12-31", now).toISOString()).toBe("2019-12-31T00:00:00.000Z");
  expect(() => purgeLimit({ auditRetentionYears: 5 }, "2022-01-01", now)).toThrow("kept for 5 years");
  expect(() => purgeLimit({ auditRetentionYears: 5 }, "igår", now)).toThrow("--before");
}, 60_000);
