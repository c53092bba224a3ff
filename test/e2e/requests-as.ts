// A role's requests beside the browser, for what a walk needs to have happened before it.
import type { Role } from "../../api/contract/primitives.ts";
import { demonstrationMunicipality } from "../../data/demo/index.ts";

/** Sends as the role in the made-up municipality and answers the body; throws with the answer where it is a refusal. */
export type Send = <Body>(method: string, path: string, body?: object, version?: number) => Promise<Body>;

export async function requestsAs(address: string, role: Role): Promise<Send> {
  const { code } = demonstrationMunicipality;
  const headers: Record<string, string> = { "X-Requested-With": "omradeslinjen", "Content-Type": "application/json" };
  const answer = async (method: string, path: string, body?: object, version?: number) => {
    const init = {
      method,
      headers: { ...headers, ...(version === undefined ? {} : { "If-Match": `"${version}"` }) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    };
    const answered = await fetch(`${address}/api/${path}`, init);
    if (!answered.ok) throw new Error(`${path} answered ${answered.status}: ${await answered.text()}`);
    return answered;
  };
  const signedIn = await answer("POST", "session", { municipalityCode: code, role });
  headers.cookie = signedIn.headers.getSetCookie()[0]!.split(";")[0]!;
  return async <Body>(method: string, path: string, body?: object, version?: number) =>
    JSON.parse((await (await answer(method, `${code}/${path}`, body, version)).text()) || "null") as Body;
}
