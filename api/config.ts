// The configuration: read once from the environment, checked as a whole, every problem told at the same time.
import { availableParallelism } from "node:os";
import { dirname, isAbsolute, join, relative, resolve } from "node:path";
import { z } from "zod";
import type { Sentence } from "./contract/primitives.ts";
import {
  type ConfigProblem,
  hasLoginProvider,
  type LoginConfig,
  loginKeys,
  readLoginConfig,
} from "./login/login-config.ts";
import { isLoopbackName } from "./loopback.ts";

export type { ConfigProblem } from "./login/login-config.ts";

export interface Config {
  readonly production: boolean;
  readonly host: string;
  /** 0 lets the system choose a free port. */
  readonly port: number;
  /** Folder of the embedded database; used when `databaseUrl` is null. */
  readonly dataFolder: string;
  /** The secret that protects small numbers, as 64 hexadecimal digits; null = read from the file. */
  readonly installationKey: string | null;
  /** File of that secret, made at the first start. Never inside the data folder. */
  readonly installationKeyFile: string;
  readonly databaseUrl: string | null;
  /** Connection of the tables' owner, for migrations; the service's own role may not change the schema. */
  readonly databaseMigrationUrl: string | null;
  /** Address the page is reached at, without a trailing slash; null = as the browser asked. */
  readonly publicUrl: string | null;
  /** Number of reverse proxies whose forwarding headers are believed. */
  readonly trustedProxies: number;
  readonly logLevel: (typeof logLevels)[number];
  /** One may choose a role without a login. */
  readonly demonstration: boolean;
  /** Attempts per address. */
  readonly signInsPerMinute: number;
  /** Requests per address that nobody has signed in for. */
  readonly anonymousPerMinute: number;
  /** Per person: what only reads, what changes something, and what takes the machine's time (runs and files). */
  readonly readsPerMinute: number;
  readonly changesPerMinute: number;
  readonly heavyPerMinute: number;
  readonly solverThreads: number;
  /** What lies before /api in every address of the service: empty, or a path such as /omradeslinjen. */
  readonly basePath: string;
  /** Sign-in at the municipality's identity provider; null where none is set. */
  readonly login: LoginConfig | null;
  /** The file outside the database with the log's head hashes. */
  readonly auditHeadFile: string;
  /** How old the log's rows may become before they are to be purged. */
  readonly auditRetentionYears: number;
  /** When people are usually at work, Monday to Friday: what lies outside is "odd hours" to the log review. */
  readonly officeHours: OfficeHours;
}

/** Times of day as "07:00". */
export interface OfficeHours {
  readonly opens: string;
  readonly closes: string;
}

const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.int().min(least).max(most));

const timeOfDay = "([01]\\d|2[0-3]):[0-5]\\d";
const officeHours = z
  .string()
  .regex(new RegExp(`^${timeOfDay}-${timeOfDay}$`))
  .transform((text): OfficeHours => ({ opens: text.slice(0, 5), closes: text.slice(6) }))
  .refine(({ opens, closes }) => opens < closes);

const postgresUrl = z.url({ protocol: /^postgres(ql)?$/ });

