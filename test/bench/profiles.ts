// How fast an area profile is answered and whole on the page: made anew and from memory on the embedded database, and to fifty at once on PostgreSQL.
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Division } from "../../api/contract/divisions.ts";
import type { AreaProfile, ProfileList } from "../../api/contract/profiles.ts";
import { migrate } from "../../api/db/migrate.ts";
import { asPostgresqlOwner } from "../../api/db/postgresql.ts";
import { demonstrationMunicipality } from "../../data/demo/index.ts";
import { profileParameters, profilePath } from "../../web/profile-page/profile-path.ts";
import { hasBrowser, openBrowser, visit } from "../e2e/visitor.ts";
import {
  hasPostgresql,
  postgresqlBinaries,
  runAsPostgres,
  serverAddress,
  startServer,
} from "../support/postgresql-server.ts";
import { repositoryRoot, startServiceProcess } from "../support/service-process.ts";
import { type Benchmark, type Figure, figure, timed } from "./measurement.ts";
import { type PlannerClient, signInAsPlanner } from "./planner-client.ts";

const { code: municipality } = demonstrationMunicipality;
/** Beside SCB's nine, to make twelve. */
const extraIndicators = 3;
const years = [2020, 2021, 2022, 2023, 2024, 2025];
const connectionCount = 50;
const secondsUnderLoad = 10;
/** Load that is not counted: code not yet compiled and connections not yet opened are no service that has been running. */
const secondsOfWarming = 3;
/** Far more than a page takes, on a machine that does other things too. */
const patienceMs = 120_000;

