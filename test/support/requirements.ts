// What the tests need besides npm packages, where it is found, and how it comes to a Debian machine.
import { spawnSync } from "node:child_process";
import { existsSync, globSync } from "node:fs";
import { hasSharedData, hasSharedInstances } from "./shared-data.ts";

export interface Requirement {
  readonly name: string;
  /** Debian packages that bring it; none where it is not software. */
  readonly packages: readonly string[];
  readonly isPresent: () => boolean;
  /** What is not tested without it. */
  readonly consequence: string;
}

const onPath = (program: string): boolean =>
  (process.env.PATH ?? "").split(":").some((folder) => folder !== "" && existsSync(`${folder}/${program}`));

/** Folder of the newest PostgreSQL server's programs (initdb, pg_ctl), or null. */
function postgresProgramFolder(): string | null {
  return (
    globSync("/usr/lib/postgresql/*/bin/initdb")
      .sort()
      .at(-1)
      ?.replace(/\/initdb$/, "") ?? null
  );
}

/** Path of a Chromium that can be driven, or null. */
export function chromiumProgram(): string | null {
  return ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync) ?? null;
}

const requirements: readonly Requirement[] = [
  {
    name: "Chromium",
    packages: ["chromium"],
    isPresent: () => chromiumProgram() !== null,
    consequence: "The page is not tested in a browser.",
  },
  {
    name: "PostgreSQL with PostGIS",
    packages: ["postgresql", "postgresql-postgis"],
    isPresent: () =>
      postgresProgramFolder() !== null && globSync("/usr/share/postgresql/*/extension/postgis.control").length > 0,
    consequence: "Only the embedded database is tested.",
  },
  {
    name: "gdal-bin",
    packages: ["gdal-bin"],
    isPresent: () => onPath("ogrinfo"),
    consequence: "What GIS programs read is not tested.",
  },
  {
    name: "the real public data beside the checkout",
    packages: [],
    isPresent: () => hasSharedData,
    consequence: "Only synthetic data is tested.",
  },
  {
    name: "the districting instances beside the checkout",
    packages: [],
    isPresent: () => hasSharedInstances,
    consequence: "The engine is tested on synthetic areas only.",
  },
];

/** Installs what is missing where that is possible (Debian, as root) and answers what is still missing. */
export function ensureRequirements(): readonly Requirement[] {
  const missing = requirements.filter((requirement) => !requirement.isPresent());
  const installable = missing.filter((requirement) => requirement.packages.length > 0);
  const mayInstall = process.getuid?.() === 0 && existsSync("/etc/debian_version") && onPath("apt-get");
  if (installable.length > 0 && mayInstall) {
    const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    const aptGet = (...words: string[]) =>
      spawnSync("apt-get", words, { env: environment, stdio: ["ignore", "ignore", "inherit"] });
    aptGet("update", "-q");
    // One by one, so that a package this Debian lacks does not keep the others away.
    for (const { name, packages } of installable) {
      console.log(`Installerar (installing): ${name}`);
      aptGet("install", "-y", "-q", "--no-install-recommends", ...packages);
    }
  }
  return missing.filter((requirement) => !requirement.isPresent());
}
