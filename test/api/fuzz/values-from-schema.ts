// Values that a schema of the OpenAPI document allows, with names and ids that exist in the seeded municipality where it can.
import fc from "fast-check";
import { areaCount, codeOf, gridMunicipality, ids } from "../support/seeded-municipality.ts";
import { type JsonSchema, type OpenApi, resolve } from "./check-answer.ts";
import { canary, strangeTexts } from "./strange-values.ts";

/** Stands for an id that exists only when the request is sent: the same request can be made in another run. */
const placeholder = (kind: string, position: number): string => `{{${kind}:${position}}}`;

const made = (kind: string) => fc.nat({ max: 9 }).map((position) => placeholder(kind, position));
const areaCodes = fc.oneof(fc.nat({ max: areaCount - 1 }).map(codeOf), fc.constantFrom("99", "0199", canary));
const measureKeys = fc.constantFrom("children-0-19", "clients-all", "low-income", "no-such-measure");

/** By the name of a parameter or member, what is likely to exist. */
const known: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  municipality: fc.constant(gridMunicipality),
  municipalityCode: fc.constant(gridMunicipality),
  division: fc.constantFrom(ids.division, ids.division, ids.division, ids.otherDivision, ids.absent),
  divisionId: fc.constantFrom(ids.division, ids.division, ids.division, ids.otherDivision, ids.absent),
  team: fc.constantFrom(...ids.teams, ids.otherTeam, ids.absent),
  teamId: fc.constantFrom(...ids.teams, ids.otherTeam, ids.absent),
  teamIds: fc.uniqueArray(fc.constantFrom(...ids.teams), { minLength: 1 }),
  plan: made("plan"),
  planId: made("plan"),
  baselinePlanId: fc.option(made("plan")),
  tree: made("tree"),
  survey: made("survey"),
  run: made("run"),
  runId: made("run"),
  solution: fc.option(fc.nat({ max: 3 })),
  group: made("group"),
  ruleSet: made("ruleSet"),
  import: made("import"),
  edit: made("edit"),
  user: made("user"),
  session: made("session"),
  token: made("token"),
  profile: areaCodes.map((code) => `area.${ids.division}.${code}`),
  neighbourhood: fc.constant(ids.absent),
  arena: fc.constantFrom(ids.school, ids.absent),
  earlierPlanId: made("plan"),
  code: areaCodes,
  areaCode: areaCodes,
  areaCodes: fc.uniqueArray(areaCodes, { minLength: 2, maxLength: 4 }),
  key: measureKeys,
  measureKey: measureKeys,
  period: fc.constantFrom("2025-12-31", "2023–2025", "2024", "2025"),
  teamIndexes: fc.array(fc.integer({ min: -1, max: 3 }), { minLength: areaCount, maxLength: areaCount }),
  // Longer runs would outlive the test, not the service.
  secondsLimit: fc.constant(0.1),
};

const people = fc.constantFrom("Team Öst", "Åsa-Lill", canary, "Fördelning 2026 – förslag", "山田");

/** The members of a schema that limit a number or a text. */
type Limited = JsonSchema & {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
};

function text(schema: Limited): fc.Arbitrary<string> {
  if (schema.format === "uuid") return fc.oneof(fc.constantFrom(...ids.teams, ids.absent), fc.uuid());
  if (schema.format === "date") return fc.constantFrom("2025-12-31", "2026-01-01", "2024-02-29");
  if (schema.pattern !== undefined) return fc.stringMatching(new RegExp(schema.pattern), { maxLength: 150 });
  const { minLength = 0, maxLength = 5_000 } = schema;
  const any = fc.string({ unit: "grapheme", minLength, maxLength: Math.max(minLength, Math.min(maxLength, 20)) });
  const strange = strangeTexts.filter((each) => each.length >= minLength && each.length <= maxLength);
  return fc.oneof(
    any,
    people.map((word) => word.slice(0, maxLength).padEnd(minLength, "x")),
    fc.constantFrom(...strange, "ab"),
  );
}

/** An arbitrary of what the schema allows; members that may be left out sometimes are. */
export function valuesOf(schema: JsonSchema, document: OpenApi, name = ""): fc.Arbitrary<unknown> {
  const likely = known[name];
  const free = fromShape(resolve(schema, document) as Limited, document);
  return likely ? fc.oneof({ weight: 6, arbitrary: likely }, { weight: 1, arbitrary: free }) : free;
}

function fromShape(schema: Limited, document: OpenApi): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...(schema.enum as unknown[]));
  const choices = (schema.anyOf ?? schema.oneOf) as JsonSchema[] | undefined;
  if (choices) return fc.oneof(...choices.map((each) => valuesOf(each, document)));
  const { minimum = 0, maximum = 1_000 } = schema;
  switch ([schema.type].flat()[0]) {
    case "object":
      return objects(schema, document);
    case "array":
      return lists(schema, document);
    case "integer":
      return fc.integer({ min: minimum, max: Math.min(maximum, 2 ** 31) });
    case "number":
      return fc.oneof(fc.constantFrom(minimum, maximum), fc.double({ min: minimum, max: maximum, noNaN: true }));
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    default:
      return text(schema);
  }
}

function lists(schema: JsonSchema, document: OpenApi): fc.Arbitrary<unknown> {
  const prefix = schema.prefixItems as JsonSchema[] | undefined;
  if (prefix) return fc.tuple(...prefix.map((each) => valuesOf(each, document)));
  const { minItems = 0, maxItems = 4 } = schema as { minItems?: number; maxItems?: number };
  return fc.array(valuesOf(schema.items as JsonSchema, document), {
    minLength: minItems,
    maxLength: Math.min(maxItems, minItems + 3),
  });
}

function objects(schema: JsonSchema, document: OpenApi): fc.Arbitrary<unknown> {
  const {
    properties = {},
    required = [],
    additionalProperties,
    propertyNames,
  } = schema as {
    properties?: Record<string, JsonSchema>;
    required?: string[];
    additionalProperties?: JsonSchema | false;
    propertyNames?: JsonSchema;
  };
  if (additionalProperties && propertyNames) {
    return fc.dictionary(fc.constantFrom("name", "date", "source", canary), valuesOf(additionalProperties, document), {
      maxKeys: 3,
    });
  }
  // A run without a limit of its own lasts ten seconds.
  const always = [...required, "secondsLimit"].filter((name) => Object.hasOwn(properties, name));
  const members = Object.entries(properties).map(([name, inner]) => [name, valuesOf(inner, document, name)] as const);
  return fc.record(Object.fromEntries(members), { requiredKeys: always, noNullPrototype: true });
}
