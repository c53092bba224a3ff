// Where the real public data and the districting instances lie beside the checkout, and whether they are there.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const repositoryRoot = fileURLToPath(new URL("../../", import.meta.url));

/** Folder with real public data (SCB, Skolverket); kept beside the checkout and never committed. */
export const sharedDataFolder = join(repositoryRoot, "..", "shared", "data");

/** Folder with the districting instances and the peers' figures. */
export const sharedInstancesFolder = join(repositoryRoot, "..", "shared", "bench", "instances");

/** True where the real data is present; tests say plainly that they were skipped where it is not. */
export const hasSharedData = existsSync(sharedDataFolder);

/** True where the districting instances are present. */
export const hasSharedInstances = existsSync(sharedInstancesFolder);
