// Tells whoever starts the service with real data what lies on the database's own disk though it should be kept apart.
import { statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Config } from "./config.ts";
import type { Sentence } from "./contract/primitives.ts";

type Places = Pick<Config, "databaseUrl" | "dataFolder" | "installationKey" | "installationKeyFile" | "auditHeadFile">;

/** The disk that a file or folder is on, or its nearest folder that there is. */
function diskOf(path: string): number {
  const found = statSync(path, { throwIfNoEntry: false });
  return found ? found.dev : diskOf(dirname(path));
}

/**
 * What is on the same disk as the embedded database: who takes that disk has the secret too, and can rewrite the log with
 * its head. Nothing with a database server, whose disk is not known here.
 */
export function keptTogether(config: Places, disk: (path: string) => number = diskOf): Sentence[] {
  if (config.databaseUrl !== null) return [];
  const isBesideDatabase = (path: string) => disk(resolve(path)) === disk(resolve(config.dataFolder));
  const told: Sentence[] = [];
  if (config.installationKey === null && isBesideDatabase(config.installationKeyFile)) {
    told.push({
      sv: "Obs: installationsnyckeln ligger på samma disk som databasen. Den som får disken kan räkna fram exakta tal. Ange en annan plats med INSTALLATION_KEY_FILE, och ha säkerhetskopian någon annanstans.",
      en: "Note: the installation key lies on the database's own disk. Who gets the disk can work out exact numbers. Say another place with INSTALLATION_KEY_FILE, and keep the backup elsewhere.",
    });
  }
  if (isBesideDatabase(config.auditHeadFile)) {
    told.push({
      sv: "Obs: filen med loggens kontrollvärden ligger på samma disk som databasen. Den som får disken kan skriva om båda. Ange en annan plats med AUDIT_HEAD_FILE.",
      en: "Note: the file with the log's check values lies on the database's own disk. Who gets the disk can rewrite both. Say another place with AUDIT_HEAD_FILE.",
    });
  }
  return told;
}
