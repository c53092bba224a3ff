// Asks the system to put a folder's files on the disk, so that they survive a power cut.
import { open, readdir } from "node:fs/promises";
import { join } from "node:path";

const atOnce = 16;

/** Syncs every file under the folder and then the folders themselves (about 1,000 files in a fresh database). */
export async function fsyncFolder(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name));
  await forEachAtOnce(files, (path) => fsyncPath(path, "r+"));
  // Windows can not open a folder; there the files are all that can be synced.
  if (process.platform !== "win32") await forEachAtOnce([...folders, folder], (path) => fsyncPath(path, "r"));
}

async function fsyncPath(path: string, flags: string): Promise<void> {
  const handle = await open(path, flags);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function forEachAtOnce(paths: readonly string[], work: (path: string) => Promise<void>): Promise<void> {
  const remaining = paths.values();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const path of remaining) await work(path);
    }),
  );
}
