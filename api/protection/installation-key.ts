// The installation's secret: read or made at start, kept outside database and repository, and refused when it is not the data's.
import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { dirname, resolve } from "node:path";
import type { KeyedHash } from "../../engine/disclosure/keyed-rounding.ts";
import type { Sentence } from "../contract/primitives.ts";
import type { Database, Transaction } from "../db/database.ts";
import { StartError } from "../db/errors.ts";

const keyBytes = 32;

/** Where the secret comes from: the environment, else a file. */
export interface InstallationKeySource {
  readonly installationKey: string | null;
  readonly installationKeyFile: string;
}

/** HMAC-SHA256 with the secret. */
export function keyedHashOf(key: Uint8Array): KeyedHash {
  return (message) => createHmac("sha256", key).update(message, "utf8").digest();
}

/** Tells one secret from another and gives nothing of it away. */
function checkValueOf(key: Uint8Array): string {
  const digest = createHmac("sha256", key).update("omradeslinjen installation key check", "utf8").digest();
  return createHash("sha256").update(digest).digest("hex").slice(0, 32);
}

/**
 * The secret of this installation. Made, in a file that only its owner may read, when there is neither a secret nor data
 * that was protected by one. Throws a StartError that says what to do where the data's secret is missing or another.
 */
export async function openInstallationKey(
  database: Database,
  source: InstallationKeySource,
  tell: (sentence: Sentence) => void,
): Promise<KeyedHash> {
  const operator = { kind: "operator", municipalityCode: null } as const;
  const noted = await database.transaction(operator, readCheckValue);
  const key = readKey(source, tell) ?? makeKey(source, noted, tell);
  const own = checkValueOf(key);
  const agreed = noted ?? (await database.transaction(operator, (transaction) => noteCheckValue(transaction, own)));
  if (noted === null) await database.sync();
  if (!timingSafeEqual(Buffer.from(agreed), Buffer.from(own))) throw anotherKey(source);
  return keyedHashOf(key);
}

/** The same; closes the database where the secret is refused. */
export async function openKeyOrClose(
  database: Database,
  source: InstallationKeySource,
  tell: (sentence: Sentence) => void,
): Promise<KeyedHash> {
  try {
    return await openInstallationKey(database, source, tell);
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function readCheckValue(transaction: Transaction): Promise<string | null> {
  const row = await transaction.maybeOne<{ checkValue: string }>(
    `select check_value as "checkValue" from protected.installation_key`,
  );
  return row?.checkValue ?? null;
}

/** Answers what is noted, which is another's where two programs started at once. */
async function noteCheckValue(transaction: Transaction, checkValue: string): Promise<string> {
  await transaction.query(
    "insert into protected.installation_key (check_value) values ($1) on conflict (one_row) do nothing",
    [checkValue],
  );
  return (await readCheckValue(transaction))!;
}

function readKey(
  { installationKey, installationKeyFile }: InstallationKeySource,
  tell: (sentence: Sentence) => void,
): Buffer | null {
  if (installationKey !== null) return Buffer.from(installationKey, "hex");
  const path = resolve(installationKeyFile);
  if (!existsSync(path)) return null;
  const text = readFileSync(path, "utf8").trim();
  if (!/^[0-9a-f]{64}$/i.test(text)) {
    throw keyError({
      sv: `Filen ${path} är inte en installationsnyckel (64 hexadecimala tecken). Lägg tillbaka den från säkerhetskopian.`,
      en: `The file ${path} is not an installation key (64 hexadecimal digits). Put it back from your backup.`,
    });
  }
  if (process.platform !== "win32" && (statSync(path).mode & 0o077) !== 0) {
    tell({
      sv: `OBS: installationsnyckeln ${path} kan läsas av fler än tjänsten. Sätt rättigheterna till 600.`,
      en: `NOTE: the installation key ${path} can be read by others than the service. Set its mode to 600.`,
    });
  }
  return Buffer.from(text, "hex");
}

function makeKey(source: InstallationKeySource, noted: string | null, tell: (sentence: Sentence) => void): Buffer {
  const path = resolve(source.installationKeyFile);
  if (noted !== null) {
    throw keyError({
      sv: `Installationsnyckeln saknas (${path}). Databasens siffror är skyddade med den. Lägg tillbaka den från säkerhetskopian, eller ange den med INSTALLATION_KEY. Ingen ny nyckel har skapats och inget har ändrats.`,
      en: `The installation key is missing (${path}). The database's numbers are protected by it. Put it back from your backup, or give it as INSTALLATION_KEY. No new key was made and nothing was changed.`,
    });
  }
  const key = randomBytes(keyBytes);
  mkdirSync(dirname(path), { recursive: true });
  try {
    writeNewFile(path, `${key.toString("hex")}\n`);
  } catch (error) {
    // Another program that starts at the same moment has made it.
    if ((error as { code?: unknown }).code === "EEXIST") return readKey(source, tell)!;
    throw keyError({
      sv: `Installationsnyckeln kan inte skrivas till ${path}. Ange en annan fil med INSTALLATION_KEY_FILE, eller nyckeln med INSTALLATION_KEY.`,
      en: `The installation key cannot be written to ${path}. Choose another file with INSTALLATION_KEY_FILE, or give the key as INSTALLATION_KEY.`,
    });
  }
  tell({
    sv: `Skapade installationens nyckel: ${path}\n  SÄKERHETSKOPIERA DEN, på en annan plats än databasen. Den skyddar de små talen. Utan den startar tjänsten inte, och ingen kan räkna fram samma skyddade siffror igen.`,
    en: `Made the installation's key: ${path}\n  BACK IT UP, in another place than the database. It protects the small numbers. Without it the service does not start, and nobody can work out the same protected numbers again.`,
  });
  return key;
}

/** Fails where the file exists; whole from the moment it has its name, and on the disk when this returns. */
function writeNewFile(path: string, text: string): void {
  const unfinished = `${path}.${process.pid}`;
  const file = openSync(unfinished, "w", 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
    linkSync(unfinished, path);
  } finally {
    closeSync(file);
    rmSync(unfinished, { force: true });
  }
}

function anotherKey({ installationKey, installationKeyFile }: InstallationKeySource): StartError {
  const place = installationKey === null ? resolve(installationKeyFile) : "INSTALLATION_KEY";
  return keyError({
    sv: `Installationsnyckeln (${place}) är en annan än den som databasens siffror är skyddade med. Lägg tillbaka den rätta från säkerhetskopian: med två nycklar på samma siffror skulle de gå att räkna fram. Inget har ändrats.`,
    en: `The installation key (${place}) is another than the one that protects the database's numbers. Put the right one back from your backup: with two keys over the same numbers they could be worked out. Nothing was changed.`,
  });
}

function keyError(text: Sentence): StartError {
  return new StartError("installation.key", text);
}
