// Finds out that the port is taken before a minute is spent on making the database.
import { createServer } from "node:net";
import type { Config } from "./config.ts";

/** Rejects with the system's EADDRINUSE or EACCES where the service could not listen; leaves the port free. */
export async function requireFreePort({ host, port }: Pick<Config, "host" | "port">): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once("error", reject);
    probe.listen(port, host, resolve);
  });
  await new Promise((resolve) => probe.close(resolve));
}
