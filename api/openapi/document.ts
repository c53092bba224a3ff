// The OpenAPI 3.1 document, made from the contract's list of operations.

import { z } from "zod";
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from "zod-openapi";
import { rolesOf, rowOf } from "../contract/access.ts";
import { Import, ImportOptions, ImportProgress } from "../contract/imports.ts";
import { type Operation, type OperationName, operations } from "../contract/operations.ts";
import { Problem } from "../contract/problem.ts";
import { Run, RunProgress } from "../contract/runs.ts";
import { errorDescriptions } from "../errors.ts";
import { programVersion } from "../program-version.ts";

export type OpenApiDocument = ReturnType<typeof createDocument>;

const tags: Readonly<Record<string, string>> = {
  session: "Signing in and out",
  tokens: "Access tokens for GIS clients",
  users: "People, their roles and teams",
  municipalities: "Municipalities",
  divisions: "Divisions, areas and neighbours",
  statistics: "Measures (exact counts) and indicators",
  teams: "Arenas and teams",
  plans: "Plans",
  forecast: "Forecast and watch: what the coming years bring to teams, from protected counts",
  profiles: "Area profiles, neighbourhoods and arenas' contacts",
  rules: "Saved rules and groups of areas",
  surveys: "Anonymous follow-up surveys; only sums over at least five answers are told",
  "problem trees": "What the teams have agreed on, with history and follow-up",
  runs: "Runs: divisions, frontiers, repairs, proofs, prices of rules and alternatives",
  workload: "Workload: weights, load per position, flow",
  imports: "Bringing in files",
  audit: "Review of the log",
};

const statusDescriptions: Readonly<Record<number, string>> = {
  200: "The answer",
  201: "Created",
  202: "Accepted; follow it by its events",
  204: "Done; nothing to answer",
  304: "Unchanged since the ETag",
};

/** The document for the present contract, of a service that lies under `basePath`. */
export function makeOpenApiDocument(basePath = ""): OpenApiDocument {
  const paths: ZodOpenApiPathsObject = {};
  for (const [name, operation] of Object.entries(operations) as [OperationName, Operation][]) {
    const path = operation.path.replace(/:(\w+)/g, "{$1}");
    paths[path] = { ...paths[path], [operation.method]: describeOperation(name, operation) };
  }
  return createDocument({
    openapi: "3.1.0",
    info: {
      title: "Områdeslinjen",
      version: programVersion,
      license: { name: "MIT", identifier: "MIT" },
      description:
        "Geographic intelligence for area-based first-line teams in Swedish municipal social services. " +
        "Every path below a municipality answers 404 to those who do not belong to it. Requests that change something " +
        "carry `X-Requested-With: omradeslinjen`; what a page asks by itself carries `X-Unattended: true` and does not keep " +
        "a session from being idle. Trouble is told as `application/problem+json` (RFC 9457).",
    },
    servers: [{ url: `${basePath}/` }],
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      securitySchemes: {
        session: {
          type: "apiKey",
          in: "cookie",
          name: "omradeslinjen",
          description: "Session cookie; named __Host-omradeslinjen but on a machine's own loopback address.",
        },
        token: {
          type: "http",
          scheme: "bearer",
          description:
            "Personal access token (åtkomstnyckel): reads only, and never exact counts. Operations that answer with counts take a manager's or a team's, not a planner's.",
        },
      },
    },
  });
}

function describeOperation(name: OperationName, operation: Operation): ZodOpenApiOperationObject {
  const roles = rolesOf(name);
  const { token } = rowOf(name);
  const header = {
    ...(operation.conditional
      ? { "If-Match": z.string().meta({ description: "The ETag of what was read, or its version in quotes." }) }
      : {}),
    ...(operation.method === "get"
      ? {}
      : { "X-Requested-With": z.literal("omradeslinjen").meta({ description: "Keeps other sites' pages out." }) }),
  };
  return {
    operationId: name,
    tags: [operation.tag],
    summary: operation.summary,
    description: `Roles: ${roles === "anyone" ? roles : roles.join(", ")}.${withheldText(name)}`,
    security: roles === "anyone" ? [] : [{ session: [] }, ...(token ? [{ token: [] }] : [])],
    requestParams: {
      ...(operation.params ? { path: operation.params } : {}),
      ...(operation.query ? { query: operation.query } : {}),
      ...(Object.keys(header).length > 0 ? { header: z.object(header) } : {}),
    },
    ...requestBody(operation),
    responses: {
      ...Object.fromEntries(
        Object.entries(operation.answers).map(([status, kind]) => [
          status,
          describeAnswer(name, operation, Number(status), kind),
        ]),
      ),
      ...Object.fromEntries(troubleStatuses(name, operation).map((status) => [status, describeTrouble(status)])),
    },
  };
}

