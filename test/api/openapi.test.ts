// The OpenAPI document: every operation is in it, every reference leads somewhere, and the page tells the same without a script.
import { describe, expect, it } from "vitest";
import { rolesOf, rowOf } from "../../api/contract/access.ts";
import { type Operation, type OperationName, operations } from "../../api/contract/operations.ts";
import { makeOpenApiDocument } from "../../api/openapi/document.ts";
import { renderDocumentationPage } from "../../api/openapi/page.ts";

const document = JSON.parse(JSON.stringify(makeOpenApiDocument()));

/** Every value of a key anywhere in a value. */
function valuesOf(key: string, value: unknown): unknown[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [...(name === key ? [inner] : []), ...valuesOf(key, inner)]);
}

describe("the OpenAPI document", () => {
  it("has the members of OpenAPI 3.1", () => {
    expect(document.openapi).toMatch(/^3\.1\.\d$/);
    expect(document.info).toMatchObject({ title: "Områdeslinjen", version: expect.any(String) });
    expect(new Set(valuesOf("operationId", document.paths)).size).toBe(Object.keys(operations).length);
  });

  it.each(Object.entries(operations) as [string, Operation][])("describes %s", (name, operation) => {
    const path = operation.path.replace(/:(\w+)/g, "{$1}");
    const described = document.paths[path]?.[operation.method];
    expect(described?.operationId).toBe(name);
    const statuses = Object.keys(described.responses);
    expect(statuses.filter((status) => status < "400")).toEqual(Object.keys(operation.answers));
    for (const status of [400, 429, 500, 503]) expect(statuses).toContain(String(status));
    expect(statuses.includes("401")).toBe(rolesOf(name as OperationName) !== "anyone" || operation.limit === "sign-in");
    const mayNameOthers = operation.body !== undefined || operation.upload === true || operation.namesOthers === true;
    expect(statuses.includes("422")).toBe(mayNameOthers);
    expect(statuses.includes("428")).toBe(operation.conditional === true);
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
    const parameters = (described.parameters ?? []) as { name: string; in: string; required?: boolean }[];
    expect(
      parameters
        .filter((each) => each.in === "path")
        .map((each) => each.name)
        .sort(),
    ).toEqual(inPath.sort());
    expect(parameters.filter((each) => each.in === "path").every((each) => each.required)).toBe(true);
    expect(parameters.some((each) => each.name === "If-Match")).toBe(operation.conditional === true);
    expect(described.requestBody !== undefined).toBe(operation.body !== undefined || operation.upload === true);
    const anyone = rolesOf(name as OperationName) === "anyone";
    const token = rowOf(name as OperationName).token !== undefined;
    expect(described.security).toEqual(anyone ? [] : [{ session: [] }, ...(token ? [{ token: [] }] : [])]);
  });

  it("has no reference that leads nowhere and no tag that is not described", () => {
    const references = valuesOf("$ref", document) as string[];
    expect(references.length).toBeGreaterThan(50);
    for (const reference of references) {
      const found = reference
        .slice(2)
        .split("/")
        .reduce((at, name) => at?.[name], document);
      expect(found, reference).toBeDefined();
    }
    const tags = document.tags.map((tag: { name: string }) => tag.name);
    for (const used of valuesOf("tags", document.paths).flat()) expect(tags).toContain(used);
  });
});

describe("the page of the interface", () => {
  const page = renderDocumentationPage(makeOpenApiDocument());

  it("tells every operation and shape, by links that lead somewhere", () => {
    for (const name of Object.keys(operations)) expect(page).toContain(`id="${name}"`);
    const targets = new Set([...page.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]));
    for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) expect(targets, target).toContain(target);
  });

  it("needs no script, no inline style and nobody else's server", () => {
    expect(page).not.toMatch(/<script|style="|<style|https?:\/\//);
    expect(page).toMatch(/<html lang="en">/);
    expect(page.match(/<h1>/g)).toHaveLength(1);
  });
});
