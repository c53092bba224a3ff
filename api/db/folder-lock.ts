// A lock file of our own on the embedded database's folder: the engine has none, and two processes in one folder destroy it.
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { StartError } from "./errors.ts";

interface LockOwner {
  readonly pid: number;
  /** When the process began, in the kernel's ticks since boot, with the boot's id: a reused pid is told apart. */
  readonly startedAt: string;
}

/**
 * Takes the lock, or throws a StartError ("database.locked") with the owner's process number. A lock left by a process
 * that is gone is taken over. Answers how to release it; it is also released when the process exits.
 */
export function lockFolder(lockFile: string): () => void {
  mkdirSync(dirname(lockFile), { recursive: true });
  const owner: LockOwner = { pid: process.pid, startedAt: processStart(process.pid) };
  for (let attempt = 0; !tryCreate(lockFile, owner); attempt++) {
    const present = readOwner(lockFile);
    if (present !== null && isAlive(present)) throw lockedError(lockFile, present.pid);
    if (attempt === 5) throw lockedError(lockFile, present?.pid ?? 0);
    setAside(lockFile);
  }
  const release = () => {
    process.off("exit", release);
    const present = readOwner(lockFile);
    if (present?.pid === owner.pid && present.startedAt === owner.startedAt) rmSync(lockFile, { force: true });
  };
  process.on("exit", release);
  return release;
}

function tryCreate(lockFile: string, owner: LockOwner): boolean {
  try {
    writeFileSync(lockFile, JSON.stringify(owner), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function readOwner(lockFile: string): LockOwner | null {
  try {
    return JSON.parse(readFileSync(lockFile, "utf8")) as LockOwner;
  } catch {
    return null;
  }
}

/** Renaming first means that of two processes finding the same left-over, only one removes it. */
function setAside(lockFile: string): void {
  const aside = `${lockFile}.${process.pid}`;
  try {
    renameSync(lockFile, aside);
    rmSync(aside, { force: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}

function isAlive(owner: LockOwner): boolean {
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
  }
  return processStart(owner.pid) === owner.startedAt;
}

/** Empty where the system does not tell (not Linux): then only the pid decides. */
function processStart(pid: number): string {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
    return `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()}/${fields[19] ?? ""}`;
  } catch {
    return "";
  }
}

function lockedError(lockFile: string, pid: number): StartError {
  return new StartError("database.locked", {
    sv: `Databasmappen används redan av en annan process (${pid}). Avsluta den först, eller ange en annan mapp med DATA_FOLDER. Låsfil: ${lockFile}`,
    en: `The database folder is already used by another process (${pid}). Stop it first, or name another folder with DATA_FOLDER. Lock file: ${lockFile}`,
  });
}
