// Operations on neighbours.
import { buildGraph, connectedParts } from "../../engine/graph.ts";
import { recordAct } from "../audit/record-act.ts";
import { findDivisionHead } from "../divisions/divisions.store.ts";
import { AppError } from "../errors.ts";
import type { Handlers } from "../http/call.ts";
import {
  insertEdit,
  type NeighbourLink,
  readEditedAreas,
  readEdits,
  readFindings,
  readLinks,
  removeEdit,
} from "./adjacency.store.ts";

export function adjacencyHandlers(): Pick<Handlers, "readAdjacency" | "addAdjacencyEdit" | "removeAdjacencyEdit"> {
  return {
    readAdjacency: async (transaction, { params }) => {
      const division = await findDivisionHead(transaction, params.municipality, params.division);
      if (!division) throw new AppError("not-found");
      const links = await readLinks(transaction, params.municipality, division.id);
      return {
        status: 200,
        body: {
          toleranceM: division.toleranceM,
          edges: links.map((link) => [link.areaIndexA, link.areaIndexB, link.sharedLengthM, link.madeByHand] as const),
          edits: await readEdits(transaction, params.municipality, division.id),
          parts: partsOf(division.areaCount, links),
          findings: await readFindings(transaction, params.municipality, division.id),
        },
      };
    },
    addAdjacencyEdit: async (transaction, { params, body, caller }) => {
      const division = await findDivisionHead(transaction, params.municipality, params.division);
      if (!division) throw new AppError("not-found");
      if (body.areaIndexA === body.areaIndexB) throw new AppError("adjacency.same-area");
      if (Math.max(body.areaIndexA, body.areaIndexB) >= division.areaCount) throw new AppError("reference.unknown");
      const [lower, higher] = [Math.min(body.areaIndexA, body.areaIndexB), Math.max(body.areaIndexA, body.areaIndexB)];
      const links = await readLinks(transaction, params.municipality, division.id);
      const linked = links.some((link) => link.areaIndexA === lower && link.areaIndexB === higher);
      if (linked === (body.action === "add")) throw new AppError("adjacency.already-so");
      const edit = await insertEdit(transaction, params.municipality, division.id, body, caller.userId);
      const areas = await readEditedAreas(transaction, params.municipality, edit.id);
      await recordAct(transaction, "adjacency.edited", "adjacency-edit", edit.id, { action: body.action }, areas);
      return { status: 201, body: edit };
    },
    removeAdjacencyEdit: async (transaction, { params, caller }) => {
      const { municipality, division, edit } = params;
      if ((await removeEdit(transaction, municipality, division, edit, caller.userId)) === 0) {
        throw new AppError("not-found");
      }
      const areas = await readEditedAreas(transaction, municipality, edit);
      await recordAct(transaction, "adjacency.edited", "adjacency-edit", edit, { action: "remove" }, areas);
      return { status: 204 };
    },
  };
}

/** Connected parts of the neighbour graph as lists of area indexes, largest first. */
function partsOf(areaCount: number, links: readonly NeighbourLink[]): number[][] {
  const graph = buildGraph(
    areaCount,
    Int32Array.from(links.flatMap((link) => [link.areaIndexA, link.areaIndexB])),
    Float64Array.from(links, (link) => link.sharedLengthM),
  );
  const { partOf, partCount } = connectedParts(graph.adjacencyOffset, graph.adjacencyTarget);
  const parts = Array.from({ length: partCount }, (): number[] => []);
  for (const [areaIndex, part] of partOf.entries()) parts[part]!.push(areaIndex);
  return parts.sort((one, other) => other.length - one.length);
}
