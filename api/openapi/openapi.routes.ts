// The OpenAPI document, and the same as a page that can be read without any script.
import { Router } from "express";
import { makeOpenApiDocument } from "./document.ts";
import { renderDocumentationPage } from "./page.ts";

export function openapiRoutes(basePath: string): Router {
  const document = makeOpenApiDocument(basePath);
  const page = renderDocumentationPage(document, basePath);
  const router = Router();
  router.get("/api/openapi.json", (_request, response) => {
    response.setHeader("Cache-Control", "no-cache");
    response.json(document);
  });
  router.get("/api-docs", (_request, response) => {
    response.setHeader("Cache-Control", "no-cache");
    response.type("html").send(page);
  });
  router.get("/api-docs/style.css", (_request, response) => {
    response.setHeader("Cache-Control", "no-cache");
    response.type("css").send(documentationStyle);
  });
  return router;
}

const documentationStyle = `body{font-family:Arial,sans-serif;line-height:1.5;color:#1c1c28;background:#fff;max-width:60rem;margin:0 auto;padding:1rem}
h1,h2{color:#005595}h3{margin:0}section{border-top:1px solid #c0c0c8;padding:.75rem 0}
code,pre{font-family:Consolas,monospace;font-size:.9rem}pre{background:#f0f5f9;padding:.75rem;overflow-x:auto}
a{color:#005595}a:focus,summary:focus{outline:3px solid #db6900;outline-offset:2px}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.25rem .5rem;border-bottom:1px solid #c0c0c8}
`;
