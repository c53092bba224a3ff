// A client that behaves as a browser's address bar: keeps cookies by host, follows redirections one at a time, submits forms.

export interface WebAnswer {
  readonly status: number;
  readonly address: string;
  /** Where the answer sends the browser, absolute; null where it sends it nowhere. */
  readonly location: string | null;
  readonly text: string;
  readonly cookies: readonly string[];
}

export interface WebClient {
  get(address: string): Promise<WebAnswer>;
  /** Goes on for as long as the answer sends the browser on, but not to an address that begins with `stopBefore`. */
  follow(answer: WebAnswer, stopBefore?: string): Promise<WebAnswer>;
  post(address: string, fields: Readonly<Record<string, string>>, options?: PostOptions): Promise<WebAnswer>;
  /** The cookie's value; null where there is none. */
  cookie(address: string, name: string): string | null;
  forget(): void;
}

interface PostOptions {
  /** Another site's page sends the form: cookies that are not SameSite=None stay at home, and the origin is told. */
  readonly fromSite?: string;
}

/** Ports share cookies, as in a browser. */
export function createWebClient(): WebClient {
  const jars = new Map<string, Map<string, string>>();
  const jarOf = (address: string) => {
    const { hostname } = new URL(address);
    if (!jars.has(hostname)) jars.set(hostname, new Map());
    return jars.get(hostname)!;
  };
  const send = async (address: string, init: RequestInit, withCookies: boolean): Promise<WebAnswer> => {
    const jar = jarOf(address);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { accept: "text/html", ...(withCookies && cookie !== "" ? { cookie } : {}), ...init.headers };
    const answer = await fetch(address, { ...init, redirect: "manual", headers });
    const cookies = answer.headers.getSetCookie();
    for (const each of cookies) keep(jar, each);
    const location = answer.headers.get("location");
    return {
      status: answer.status,
      address,
      location: location === null ? null : new URL(location, address).href,
      text: await answer.text(),
      cookies,
    };
  };
  const client: WebClient = {
    get: (address) => send(address, {}, true),
    async follow(answer, stopBefore) {
      let latest = answer;
      for (let step = 0; step < 20 && latest.location !== null; step += 1) {
        if (stopBefore !== undefined && latest.location.startsWith(stopBefore)) return latest;
        latest = await client.get(latest.location);
      }
      return latest;
    },
    post: (address, fields, { fromSite } = {}) =>
      send(
        address,
        {
          method: "POST",
          body: new URLSearchParams(fields),
          headers: fromSite === undefined ? {} : { origin: fromSite, "sec-fetch-site": "cross-site" },
        },
        fromSite === undefined,
      ),
    cookie: (address, name) => jarOf(address).get(name) ?? null,
    forget: () => jars.clear(),
  };
  return client;
}

function keep(jar: Map<string, string>, setCookie: string): void {
  const [pair = "", ...attributes] = setCookie.split(";");
  const separator = pair.indexOf("=");
  const name = pair.slice(0, separator).trim();
  const value = pair.slice(separator + 1).trim();
  const expires = attributes.map((each) => each.trim()).find((each) => each.toLowerCase().startsWith("expires="));
  const isOver = value === "" || (expires !== undefined && Date.parse(expires.slice(8)) < Date.now());
  if (isOver) jar.delete(name);
  else jar.set(name, value);
}