/** What may go wrong with any request, whatever is asked for. */
const everywhere = [400, 414, 421, 429, 431, 500, 503];

/** The statuses of trouble that an operation may answer with, as follows from what it takes and gives. */
function troubleStatuses(name: OperationName, operation: Operation): number[] {
  const givesContent = Object.values(operation.answers).some((kind) => kind !== null);
  const takesContent = operation.body !== undefined || operation.upload === true;
  return [
    ...everywhere,
    ...(rolesOf(name) === "anyone" ? [] : [401, 403]),
    ...(operation.limit === "sign-in" ? [401] : []),
    ...(operation.params || operation.opensByCode ? [404] : []),
    ...(givesContent ? [406] : []),
    ...(operation.method === "get" ? [] : [403, 409]),
    ...(takesContent ? [413, 415, 422] : []),
    ...(operation.namesOthers ? [422] : []),
    ...(operation.conditional ? [412, 428] : []),
  ];
}

function describeTrouble(status: number) {
  const titles = Object.values(errorDescriptions).filter((each) => each.status === status);
  return {
    description: [...new Set(titles.map(({ title }) => title))].join("; "),
    content: { "application/problem+json": { schema: Problem } },
  };
}

/** A file of JSON: GeoJSON (RFC 7946), or a bundle. */
const jsonFile = z.looseObject({});
const fileBytes = z.string().meta({ override: { type: "string", contentMediaType: "application/octet-stream" } });

/** Says so where some roles are told less of the answer than others. */
function withheldText(name: OperationName): string {
  const { sees } = rowOf(name);
  if (sees === "anyone" || Object.values(sees).every((sight) => sight === "everything")) return "";
  const fewer = Object.entries(sees).flatMap(([role, sight]) => (sight === "everything" ? [] : [role]));
  return ` Told only in part: ${fewer.join(", ")}.`;
}

function requestBody(operation: Operation): Pick<ZodOpenApiOperationObject, "requestBody"> {
  if (operation.body)
    return { requestBody: { required: true, content: { "application/json": { schema: operation.body } } } };
  if (!operation.upload) return {};
  return {
    requestBody: {
      required: true,
      content: {
        "multipart/form-data": {
          schema: z.object({ file: fileBytes, options: ImportOptions }),
          encoding: { options: { contentType: "application/json" } },
        },
      },
    },
  };
}

function describeAnswer(name: string, { fileTypes }: Operation, status: number, kind: Operation["answers"][number]) {
  const description = statusDescriptions[status] ?? "Answer";
  if (kind === null) return { description };
  if (kind === "event-stream") {
    return {
      description: "Events `progress` while it works, then one `end`",
      content: {
        "text/event-stream": { schema: z.union(name === "followRun" ? [RunProgress, Run] : [ImportProgress, Import]) },
      },
    };
  }
  if (kind === "bytes") {
    return { description, content: { "application/octet-stream": { schema: fileBytes } } };
  }
  if (kind === "file") {
    const schemaOf = (type: string) => (type.endsWith("json") ? jsonFile : fileBytes);
    return {
      description,
      content: Object.fromEntries((fileTypes ?? []).map((type) => [type, { schema: schemaOf(type) }])),
    };
  }
  if (kind === "csv") return { description, content: { "text/csv": { schema: z.string() } } };
  if (kind === "topojson" || kind === "geojson") {
    const collection = { schema: z.looseObject({ type: z.literal("FeatureCollection") }) };
    if (kind === "geojson") return { description, content: { "application/geo+json": collection } };
    const topology = { schema: z.looseObject({ type: z.literal("Topology") }) };
    return { description, content: { "application/json": topology, "application/geo+json": collection } };
  }
  return { description, content: { "application/json": { schema: kind } } };
}
