// Sends a request exactly as it is given, over one connection that stays open, and reads the answer as text.
import { Agent, request } from "node:http";
import type { ReceivedAnswer } from "./check-answer.ts";

const agent = new Agent({ keepAlive: true, maxSockets: 1 });
/** A stream of events is left after this long: its beginning is what is compared. */
const eventPatienceMilliseconds = 100;

export interface RawRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | null;
}

export function sendRaw(address: string, { method, path, headers, body }: RawRequest): Promise<ReceivedAnswer> {
  const { hostname, port } = new URL(address);
  return new Promise((resolve, reject) => {
    // Without a length Node would send the body of a GET as if it were the next request.
    const length = body === null ? {} : { "Content-Length": String(Buffer.byteLength(body)) };
    const sent = request({ agent, hostname, port, method, path, headers: { ...headers, ...length } }, (response) => {
      let text = "";
      const end = () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("end", end);
      if (response.headers["content-type"]?.startsWith("text/event-stream")) {
        setTimeout(() => {
          end();
          response.destroy();
        }, eventPatienceMilliseconds);
      }
    });
    sent.on("error", reject);
    if (body === null) sent.end();
    else sent.end(body);
  });
}