const environmentSchema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  HOST: z.string().min(1).default("127.0.0.1"),
  PORT: wholeNumber(0, 65_535).default(8281),
  DATA_FOLDER: z.string().min(1).default("var/database"),
  INSTALLATION_KEY: z
    .string()
    .regex(/^[0-9a-fA-F]{64}$/)
    .optional(),
  INSTALLATION_KEY_FILE: z.string().min(1).optional(),
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_MIGRATION_URL: postgresUrl.optional(),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  TRUST_PROXY: wholeNumber(0, 10).default(0),
  LOG_LEVEL: z.enum(logLevels).default("info"),
  DEMONSTRATION: z.stringbool({ truthy: ["true"], falsy: ["false"] }).optional(),
  SIGN_INS_PER_MINUTE: wholeNumber(1, 100_000).default(30),
  ANONYMOUS_PER_MINUTE: wholeNumber(1, 100_000).default(300),
  READS_PER_MINUTE: wholeNumber(1, 100_000).default(600),
  CHANGES_PER_MINUTE: wholeNumber(1, 100_000).default(240),
  HEAVY_PER_MINUTE: wholeNumber(1, 100_000).default(30),
  SOLVER_THREADS: wholeNumber(1, 64).default(Math.max(1, availableParallelism() - 1)),
  AUDIT_HEAD_FILE: z.string().min(1).optional(),
  AUDIT_RETENTION_YEARS: wholeNumber(1, 100).default(5),
  OFFICE_HOURS: officeHours.default({ opens: "07:00", closes: "18:00" }),
  BASE_URL_PREFIX: z
    .string()
    .regex(/^(\/[A-Za-z0-9._~-]+)*\/api$/)
    .default("/api"),
});

/** Every key the service reads, as `.env.example` lists them. */
export const configKeys: readonly string[] = [...Object.keys(environmentSchema.shape), ...loginKeys];

const perMinute: Sentence = { sv: "ska vara ett heltal 1–100000", en: "must be a whole number 1–100000" };

const expectations: Record<keyof typeof environmentSchema.shape, Sentence> = {
  NODE_ENV: { sv: "ska vara development, production eller test", en: "must be development, production or test" },
  HOST: { sv: "ska vara ett värdnamn eller en IP-adress", en: "must be a host name or an IP address" },
  PORT: { sv: "ska vara ett heltal 0–65535", en: "must be a whole number 0–65535" },
  DATA_FOLDER: { sv: "ska vara en mapp", en: "must be a folder" },
  INSTALLATION_KEY: { sv: "ska vara 64 hexadecimala tecken", en: "must be 64 hexadecimal digits" },
  INSTALLATION_KEY_FILE: { sv: "ska vara en fil", en: "must be a file" },
  DATABASE_URL: { sv: "ska börja med postgresql://", en: "must begin with postgresql://" },
  DATABASE_MIGRATION_URL: { sv: "ska börja med postgresql://", en: "must begin with postgresql://" },
  PUBLIC_URL: { sv: "ska vara en adress med http eller https", en: "must be an http or https address" },
  TRUST_PROXY: { sv: "ska vara antalet omvända proxyer, 0–10", en: "must be the number of reverse proxies, 0–10" },
  LOG_LEVEL: { sv: `ska vara någon av ${logLevels.join(", ")}`, en: `must be one of ${logLevels.join(", ")}` },
  DEMONSTRATION: { sv: "ska vara true eller false", en: "must be true or false" },
  SIGN_INS_PER_MINUTE: perMinute,
  ANONYMOUS_PER_MINUTE: perMinute,
  READS_PER_MINUTE: perMinute,
  CHANGES_PER_MINUTE: perMinute,
  HEAVY_PER_MINUTE: perMinute,
  SOLVER_THREADS: { sv: "ska vara ett heltal 1–64", en: "must be a whole number 1–64" },
  AUDIT_HEAD_FILE: { sv: "ska vara en fil", en: "must be a file" },
  AUDIT_RETENTION_YEARS: { sv: "ska vara ett heltal 1–100", en: "must be a whole number 1–100" },
  OFFICE_HOURS: { sv: "ska skrivas som 07:00-18:00", en: "must be written like 07:00-18:00" },
  BASE_URL_PREFIX: {
    sv: "ska vara /api eller en sökväg som slutar med /api",
    en: "must be /api or a path that ends in /api",
  },
};

export type ConfigResult =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

/** True where only this machine's own programs can reach the service. */
export function isLoopback(config: Pick<Config, "host">): boolean {
  return isLoopbackName(config.host);
}

