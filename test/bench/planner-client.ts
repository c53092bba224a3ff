// A planner's requests over HTTP, as the page sends them, for benchmarks of the whole service.
import type { Import, ImportOptions } from "../../api/contract/imports.ts";

export interface PlannerClient {
  get<Answer>(path: string): Promise<Answer>;
  post<Answer>(path: string, body: unknown): Promise<Answer>;
  /** With the version that it builds on. */
  put<Answer>(path: string, body: unknown, version: number): Promise<Answer>;
  /** As `put`, of some fields. */
  patch<Answer>(path: string, body: unknown, version: number): Promise<Answer>;
  /** Bytes on the wire of an answer, as a browser asks for it. */
  transferredBytes(path: string): Promise<number>;
  /** Loads a file and waits until it is in. */
  load(fileName: string, bytes: Uint8Array, options: ImportOptions): Promise<Import>;
}

/** Signs in to the municipality of the running service. */
export async function signInAsPlanner(address: string, municipalityCode: string): Promise<PlannerClient> {
  const headers: Record<string, string> = { "x-requested-with": "omradeslinjen" };
  const send = async (path: string, init: RequestInit, isBusyAllowed = false): Promise<Response> => {
    const answer = await fetch(`${address}/api/${path}`, { ...init, headers: { ...headers, ...init.headers } });
    if (!answer.ok && !(isBusyAllowed && answer.status === 503))
      throw new Error(`${init.method ?? "GET"} ${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  };
  const json = (body: unknown): RequestInit => ({
    method: "POST",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json" },
  });
  const signedIn = await send("session", json({ municipalityCode, role: "planner" }));
  headers.cookie = signedIn.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const inMunicipality = (path: string) => `${municipalityCode}/${path}`;
  const get = async <Answer>(path: string) => (await send(inMunicipality(path), {})).json() as Promise<Answer>;
  const change = async (method: "PUT" | "PATCH", path: string, body: unknown, version: number) => {
    const sent = json(body);
    const init = { ...sent, method, headers: { ...sent.headers, "if-match": `"${version}"` } };
    return (await send(inMunicipality(path), init)).json();
  };
  return {
    get,
    post: async (path, body) => (await send(inMunicipality(path), json(body))).json(),
    put: (path, body, version) => change("PUT", path, body, version),
    patch: (path, body, version) => change("PATCH", path, body, version),
    async transferredBytes(path) {
      const answer = await send(inMunicipality(path), { headers: { "accept-encoding": "br, gzip" } });
      await answer.arrayBuffer();
      return Number(answer.headers.get("content-length"));
    },
    async load(fileName, bytes, options) {
      const form = new FormData();
      form.append("file", new File([Uint8Array.from(bytes)], fileName));
      form.append("options", JSON.stringify(options));
      const started = (await (await send(inMunicipality("imports"), { method: "POST", body: form })).json()) as Import;
      for (;;) {
        // A large file holds the embedded database's one session while it is loaded.
        const answer = await send(inMunicipality(`imports/${started.id}`), {}, true);
        const followed = answer.ok ? ((await answer.json()) as Import) : null;
        if (followed && followed.status !== "running") return followed;
        await new Promise((resolve) => setTimeout(resolve, followed ? 20 : 1000));
      }
    },
  };
}