/** `--server`: PostgreSQL alone. */
async function* run(options: ReadonlySet<string>): AsyncGenerator<Figure> {
  const folder = mkdtempSync(join(tmpdir(), "omradeslinjen-bench-"));
  try {
    if (!options.has("--server")) yield* embeddedFigures(join(folder, "embedded"));
    if (hasPostgresql) yield* postgresqlFigures(join(folder, "server"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function* embeddedFigures(folder: string): AsyncGenerator<Figure> {
  mkdirSync(folder, { recursive: true });
  // The service reads the page's files when it starts.
  if (hasBrowser) execFileSync(process.execPath, ["web/build.ts"], { cwd: repositoryRoot, stdio: "pipe" });
  const service = await startServiceProcess(folder);
  try {
    const planner = await signInAsPlanner(service.address, municipality);
    await addIndicators(planner);
    const { profiles } = await planner.get<ProfileList>("profiles");
    const [team, other] = profiles.filter(({ kind }) => kind === "team");
    const path = `profiles/${team!.key}?first=${other!.key}&second=similar`;
    const fresh: number[] = [];
    let size = 0;
    for (let time = 0; time < 7; time += 1) {
      // Whatever is written makes every profile old.
      const profile = await planner.get<AreaProfile>(path);
      const { id, careVersion } = profile.arenas[0]!;
      await planner.put(`arenas/${id}/contact`, { contactRole: `Roll ${time}` }, careVersion);
      const begun = performance.now();
      size = JSON.stringify(await planner.get<AreaProfile>(path)).length;
      fresh.push(performance.now() - begun);
    }
    yield figure("a team's profile made anew, 354 areas × 6 years × 12 indicators (embedded)", "ms", fresh);
    yield figure("its answer, not compressed", "kB", [size / 1000]);
    yield figure("the same from memory (embedded)", "ms", await timed(20, () => planner.get<AreaProfile>(path)));
    if (hasBrowser) yield* pageFigures(service.address, planner, team!.key, other!.key);
  } finally {
    await service.stop();
  }
}

/** Notes in the page when all cards, the map, the children and the arenas are on it, in milliseconds from the navigation's start. */
function noteWhole(cardCount: number): void {
  const noted: { whole?: number } = {};
  const look = () => {
    const isWhole =
      document.querySelectorAll(".indicator-card").length >= cardCount &&
      document.querySelector(".profile-map") !== null &&
      document.getElementById("arenas-heading") !== null;
    if (isWhole) noted.whole ??= performance.now();
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true });
  (window as unknown as { noted: typeof noted }).noted = noted;
}

/** The page opened by a manager in Chromium, each time after a change that makes every profile old. */
async function* pageFigures(
  address: string,
  planner: PlannerClient,
  key: string,
  first: string,
): AsyncGenerator<Figure> {
  const browser = await openBrowser();
  try {
    const visitor = await visit(browser, address, "desktop");
    const { page } = visitor;
    page.setDefaultTimeout(patienceMs);
    await visitor.signIn("manager");
    await page.addInitScript(noteWhole, 9 + extraIndicators);
    const times: number[] = [];
    for (let time = 0; time < 7; time += 1) {
      const { arenas } = await planner.get<AreaProfile>(`profiles/${key}`);
      await planner.put(`arenas/${arenas[0]!.id}/contact`, { contactRole: `Ny ${time}` }, arenas[0]!.careVersion);
      await page.goto(
        `${address}${profilePath(key)}&${profileParameters.first}=${first}&${profileParameters.second}=similar`,
      );
      const whole = await page.waitForFunction(() => (window as unknown as { noted: { whole?: number } }).noted.whole);
      times.push((await whole.jsonValue())!);
    }
    if (visitor.misdeeds.length > 0) throw new Error(visitor.misdeeds.join("\n"));
    // The first time the page's own files come too.
    const [opened, ...again] = times;
    yield figure("its page whole in Chromium, the first time, made anew (embedded)", "ms", [opened!]);
    yield figure("its page whole in Chromium, made anew (embedded)", "ms", again);
  } finally {
    await browser.close();
  }
}

async function addIndicators(planner: PlannerClient): Promise<void> {
  const { divisions } = await planner.get<{ divisions: Division[] }>("divisions");
  const { profiles } = await planner.get<ProfileList>("profiles");
  const codes = profiles
    .filter(({ kind, level }) => kind === "area" && level === null)
    .map(({ key }) => key.split(".")[2]!);
  const rows = codes.flatMap((code, place) =>
    Array.from({ length: extraIndicators }, (_, indicator) =>
      years.map((year) => `${code};Eget mått ${indicator + 1};${year};${10 + ((place * 7 + year + indicator) % 30)}`),
    ).flat(),
  );
  const bytes = new TextEncoder().encode(`NYKO;Variabel;Ar;Totalt\r\n${rows.join("\r\n")}\r\n`);
  const loaded = await planner.load("egna.csv", bytes, {
    purpose: "indicators",
    divisionId: divisions[0]!.id,
    settings: { source: "Påhittad", published: "yes" },
  });
  if (loaded.status !== "loaded") throw new Error(`The indicators were not loaded: ${JSON.stringify(loaded.issues)}`);
}

async function* postgresqlFigures(folder: string): AsyncGenerator<Figure> {
  mkdirSync(folder, { recursive: true });
  // The server's own user must be able to enter.
  chmodSync(dirname(folder), 0o755);
  await startServer(folder);
  try {
    await asPostgresqlOwner(serverAddress(folder, "postgres", "postgres"), async (owner) => {
      await owner.script("create role omradeslinjen_service login noinherit");
      await owner.script("create database omradeslinjen");
    });
    await asPostgresqlOwner(serverAddress(folder, "postgres", "omradeslinjen"), (owner) =>
      migrate(owner, { serviceLogin: "omradeslinjen_service" }),
    );
    const service = await startServiceProcess(folder, {
      DEMONSTRATION: "true",
      // A host in the address as settings must have, which the socket's folder takes the place of.
      DATABASE_URL: serverAddress(folder, "omradeslinjen_service", "omradeslinjen").replace("@/", "@localhost/"),
    });
    try {
      await addIndicators(await signInAsPlanner(service.address, municipality));
      yield* loadFigures(service.address);
    } finally {
      await service.stop();
    }
  } finally {
    const stop = [join(postgresqlBinaries, "pg_ctl"), "stop", "-m", "immediate", "-D", join(folder, "cluster")];
    const [program, ...parameters] = runAsPostgres(stop);
    execFileSync(program!, parameters, { stdio: "ignore", cwd: "/" });
  }
}

async function signInAsManager(address: string): Promise<Record<string, string>> {
  const headers = { "x-requested-with": "omradeslinjen" };
  const signedIn = await fetch(`${address}/api/session`, {
    method: "POST",
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify({ municipalityCode: municipality, role: "manager" }),
  });
  return { ...headers, cookie: signedIn.headers.getSetCookie()[0]!.split(";")[0]! };
}

/**
 * Each connection has a session of its own and reads teams' and areas' profiles; every answer is read to its end and must
 * be 200.
 */
async function* loadFigures(address: string): AsyncGenerator<Figure> {
  const sessions: Record<string, string>[] = [];
  for (let place = 0; place < connectionCount; place += 1) {
    // Compressed, as every browser asks for it.
    sessions.push({ ...(await signInAsManager(address)), "accept-encoding": "gzip, deflate, br, zstd" });
  }
  const headers = sessions[0]!;
  const list = (await (await fetch(`${address}/api/${municipality}/profiles`, { headers })).json()) as ProfileList;
  const paths = list.profiles.slice(0, 20).map(({ key }) => `/api/${municipality}/profiles/${key}`);
  const agent = new Agent({ keepAlive: true, maxSockets: connectionCount });
  const read = (path: string, session: Record<string, string>) =>
    new Promise<void>((resolve, reject) => {
      const asked = request(`${address}${path}`, { agent, headers: session }, (answer) => {
        answer.on("end", () => (answer.statusCode === 200 ? resolve() : reject(new Error(`${answer.statusCode}`))));
        answer.resume();
      });
      asked.on("error", reject);
      asked.end();
    });
  for (const path of paths) await read(path, headers);
  const underLoad = async (wantedSeconds: number) => {
    const durations: number[] = [];
    const begun = performance.now();
    const ends = begun + 1000 * wantedSeconds;
    const connection = async (first: number) => {
      for (let asked = first; performance.now() < ends; asked += 1) {
        const started = performance.now();
        await read(paths[asked % paths.length]!, sessions[first]!);
        durations.push(performance.now() - started);
      }
    };
    await Promise.all(Array.from({ length: connectionCount }, (_, place) => connection(place)));
    return { durations, seconds: (performance.now() - begun) / 1000 };
  };
  await underLoad(secondsOfWarming);
  const { durations, seconds } = await underLoad(secondsUnderLoad);
  agent.destroy();
  const sorted = durations.sort((a, b) => a - b);
  yield figure("profiles a second from memory, 50 connections (PostgreSQL)", "count", [durations.length / seconds]);
  yield figure("the slowest hundredth of them begins at (p99)", "ms", [sorted[Math.floor(0.99 * sorted.length)]!]);
  yield figure("the ordinary one", "ms", [sorted[sorted.length >> 1]!]);
}

export const profiles: Benchmark = { title: "area profiles", run };