/**
 * Reads the configuration from environment variables; an empty value counts as left out. Answers all problems
 * together rather than the first.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): ConfigResult {
  const given = Object.fromEntries(
    configKeys.map((key) => [key, environment[key]]).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    const wrong = new Set(parsed.error.issues.map((issue) => String(issue.path[0])));
    const problems = [...wrong].map((key) => ({ key, message: expectations[key as keyof typeof expectations] }));
    const login = readLoginConfig(given, null);
    return { ok: false, problems: [...problems, ...contradictions(given), ...login.problems] };
  }
  const basePath = parsed.data.BASE_URL_PREFIX.replace(/\/api$/, "");
  const { login, problems: loginProblems } = readLoginConfig(given, publicUrlOf(parsed.data.PUBLIC_URL, basePath));
  const problems = [...contradictions(given), ...loginProblems];
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, config: fromEnvironment(parsed.data, basePath, login) };
}

/** The address people use, without a trailing slash and with the base path, whether or not it was written there too. */
function publicUrlOf(given: string | undefined, basePath: string): string | null {
  return given === undefined ? null : `${new URL(given).origin}${basePath}`;
}

function contradictions(given: Readonly<Record<string, string | undefined>>): ConfigProblem[] {
  const problems: ConfigProblem[] = [...besideLogin(given), ...besideBasePath(given)];
  if (given.NODE_ENV === "production" && given.DEMONSTRATION === "true") {
    problems.push({
      key: "DEMONSTRATION",
      message: {
        sv: "får inte vara true i produktion: där väljer ingen roll utan inloggning",
        en: "must not be true in production: nobody chooses a role there without a login",
      },
    });
  }
  if (given.DEMONSTRATION === "true" && isReachedFromElsewhere(given)) {
    problems.push({
      key: "DEMONSTRATION",
      message: {
        sv: "får bara vara true när tjänsten nås från den egna datorn (HOST, PUBLIC_URL och TRUST_PROXY)",
        en: "may be true only where the service is reached from this machine alone (HOST, PUBLIC_URL and TRUST_PROXY)",
      },
    });
  }
  if (given.INSTALLATION_KEY !== undefined && given.INSTALLATION_KEY_FILE !== undefined) {
    problems.push({
      key: "INSTALLATION_KEY_FILE",
      message: {
        sv: "får inte anges tillsammans med INSTALLATION_KEY",
        en: "must not be given beside INSTALLATION_KEY",
      },
    });
  }
  if (given.INSTALLATION_KEY_FILE !== undefined && isInside(given.INSTALLATION_KEY_FILE, dataFolderOf(given))) {
    problems.push({
      key: "INSTALLATION_KEY_FILE",
      message: {
        sv: "får inte ligga i DATA_FOLDER: en kopia av databasen ska inte innehålla nyckeln",
        en: "must not lie in DATA_FOLDER: a copy of the database must not hold the key",
      },
    });
  }
  if (given.DATABASE_MIGRATION_URL !== undefined && given.DATABASE_URL === undefined) {
    problems.push({
      key: "DATABASE_MIGRATION_URL",
      message: { sv: "har ingen mening utan DATABASE_URL", en: "has no meaning without DATABASE_URL" },
    });
  }
  return problems;
}

function dataFolderOf(given: Readonly<Record<string, string | undefined>>): string {
  return given.DATA_FOLDER ?? environmentSchema.shape.DATA_FOLDER.parse(undefined);
}

function isInside(path: string, folder: string): boolean {
  const way = relative(resolve(folder), resolve(path));
  return way === "" || !(way.startsWith("..") || isAbsolute(way));
}

function besideLogin(given: Readonly<Record<string, string | undefined>>): ConfigProblem[] {
  if (given.DEMONSTRATION !== "true" || !hasLoginProvider(given)) return [];
  const message = {
    sv: "får inte vara true när det finns inloggning (OIDC_… eller SAML_…): då väljer ingen roll själv",
    en: "must not be true where there is a login (OIDC_… or SAML_…): nobody chooses a role then",
  };
  return [{ key: "DEMONSTRATION", message }];
}

