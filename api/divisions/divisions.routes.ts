// Operations on divisions, their areas and the background.

import { readNeighbours } from "../adjacency/adjacency.store.ts";
import { recordAct } from "../audit/record-act.ts";
import type { AreaDetail } from "../contract/divisions.ts";
import type { Transaction } from "../db/database.ts";
import { AppError } from "../errors.ts";
import type { Caller, Handlers } from "../http/call.ts";
import { type PreparedBytes, PreparedBytesCache, prepareBytes } from "../http/prepared-bytes.ts";
import { readIndicatorsOfArea } from "../statistics/indicators.store.ts";
import { readMeasuresOfArea } from "../statistics/measures.ts";
import { geoJsonOf, topoJsonOf } from "./areas-document.ts";
import {
  findBackground,
  findDivision,
  findDivisionHead,
  findPlacedArea,
  listDivisions,
  readAreaOutlines,
  readArenasOfArea,
  readParents,
} from "./divisions.store.ts";

const keptDocuments = 24;

export function divisionHandlers(): Pick<
  Handlers,
  "listDivisions" | "readDivision" | "readAreas" | "readBackground" | "readArea"
> {
  const documents = new PreparedBytesCache(keptDocuments);
  return {
    listDivisions: async (transaction, { params }) => ({
      status: 200,
      body: { divisions: await listDivisions(transaction, params.municipality) },
    }),
    readDivision: async (transaction, { params }) => {
      const division = await findDivision(transaction, params.municipality, params.division);
      if (!division) throw new AppError("not-found");
      return { status: 200, body: division };
    },
    readAreas: async (transaction, { params, query }) => {
      const division = await findDivisionHead(transaction, params.municipality, params.division);
      if (!division) throw new AppError("not-found");
      const hash = `${division.contentHash.slice(0, 24)}-${query.format}`;
      const prepared = await documents.get(`${params.municipality}/${division.id}/${hash}`, () =>
        prepareAreas(transaction, params.municipality, division.id, query.format, hash),
      );
      return { status: 200, prepared };
    },
    readBackground: async (transaction, { params }) => {
      const background = await findBackground(transaction, params.municipality);
      const features = background?.features ?? emptyCollection;
      const hash = background ? `${background.contentHash.slice(0, 24)}-background` : "no-background";
      const prepared = await documents.get(`${params.municipality}/${hash}`, async () =>
        prepareBytes(features, "application/geo+json; charset=utf-8", hash),
      );
      return { status: 200, prepared };
    },
    readArea: async (transaction, { params, caller }) => ({
      status: 200,
      body: await readAreaDetail(transaction, params.municipality, params.division, params.code, caller),
    }),
  };
}

const emptyCollection = `{"type":"FeatureCollection","features":[]}`;

async function prepareAreas(
  transaction: Transaction,
  municipality: string,
  divisionId: string,
  format: "topojson" | "geojson",
  hash: string,
): Promise<PreparedBytes> {
  const outlines = await readAreaOutlines(transaction, municipality, divisionId);
  if (format === "topojson") return prepareBytes(topoJsonOf(outlines), "application/json; charset=utf-8", hash);
  return prepareBytes(JSON.stringify(geoJsonOf(outlines)), "application/geo+json; charset=utf-8", hash);
}

/** Planners read exact counts, which is logged; others protected ones. */
async function readAreaDetail(
  transaction: Transaction,
  municipality: string,
  divisionId: string,
  code: string,
  caller: Caller,
): Promise<AreaDetail> {
  const area = await findPlacedArea(transaction, municipality, divisionId, code);
  if (!area) throw new AppError("not-found");
  const measures = await readMeasuresOfArea(transaction, caller.role, municipality, divisionId, area.areaIndex);
  if (caller.role === "planner") {
    await recordAct(transaction, "counts.read", "area", code, {}, { divisionId, areaCodes: [code] });
  }
  return {
    ...area,
    parents: await readParents(transaction, municipality, divisionId, code),
    neighbours: await readNeighbours(transaction, municipality, divisionId, area.areaIndex),
    arenas: await readArenasOfArea(transaction, municipality, divisionId, code),
    measures,
    indicators: await readIndicatorsOfArea(transaction, caller.role, municipality, divisionId, code),
  };
}
