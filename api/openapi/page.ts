// Renders the OpenAPI document as one plain HTML page: headings, tables and links, no script.
import type { OpenApiDocument } from "./document.ts";

interface Described {
  readonly description?: string;
  readonly schema?: unknown;
}
interface DescribedOperation {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly parameters?: readonly (Described & { name: string; in: string; required?: boolean })[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Described>> };
  readonly responses: Readonly<Record<string, { description: string; content?: Record<string, Described> }>>;
}

/** The page as text. Everything that comes from the document is escaped. */
export function renderDocumentationPage(document: OpenApiDocument, basePath = ""): string {
  const all = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item as Record<string, DescribedOperation>).map(([method, operation]) => ({
      path,
      method: method.toUpperCase(),
      operation,
    })),
  );
  const tags = document.tags ?? [];
  const schemas = Object.entries(document.components?.schemas ?? {});
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Områdeslinjen: the service's interface</title><link rel="stylesheet" href="${basePath}/api-docs/style.css"></head>
<body><header><h1>Områdeslinjen: the service's interface</h1>
<p>${text(document.info.description ?? "")}</p>
<p>The same for programs: <a href="${basePath}/api/openapi.json">OpenAPI 3.1 document</a>.</p></header>
<nav aria-label="Contents"><ul>${tags.map((tag) => `<li><a href="#${text(tag.name)}">${text(tag.description ?? tag.name)}</a></li>`).join("")}
<li><a href="#schemas">Shapes</a></li></ul></nav>
<main>${tags
    .map(
      (tag) =>
        `<h2 id="${text(tag.name)}">${text(tag.description ?? tag.name)}</h2>${all
          .filter(({ operation }) => operation.tags.includes(tag.name))
          .map(({ path, method, operation }) => renderOperation(path, method, operation))
          .join("")}`,
    )
    .join("")}
<h2 id="schemas">Shapes</h2>${schemas.map(([name, schema]) => renderSchema(name, schema)).join("")}
</main></body></html>`;
}

function renderOperation(path: string, method: string, operation: DescribedOperation): string {
  const parameters = (operation.parameters ?? [])
    .map(
      (parameter) =>
        `<tr><td><code>${text(parameter.name)}</code></td><td>${text(parameter.in)}${parameter.required ? ", required" : ""}</td><td>${describe(parameter.schema)} ${text(parameter.description ?? "")}</td></tr>`,
    )
    .join("");
  const bodies = Object.entries(operation.requestBody?.content ?? {})
    .map(([type, body]) => `<p>Body: <code>${text(type)}</code> ${describe(body.schema)}</p>`)
    .join("");
  const answers = Object.entries(operation.responses)
    .map(([status, answer]) => {
      const kinds = Object.entries(answer.content ?? {})
        .map(([type, content]) => `<code>${text(type)}</code> ${describe(content.schema)}`)
        .join(", ");
      return `<tr><td>${text(status)}</td><td>${text(answer.description)}</td><td>${kinds}</td></tr>`;
    })
    .join("");
  return `<section id="${text(operation.operationId)}"><h3><code>${method} ${text(path)}</code></h3>
<p>${text(operation.summary)}. ${text(operation.description)}</p>
${parameters ? `<table><caption>Parameters</caption><thead><tr><th scope="col">Name</th><th scope="col">In</th><th scope="col">What</th></tr></thead><tbody>${parameters}</tbody></table>` : ""}
${bodies}<table><caption>Answers</caption><thead><tr><th scope="col">Status</th><th scope="col">When</th><th scope="col">What</th></tr></thead><tbody>${answers}</tbody></table></section>`;
}

function renderSchema(name: string, schema: unknown): string {
  return `<section id="schema-${text(name)}"><details><summary><code>${text(name)}</code></summary><pre tabindex="0">${text(JSON.stringify(schema, null, 2))}</pre></details></section>`;
}

/** A link where the schema is a named one, its type otherwise. */
function describe(schema: unknown): string {
  const { $ref: reference, type } = (schema ?? {}) as { $ref?: string; type?: string };
  if (reference !== undefined) {
    const name = reference.slice(reference.lastIndexOf("/") + 1);
    return `<a href="#schema-${text(name)}">${text(name)}</a>`;
  }
  return typeof type === "string" ? text(type) : "";
}

function text(value: string): string {
  return value.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]!);
}
