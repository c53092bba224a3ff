// The decision record as a PDF. Runs in the thread that writes files: a long table takes seconds.
import { createRequire } from "node:module";
import pdfmake from "pdfmake";
import type { Content, Margins, TableCell, TDocumentDefinitions } from "pdfmake/interfaces.js";
import type { DecisionRecord, RecordBlock } from "../contract/record.ts";
import { mapSvg } from "./map-svg.ts";

const requireModule = createRequire(import.meta.url);
const pageWidthPoints = 595.28;
const marginPoints = 48;
const contentWidthPoints = pageWidthPoints - 2 * marginPoints;
const mapHeightPoints = 560;
const blue = "#005595";

/** The bytes of the PDF; the same record gives the same bytes. */
export async function recordPdf(record: DecisionRecord): Promise<Uint8Array> {
  pdfmake.setFonts(requireModule("pdfmake/fonts/Roboto.js"));
  // The record names no file and no address; only the library's own fonts are read.
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => /[/\\]pdfmake[/\\]fonts[/\\]Roboto[/\\][\w-]+\.ttf$/.test(path));
  return await pdfmake.createPdf(definitionOf(record)).getBuffer();
}

function definitionOf(record: DecisionRecord): TDocumentDefinitions {
  const made = new Date(`${record.madeOn}T00:00:00Z`);
  return {
    pageSize: "A4",
    pageMargins: [marginPoints, 56, marginPoints, 56],
    version: "1.7",
    language: "sv",
    displayTitle: true,
    info: {
      title: `${record.title} – ${record.municipality}`,
      author: record.municipality,
      subject: record.subtitle,
      // Letters and digits alone, so that it stands readable in the file: `verify` looks for it.
      ...(record.bundleSha256 === null ? {} : { keywords: `SHA-256 ${record.bundleSha256}` }),
      creator: "Områdeslinjen",
      producer: "Områdeslinjen",
      creationDate: made,
      modDate: made,
    },
    defaultStyle: { font: "Roboto", fontSize: 9.5, lineHeight: 1.25, color: "#1C1C28" },
    styles: {
      title: { fontSize: 22, bold: true, color: blue },
      heading: { fontSize: 14, bold: true, color: blue, margin: [0, 16, 0, 4] },
      caption: { bold: true, margin: [0, 8, 0, 3] },
      tableHeading: { bold: true, fillColor: "#F0F5F9" },
    },
    footer: (page, pages) => ({
      stack: [
        ...(record.foot.length > 0
          ? [{ text: breakable(record.foot.join(" ")), margin: [0, 0, 0, 2] as Margins }]
          : []),
        `${record.title} · ${record.notice.split(".")[0]}. · Sida ${page} av ${pages}`,
      ],
      alignment: "center",
      fontSize: 7.5,
      lineHeight: 1.1,
      margin: [marginPoints, record.foot.length > 0 ? 10 : 20, marginPoints, 0],
    }),
    content: [
      { text: `${record.municipality} · ${record.madeOn}` },
      { text: record.title, style: "title", margin: [0, 6, 0, 2] },
      { text: record.subtitle, fontSize: 11 },
      ...record.foot.slice(0, 1).map((sentence) => ({ text: sentence, margin: [0, 4, 0, 0] as Margins })),
      {
        table: { widths: ["*"], body: [[{ text: record.notice, margin: [6, 4, 6, 4], fillColor: "#FAEAEA" }]] },
        layout: "noBorders",
        margin: [0, 8, 0, 0],
      },
      ...record.sections.flatMap(({ title, blocks }): Content[] => [
        {
          ...{ text: title, style: "heading", outline: true, headlineLevel: 1 },
          // A map takes most of a page, and the layout counts it as begun on the one that it had no room on.
          ...(blocks[0]?.kind === "map" ? { pageBreak: "before" } : {}),
        },
        ...blocks.map(blockContent),
      ]),
    ],
    // No heading alone at the foot of a page.
    pageBreakBefore: (node, { getFollowingNodesOnPage }) =>
      node.headlineLevel === 1 && getFollowingNodesOnPage().length === 0,
  };
}

function blockContent(block: RecordBlock): Content {
  switch (block.kind) {
    case "paragraph":
      return { text: block.text, margin: [0, 2, 0, 4] };
    case "list":
      return { ul: [...block.items], margin: [0, 2, 0, 4] };
    case "facts":
      return {
        table: {
          widths: [150, "*"],
          body: block.facts.map(({ name, value }) => [{ text: name, bold: true }, { text: breakable(value) }]),
        },
        layout: "lightHorizontalLines",
        margin: [0, 2, 0, 6],
      };
    case "table":
      return tableContent(block);
    case "map":
      return {
        stack: [
          { svg: mapSvg(block.map, block.caption), fit: [contentWidthPoints, mapHeightPoints], alignment: "center" },
          { text: block.caption, style: "caption" },
          { ul: [...block.legend] },
        ],
      };
  }
}

function tableContent({ caption, columns, rows }: Extract<RecordBlock, { kind: "table" }>): Content {
  const cellOf =
    (style?: string) =>
    (text: string, column: number): TableCell => ({
      text: breakable(text),
      alignment: columns[column]?.numeric ? "right" : "left",
      ...(style === undefined ? {} : { style }),
    });
  return {
    stack: [
      { text: caption, style: "caption" },
      {
        table: {
          headerRows: 1,
          dontBreakRows: true,
          widths: columns.map(({ numeric }) => (numeric ? "auto" : "*")),
          body: [
            columns.map(({ heading }) => heading).map(cellOf("tableHeading")),
            ...rows.map((cells) => cells.map(cellOf())),
          ],
        },
        layout: "lightHorizontalLines",
        fontSize: columns.length > 6 ? 7.5 : 8.5,
      },
    ],
    margin: [0, 0, 0, 6],
  };
}

const longestWord = 40;

/** Long hashes may be broken anywhere, which the layout only does at a space of no width. */
function breakable(text: string): string {
  return text.replace(new RegExp(`\\S{${longestWord},}`, "g"), (word) => word.replace(/(.{20})(?=.)/g, "$1\u200b"));
}
