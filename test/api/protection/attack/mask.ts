// Takes out of an answer what two runs of one program differ in by nature, and nothing else: drawn ids, the clock and drawn secrets.
import { versionTag } from "../../../../api/http/versions.ts";

const identifier = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
/** What a file's name has of an id. */
const beginOfIdentifier = /(?<=-)[0-9a-f]{8}(?=-)/g;
const timestamp = /\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d+)?Z| \d\d:\d\d:\d\d)/g;
/** When a cookie ends. */
const cookieEnd = /Expires=\w+, \d\d \w+ \d{4} \d\d:\d\d:\d\d GMT/g;
/** What a cookie and an access token hold: 32 random bytes. */
const secret = /omradeslinjen(=|_)[A-Za-z0-9_-]{43}/g;
/** What a sample of the log was drawn with: 16 random bytes. */
const seed = /"seed":"[0-9a-f]{32}"/g;

/** What a tablet's code is drawn from: 60 random bits. */
const tabletCode = /"code":"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}"/g;

/**
 * Answers a function that masks texts of one world. An id becomes its number by first appearance: which one it is stays
 * to be seen, its random digits do not. Dates without a time stay. An ETag is masked only where it is what the contract
 * says of the very body and version that were answered, so that it tells nothing that the body does not.
 */
export function createMask() {
  const numbers = new Map<string, number>();
  const begun = new Map<string, string>();
  const text = (given: string): string =>
    given
      .replace(identifier, (id) => {
        const number = numbers.get(id) ?? numbers.size;
        numbers.set(id, number);
        begun.set(id.slice(0, 8), `<begin of id ${number}>`);
        return `<id ${number}>`;
      })
      .replace(beginOfIdentifier, (part) => begun.get(part) ?? part)
      .replace(timestamp, "<time>")
      .replace(cookieEnd, "Expires=<time>")
      .replace(secret, "omradeslinjen$1<secret>")
      .replace(tabletCode, '"code":"<drawn>"')
      .replace(seed, '"seed":"<drawn>"');
  const tag = (etag: string, body: string): string => {
    const version = /^"(\d+)-/.exec(etag)?.[1];
    const [, bare, encoding = ""] = /^(.*?)(-(?:identity|gzip|br))?"$/.exec(etag) ?? [];
    const isOfBody =
      version !== undefined && body !== "" && versionTag(Number(version), JSON.parse(body)) === `${bare}"`;
    return isOfBody ? `<tag of version ${version} and the body${encoding}>` : etag;
  };
  return { text, tag };
}
export type Mask = ReturnType<typeof createMask>;
