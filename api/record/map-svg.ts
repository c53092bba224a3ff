// Draws the record's map as SVG, for the HTML report and the PDF: colours with letters, changed areas hatched, those in no team dotted, a scale, the frame of what is enlarged.
import type { RecordMap } from "../contract/record.ts";

const ink = "#1C1C28";
const scaleBand = 70;

/** Text made safe between tags and in attributes. */
export function escapeMarkup(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

/** A length of the scale: "500 m", "2 km". */
function lengthText(lengthM: number): string {
  return lengthM >= 1000 ? `${lengthM / 1000} km` : `${lengthM} m`;
}

/** @param title what a screen reader is told instead of the picture. @param name apart from other maps' in the document. */
export function mapSvg(map: RecordMap, title: string, name = "karta"): string {
  const y = map.height + 40;
  const scale = `M0 ${y - 12}V${y}H${map.scale.width}V${y - 12}`;
  const text = (x: number, at: number, size: number, content: string, anchor = "middle") =>
    `<text x="${x}" y="${at}" font-family="Roboto, Arial, sans-serif" font-size="${size}" font-weight="bold" fill="${ink}" text-anchor="${anchor}">${escapeMarkup(content)}</text>`;
  const labels = map.teams.flatMap(({ labels, letter }) =>
    labels.flatMap(({ x, y, radius }) => [
      `<circle cx="${x}" cy="${y}" r="${radius}" fill="#FFFFFF" stroke="${ink}" stroke-width="${radius / 9}"/>`,
      text(x, y + radius * 0.42, radius * 1.23, letter),
    ]),
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-4 -4 ${map.width + 8} ${map.height + scaleBand}" role="img" aria-label="${escapeMarkup(title)}">`,
    `<defs><pattern id="${name}-changed" width="12" height="12" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0V12" stroke="${ink}" stroke-width="3"/></pattern><pattern id="${name}-unassigned" width="10" height="10" patternUnits="userSpaceOnUse"><circle cx="5" cy="5" r="1.8" fill="${ink}"/></pattern></defs>`,
    ...map.teams.map(({ path, colour }) => shape(path, colour)),
    shape(map.unassignedPath, "#FFFFFF"),
    shape(map.unassignedPath, `url(#${name}-unassigned)`),
    shape(map.changedPath, `url(#${name}-changed)`),
    line(map.areaBorders, "#5A5A66", 0.8),
    line(map.teamBorders, ink, 3.5),
    ...labels,
    ...frameLines(map),
    line(scale, ink, 3),
    text(map.scale.width + 14, y, 24, lengthText(map.scale.lengthM), "start"),
    "</svg>",
  ].join("");
}

/** The frame of an enlargement, with a white edge so that it is told from the teams' borders. */
function frameLines({ frame }: RecordMap): string[] {
  if (!frame) return [];
  const { x, y, width, height } = frame;
  const path = `M${x} ${y}h${width}v${height}h${-width}Z`;
  return [line(path, "#FFFFFF", 11), line(path, ink, 5)];
}

function shape(path: string, fill: string): string {
  return path === "" ? "" : `<path d="${path}" fill="${fill}" fill-rule="evenodd"/>`;
}

function line(path: string, stroke: string, width: number): string {
  return path === ""
    ? ""
    : `<path d="${path}" fill="none" stroke="${stroke}" stroke-width="${width}" stroke-linejoin="round"/>`;
}
