// One request straight over a socket, so that no header of the answer is merged, reordered or left out.
import { type Agent, type IncomingMessage, request } from "node:http";
import { brotliDecompressSync, gunzipSync } from "node:zlib";

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
}

export interface RawAnswer {
  readonly status: number;
  /** Names and values by turns, in the order and case in which they came. */
  readonly headers: readonly string[];
  /** Decompressed. */
  readonly text: string;
}

export function headerOf(headers: readonly string[], name: string): string | undefined {
  const position = headers.findIndex((each, index) => index % 2 === 0 && each.toLowerCase() === name);
  return position === -1 ? undefined : headers[position + 1];
}

/** An answer that does not end, as an event stream's, is one that the attack must be taught to read. */
const patienceMilliseconds = 60_000;

/** The service takes over the request's number, so that it need not be masked. */
export function sendRaw(address: string, agent: Agent, asked: Asked, requestId: string): Promise<RawAnswer> {
  const content = asked.body === undefined ? undefined : JSON.stringify(asked.body);
  const headers: Record<string, string> = {
    "X-Requested-With": "omradeslinjen",
    "X-Request-Id": requestId,
    ...asked.headers,
  };
  if (content !== undefined) {
    headers["Content-Type"] = "application/json";
    headers["Content-Length"] = String(Buffer.byteLength(content));
  }
  return new Promise((resolve, reject) => {
    const answered = (answer: IncomingMessage) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("error", reject);
      answer.on("end", () =>
        resolve({
          status: answer.statusCode!,
          headers: answer.rawHeaders,
          text: textOf(answer, Buffer.concat(chunks)),
        }),
      );
    };
    const sent = request(new URL(asked.path, address), { method: asked.method, agent, headers }, answered);
    sent.on("error", reject);
    sent.setTimeout(patienceMilliseconds, () => sent.destroy(new Error(`${asked.path} was not answered in time.`)));
    sent.end(content);
  });
}

function textOf(answer: IncomingMessage, bytes: Buffer): string {
  const encoding = answer.headers["content-encoding"];
  if (bytes.length === 0 || encoding === undefined) return bytes.toString("utf8");
  return (encoding === "br" ? brotliDecompressSync(bytes) : gunzipSync(bytes)).toString("utf8");
}
