// Requests for one operation of the OpenAPI document: valid, nearly valid, and wrong in parameters, query, body, headers or file.
import fc from "fast-check";
import { codeOf, ids } from "../support/seeded-municipality.ts";
import type { JsonSchema, OpenApi, OpenApiOperation } from "./check-answer.ts";
import { canary, strangeName, strangeTexts, strangeValue } from "./strange-values.ts";
import { valuesOf } from "./values-from-schema.ts";

export interface FuzzedRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** A JSON text, or the bytes of a form with a file. */
  readonly body: string | Uint8Array | null;
}

const oddHeaders: fc.Arbitrary<Record<string, string>> = fc
  .array(
    fc.constantFrom<[string, string]>(
      ["Accept", "image/png"],
      ["Accept", "application/json;q=0, */*;q=0.1"],
      ["Accept", canary],
      ["Accept-Language", "en"],
      ["Accept-Language", `${canary};q=7`],
      ["Accept-Encoding", "br;q=0, identity;q=0"],
      ["Accept-Encoding", canary],
      ["Content-Type", "application/json; charset=utf-16"],
      ["Content-Type", `application/json; charset=${canary}`],
      ["Content-Type", "multipart/form-data"],
      ["Content-Type", "text/plain"],
      ["Content-Encoding", "gzip"],
      ["If-None-Match", "*"],
      ["If-None-Match", `"${canary}", W/"`],
      ["If-Match", `"99999999999999"`],
      ["If-Match", canary],
      ["Cookie", `omradeslinjen=${canary}; =; omradeslinjen`],
      ["Host", `${canary.toLowerCase()}.example`],
      ["Origin", `https://${canary}.example`],
      ["Sec-Fetch-Site", "cross-site"],
      ["X-Requested-With", canary],
      ["X-Request-Id", `\u00e5${canary}`],
      ["X-Forwarded-For", canary],
      ["X-HTTP-Method-Override", "DELETE"],
      ["Last-Event-ID", "99999999999999999999"],
      ["Range", "bytes=0-1"],
      ["Authorization", `Bearer ${canary}`],
      [`X-${canary}`, canary.repeat(100)],
    ),
    { maxLength: 2 },
  )
  .map((pairs) => Object.fromEntries(pairs));

/** Null three times out of four. */
const rarely = <Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });

/** Where in a value something is changed, as numbers that fit any value. */
const change = fc.record({
  steps: fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 4 }),
  kind: fc.constantFrom("replace", "remove", "add"),
  value: strangeValue,
  name: strangeName,
});
type Change = typeof change extends fc.Arbitrary<infer Value> ? Value : never;

/** The value with one thing in it replaced, removed or added, somewhere inside. */
function changed(value: unknown, { steps: [step = 0, ...rest], kind, value: strange, name }: Change): unknown {
  if (typeof value !== "object" || value === null) return strange;
  const entries = Object.entries(value);
  const position = entries.length === 0 ? 0 : step % entries.length;
  const altered = entries.flatMap(([key, inner], index): [string, unknown][] => {
    if (index !== position) return [[key, inner]];
    if (rest.length > 0) return [[key, changed(inner, { steps: rest, kind, value: strange, name })]];
    return kind === "remove" ? [] : [[key, kind === "replace" ? strange : inner]];
  });
  if (kind === "add" && rest.length === 0) altered.push([name, strange]);
  if (Array.isArray(value)) return altered.map(([, inner]) => inner);
  // fromEntries makes an own member also of "__proto__".
  return Object.fromEntries(altered);
}

const brokenJson = fc.constantFrom(
  "",
  "{",
  `{"${canary}":`,
  `"${canary}"`,
  "null",
  "[]",
  `{"a":1,"a":2}`,
  `{"letter":"\\ud800"}`,
  `[1e999,-1e999,${"9".repeat(400)}]`,
  "[".repeat(50_000),
  `"${canary.repeat(450_000)}"`,
  "\ufeff{}",
  `{"__proto__":{"${canary}":1}}`,
);

function jsonBodies(schema: JsonSchema, document: OpenApi): fc.Arbitrary<string> {
  const valid = valuesOf(schema, document);
  return fc.oneof(
    { weight: 4, arbitrary: valid.map((value) => JSON.stringify(value)) },
    { weight: 5, arbitrary: fc.tuple(valid, change).map(([value, by]) => JSON.stringify(changed(value, by)) ?? "") },
    { weight: 1, arbitrary: brokenJson },
  );
}

const squares = (corner: number) =>
  JSON.stringify({
    type: "FeatureCollection",
    crs: { type: "name", properties: { name: "urn:ogc:def:crs:EPSG::3006" } },
    features: [
      {
        type: "Feature",
        properties: { NYKO: "0201", NAMN: canary },
        geometry: {
          type: "Polygon",
          coordinates: [
            [
              [600000, 6900000],
              [601000, 6900000],
              [601000, 6900000 + corner],
              [600000, 6900000],
            ],
          ],
        },
      },
    ],
  });

