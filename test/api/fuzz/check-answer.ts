// Compares an answer with the OpenAPI document: status, content type and body, member by member; independent of the library that made the document.

export type JsonSchema = Readonly<Record<string, unknown>>;

export interface OpenApiOperation {
  readonly operationId: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: "path" | "query" | "header";
    readonly schema: JsonSchema;
  }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>> };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: JsonSchema }>> }>
  >;
}

export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, OpenApiOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> };
}

/** Follows `$ref` to the schema itself. */
export function resolve(schema: JsonSchema, document: OpenApi): JsonSchema {
  const reference = schema.$ref as string | undefined;
  if (reference === undefined) return schema;
  const name = reference.replace("#/components/schemas/", "");
  const found = document.components.schemas[name];
  if (!found) throw new Error(`The document has no ${reference}`);
  return resolve(found, document);
}

type Rule = (expected: never, value: unknown, at: string, schema: JsonSchema, document: OpenApi) => string[];

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const when = (broken: boolean, words: string): string[] => (broken ? [words] : []);

function typeOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value;
}

function isOfType(type: string, value: unknown): boolean {
  if (type === "integer") return Number.isInteger(value);
  if (type === "number") return Number.isFinite(value);
  return typeOf(value) === type;
}

const formats: Readonly<Record<string, RegExp>> = {
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  date: /^\d{4}-\d\d-\d\d$/,
  "date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/,
};

const rules: Readonly<Record<string, Rule>> = {
  type: (expected: string | string[], value, at) =>
    when(
      ![expected].flat().some((type) => isOfType(type, value)),
      `${at}: expected ${[expected].flat().join(" or ")}, found ${typeOf(value)}`,
    ),
  enum: (expected: unknown[], value, at) => when(!expected.includes(value), `${at}: not one of the values listed`),
  const: (expected: unknown, value, at) => when(value !== expected, `${at}: not ${expected}`),
  pattern: (expected: string, value, at) =>
    when(typeof value === "string" && !new RegExp(expected, "u").test(value), `${at}: not of the pattern`),
  format: (expected: string, value, at) => {
    const format = formats[expected];
    if (!format) throw new Error(`A format that the check does not know: ${expected}`);
    return when(typeof value === "string" && !format.test(value), `${at}: no ${expected}`);
  },
  minLength: (expected: number, value, at) =>
    when(typeof value === "string" && value.length < expected, `${at}: shorter than ${expected}`),
  maxLength: (expected: number, value, at) =>
    when(typeof value === "string" && value.length > expected, `${at}: longer than ${expected}`),
  minimum: (expected: number, value, at) =>
    when(typeof value === "number" && value < expected, `${at}: less than ${expected}`),
  exclusiveMinimum: (expected: number, value, at) =>
    when(typeof value === "number" && value <= expected, `${at}: less than ${expected}`),
  maximum: (expected: number, value, at) =>
    when(typeof value === "number" && value > expected, `${at}: more than ${expected}`),
  minItems: (expected: number, value, at) =>
    when(Array.isArray(value) && value.length < expected, `${at}: fewer than ${expected}`),
  maxItems: (expected: number, value, at) =>
    when(Array.isArray(value) && value.length > expected, `${at}: more than ${expected}`),
  required: (expected: string[], value, at) =>
    isObject(value)
      ? expected.filter((name) => !Object.hasOwn(value, name)).map((name) => `${at}.${name}: missing`)
      : [],
  properties: (expected: Record<string, JsonSchema>, value, at, _schema, document) =>
    isObject(value)
      ? Object.entries(expected).flatMap(([name, inner]) =>
          Object.hasOwn(value, name) ? differences(inner, value[name], document, `${at}.${name}`) : [],
        )
      : [],
  items: (expected: JsonSchema | false, value, at, schema, document) => {
    if (!Array.isArray(value)) return [];
    const begin = (schema.prefixItems as unknown[] | undefined)?.length ?? 0;
    if (expected === false) return when(value.length > begin, `${at}: more than ${begin}`);
    return value
      .slice(begin)
      .flatMap((each, index) => differences(expected, each, document, `${at}[${begin + index}]`));
  },
  prefixItems: (expected: JsonSchema[], value, at, _schema, document) =>
    Array.isArray(value)
      ? expected.flatMap((inner, index) => differences(inner, value[index], document, `${at}[${index}]`))
      : [],
  propertyNames: (expected: JsonSchema, value, at, _schema, document) =>
    isObject(value) ? Object.keys(value).flatMap((name) => differences(expected, name, document, `${at} key`)) : [],
  anyOf: (expected: JsonSchema[], value, at, _schema, document) => {
    const tried = expected.map((inner) => differences(inner, value, document, at));
    return tried.some((found) => found.length === 0) ? [] : (tried[0] ?? []);
  },
  oneOf: (expected: JsonSchema[], value, at, _schema, document) => {
    const fitting = expected.filter((inner) => differences(inner, value, document, at).length === 0);
    return when(fitting.length !== 1, `${at}: fits ${fitting.length} of the shapes, expected one`);
  },
};
const wordsOnly = new Set(["description", "default", "example", "title", "contentMediaType", "additionalProperties"]);

