// The thread in which one file is written by a library that would block the service: gets the content, answers the bytes, and ends.
import { parentPort, workerData } from "node:worker_threads";
import "../../data/workers/no-network.ts";
import type { FileContent } from "./file-content.ts";

const content = workerData as FileContent;

/** Each library is loaded only where it is used. */
async function write(): Promise<Uint8Array | Uint8Array[]> {
  switch (content.kind) {
    case "geopackage":
      return (await import("../../data/formats/gdal.ts")).writeGeoPackage(content.layer);
    case "workbook":
      return (await import("./workbook.ts")).workbookBytes(content.sheet);
    case "pdf":
      return (await import("../record/record-pdf.ts")).recordPdf(content.record);
    case "pdfs": {
      const { recordPdf } = await import("../record/record-pdf.ts");
      const files: Uint8Array[] = [];
      for (const record of content.records) files.push(await recordPdf(record));
      return files;
    }
  }
}

parentPort?.postMessage(await write());