const files: fc.Arbitrary<readonly [name: string, content: string | Uint8Array]> = fc.oneof(
  fc.integer({ min: 1, max: 2_000 }).map((corner) => ["områden.geojson", squares(corner)] as const),
  fc
    .array(fc.oneof(fc.nat({ max: 60 }).map(String), fc.constantFrom(...strangeTexts)), { minLength: 1, maxLength: 4 })
    .map((cells) => {
      const rows = cells.map((cell, index) => `${codeOf(index)};2025;barn;${cell}`);
      return [`${canary}.csv`, `NYKO;År;Ärendetyp;Antal\r\n${rows.join("\r\n")}\r\n`] as const;
    }),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => ["slump.gpkg", bytes] as const),
  fc.constantFrom<readonly [string, string]>(["../../a.csv", "a;b\r\n1;2\r\n"], [`${canary}"\r\n.csv`, "x"], ["", ""]),
);

const boundary = "grans";

/** A form by hand, so that its names and parts may be wrong too. */
function uploadBodies(schema: JsonSchema, document: OpenApi): fc.Arbitrary<Uint8Array> {
  const options = (schema.properties as Record<string, JsonSchema>).options!;
  const likely = valuesOf(options, document).map((value) =>
    JSON.stringify({ ...(value as object), divisionId: ids.division }),
  );
  const parts = fc.record({
    file: fc.option(files, { freq: 10 }),
    options: fc.option(
      fc.oneof({ weight: 2, arbitrary: likely }, { weight: 1, arbitrary: jsonBodies(options, document) }),
      {
        freq: 10,
      },
    ),
    isCutOff: fc.constantFrom(false, false, false, false, true),
  });
  return parts.map(({ file, options: text, isCutOff }) => {
    const pieces: Uint8Array[] = [];
    const add = (head: string, content: string | Uint8Array) =>
      pieces.push(Buffer.from(`--${boundary}\r\n${head}\r\n\r\n`), Buffer.from(content), Buffer.from("\r\n"));
    if (file) add(`Content-Disposition: form-data; name="file"; filename="${file[0]}"\r\nContent-Type: a/b`, file[1]);
    if (text !== null) add(`Content-Disposition: form-data; name="options"`, text);
    if (!isCutOff) pieces.push(Buffer.from(`--${boundary}--\r\n`));
    return Buffer.concat(pieces);
  });
}

/** A path segment that the router still takes for the same operation. */
function segments(schema: JsonSchema, document: OpenApi, name: string): fc.Arbitrary<string> {
  const strange = fc.oneof(
    fc.constantFrom(...strangeTexts),
    fc.string({ unit: "binary", minLength: 1, maxLength: 10 }),
  );
  const valid = valuesOf(schema, document, name).map(String);
  return fc
    .oneof({ weight: 8, arbitrary: valid }, { weight: 1, arbitrary: strange })
    .map((value) => encodeURIComponent(value.toWellFormed()))
    .map((value) => (value === "" || /^\.+$/.test(value) ? "%20" : value));
}

function queries(operation: OpenApiOperation, document: OpenApi): fc.Arbitrary<string> {
  const told = (operation.parameters ?? []).filter((each) => each.in === "query");
  const pairs = told.map(({ name, schema }) =>
    fc.oneof(
      {
        weight: 4,
        arbitrary: valuesOf(schema, document, name).map(
          (value) => `${name}=${encodeURIComponent(String(value).toWellFormed())}`,
        ),
      },
      {
        weight: 1,
        arbitrary: fc
          .constantFrom(...strangeTexts)
          .map((value) => `${name}=${encodeURIComponent(value.toWellFormed())}`),
      },
      { weight: 1, arbitrary: fc.constantFrom(`${name}=1&${name}=2`, `${name}[a]=${canary}`, `${name}`) },
    ),
  );
  const odd = fc.constantFrom(
    `${canary}=${canary}`,
    "__proto__[a]=1",
    "constructor=1",
    "%",
    "%E0%A4%A=1",
    "a=%ff",
    "&&=&",
  );
  return fc
    .tuple(...pairs.map((pair) => fc.option(pair)), rarely(odd))
    .map((all) => all.filter((each) => each !== null).join("&"))
    .map((text) => (text === "" ? "" : `?${text}`));
}

function bodies(operation: OpenApiOperation, document: OpenApi): fc.Arbitrary<string | Uint8Array | null> {
  const content = operation.requestBody?.content ?? {};
  const json = content["application/json"];
  const form = content["multipart/form-data"];
  if (json) return jsonBodies(json.schema, document);
  if (form) return uploadBodies(form.schema, document);
  return rarely(fc.constantFrom(`{"${canary}":1}`, canary));
}

/** Requests for the operation at `path` ("/api/{municipality}/…"). */
export function requestsFor(path: string, operation: OpenApiOperation, document: OpenApi): fc.Arbitrary<FuzzedRequest> {
  const inPath = (operation.parameters ?? []).filter((each) => each.in === "path");
  const values = fc.tuple(...inPath.map(({ name, schema }) => segments(schema, document, name)));
  const isUpload = operation.requestBody?.content["multipart/form-data"] !== undefined;
  const version = fc.constantFrom(`"1"`, `"1"`, `"2"`, `W/"1-ab"`);
  return fc
    .tuple(values, queries(operation, document), bodies(operation, document), version, rarely(oddHeaders))
    .map(([found, query, body, ifMatch, odd]) => ({
      path: inPath.reduce((text, { name }, index) => text.replace(`{${name}}`, found[index]!), path) + query,
      headers: {
        "X-Requested-With": "omradeslinjen",
        "If-Match": ifMatch,
        ...(body === null
          ? {}
          : { "Content-Type": isUpload ? `multipart/form-data; boundary=${boundary}` : "application/json" }),
        ...odd,
      },
      body,
    }));
}