function besideBasePath(given: Readonly<Record<string, string | undefined>>): ConfigProblem[] {
  const { PUBLIC_URL } = given;
  if (PUBLIC_URL === undefined || !URL.canParse(PUBLIC_URL)) return [];
  const path = new URL(PUBLIC_URL).pathname.replace(/\/+$/, "");
  if (path === "" || `${path}/api` === (given.BASE_URL_PREFIX ?? "/api")) return [];
  const message = {
    sv: "får bara ha en sökväg när BASE_URL_PREFIX är samma sökväg följd av /api",
    en: "may have a path only where BASE_URL_PREFIX is the same path followed by /api",
  };
  return [{ key: "PUBLIC_URL", message }];
}

/** Whether other machines can reach the service: by its own address, by a public one, or through a proxy. */
function isReachedFromElsewhere(given: Readonly<Record<string, string | number | undefined>>): boolean {
  const { HOST, PUBLIC_URL, TRUST_PROXY } = given;
  if (HOST !== undefined && !isLoopbackName(String(HOST))) return true;
  if (Number(TRUST_PROXY ?? 0) > 0) return true;
  return (
    PUBLIC_URL !== undefined &&
    URL.canParse(String(PUBLIC_URL)) &&
    !isLoopbackName(new URL(String(PUBLIC_URL)).hostname)
  );
}

function fromEnvironment(
  environment: z.output<typeof environmentSchema>,
  basePath: string,
  login: LoginConfig | null,
): Config {
  const production = environment.NODE_ENV === "production";
  const { HOST, PUBLIC_URL, TRUST_PROXY } = environment;
  const onlyThisMachine =
    !isReachedFromElsewhere({ HOST, PUBLIC_URL, TRUST_PROXY }) && environment.DATABASE_URL === undefined;
  return {
    production,
    host: environment.HOST,
    port: environment.PORT,
    dataFolder: environment.DATA_FOLDER,
    installationKey: environment.INSTALLATION_KEY ?? null,
    installationKeyFile:
      environment.INSTALLATION_KEY_FILE ?? join(dirname(resolve(environment.DATA_FOLDER)), "installation-key"),
    databaseUrl: environment.DATABASE_URL ?? null,
    databaseMigrationUrl: environment.DATABASE_MIGRATION_URL ?? null,
    publicUrl: publicUrlOf(environment.PUBLIC_URL, basePath),
    trustedProxies: environment.TRUST_PROXY,
    logLevel: environment.LOG_LEVEL,
    demonstration: environment.DEMONSTRATION ?? (onlyThisMachine && !production && login === null),
    signInsPerMinute: environment.SIGN_INS_PER_MINUTE,
    anonymousPerMinute: environment.ANONYMOUS_PER_MINUTE,
    readsPerMinute: environment.READS_PER_MINUTE,
    changesPerMinute: environment.CHANGES_PER_MINUTE,
    heavyPerMinute: environment.HEAVY_PER_MINUTE,
    solverThreads: environment.SOLVER_THREADS,
    auditHeadFile: environment.AUDIT_HEAD_FILE ?? `${environment.DATA_FOLDER.replace(/[/\\]+$/, "")}.log-heads.csv`,
    auditRetentionYears: environment.AUDIT_RETENTION_YEARS,
    officeHours: environment.OFFICE_HOURS,
    basePath,
    login,
  };
}

/** The part of the configuration that the database is opened with. */
export function databaseConfig(config: Config) {
  return {
    dataFolder: config.dataFolder,
    ...(config.databaseUrl === null ? {} : { databaseUrl: config.databaseUrl }),
    ...(config.databaseMigrationUrl === null ? {} : { databaseMigrationUrl: config.databaseMigrationUrl }),
  };
}