/** Members that the document does not tell of are differences too, unless it says that there may be others. */
function undocumentedMembers(schema: JsonSchema, value: unknown, document: OpenApi, at: string): string[] {
  if (!isObject(value) || schema.type !== "object" || schema.oneOf || schema.anyOf) return [];
  const { properties = {}, additionalProperties } = schema as {
    properties?: Record<string, unknown>;
    additionalProperties?: false | JsonSchema;
  };
  const others = Object.keys(value).filter((name) => !Object.hasOwn(properties, name));
  if (additionalProperties) {
    return others.flatMap((name) => differences(additionalProperties, value[name], document, `${at}.${name}`));
  }
  return others.map((name) => `${at}.${name}: not in the document`);
}

/** Where a value differs from a schema, in words; throws on a keyword that this check does not know. */
function differences(schema: JsonSchema, value: unknown, document: OpenApi, at = "body"): string[] {
  const whole = resolve(schema, document);
  const broken = Object.entries(whole).flatMap(([keyword, expected]) => {
    const rule = rules[keyword];
    if (rule) return rule(expected as never, value, at, whole, document);
    if (wordsOnly.has(keyword)) return [];
    throw new Error(`A keyword that the check does not know: ${keyword}`);
  });
  return [...broken, ...undocumentedMembers(whole, value, document, at)];
}

export interface ReceivedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/**
 * What is not as the document tells: an unknown status or content type, or a body of another shape. For roles that are
 * told "only in part" members may be missing, but none may be added or changed.
 */
export function undocumented(
  operation: OpenApiOperation,
  answer: ReceivedAnswer,
  document: OpenApi,
  isToldInPart: boolean,
): string[] {
  const told = operation.responses[answer.status];
  if (!told) return [`status ${answer.status} is not in the document`];
  const type = String(answer.headers["content-type"] ?? "").split(";")[0]!;
  if (!told.content) return when(answer.text !== "", `${answer.status}: a body where the document tells of none`);
  const content = told.content[type];
  if (!content) return [`${answer.status}: content type "${type}" is not in the document`];
  if (type === "text/event-stream") return eventDifferences(content.schema, answer.text, document);
  if (!type.includes("json")) return [];
  const found = differences(content.schema, JSON.parse(answer.text), document);
  return isToldInPart && answer.status < 400 ? found.filter((each) => !each.endsWith(": missing")) : found;
}

/** Each event's data; the stream may have been left before it ended. */
function eventDifferences(schema: JsonSchema, text: string, document: OpenApi): string[] {
  const whole = text.split("\n\n").slice(0, -1);
  return whole.flatMap((event) => {
    const data = /^data: (.*)$/m.exec(event)?.[1];
    return data === undefined ? [] : differences(schema, JSON.parse(data), document, "event");
  });
}
