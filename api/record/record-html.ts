// The decision record as one HTML file: the same content as the PDF, for screen readers and for reading on a screen.
import type { DecisionRecord, RecordBlock } from "../contract/record.ts";
import { escapeMarkup, mapSvg } from "./map-svg.ts";

const style = `
body{font:16px/1.5 Arial,sans-serif;color:#1c1c28;max-width:60rem;margin:0 auto;padding:2rem 1rem}
h1{font-size:1.8rem;line-height:1.2;margin:0}h2{font-size:1.3rem;margin:2.5rem 0 .5rem}
footer{border-top:1px solid #8a8a99;margin-top:3rem;overflow-wrap:anywhere}.subtitle{font-size:1.1rem;margin:.3rem 0}.notice{border-left:6px solid #b92424;background:#faeaea;padding:.75rem 1rem;margin:1rem 0}
.frame{overflow-x:auto}table{border-collapse:collapse;width:100%;margin:1rem 0}caption{text-align:left;font-weight:bold;padding:.3rem 0}
th,td{border:1px solid #8a8a99;padding:.3rem .5rem;text-align:left;vertical-align:top}thead th{background:#f0f5f9}.number{text-align:right}
dl{display:grid;grid-template-columns:minmax(10rem,auto) 1fr;gap:.2rem 1rem}dt{font-weight:bold}dd{margin:0;overflow-wrap:anywhere}
figure{margin:1rem 0}svg{width:100%;max-height:70rem;border:1px solid #8a8a99}figcaption{font-weight:bold}
@media print{body{max-width:none;padding:0}h2{break-after:avoid}tr,figure{break-inside:avoid}thead{display:table-header-group}}
`;

/** A whole document that needs nothing else: style and map are in it. */
export function recordHtml(record: DecisionRecord): string {
  const contents = record.sections.map(({ id, title }) => `<li><a href="#${id}">${escapeMarkup(title)}</a></li>`);
  const sections = record.sections.map(
    ({ id, title, blocks }) =>
      `<section id="${id}" aria-labelledby="${id}-rubrik">\n<h2 id="${id}-rubrik">${escapeMarkup(title)}</h2>\n${blocks
        .map(blockHtml)
        .join("\n")}\n</section>`,
  );
  return `<!doctype html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeMarkup(`${record.title} – ${record.municipality}`)}</title>
<style>${style}</style>
</head>
<body>
<header>
<p>${escapeMarkup(`${record.municipality} · ${record.madeOn}`)}</p>
<h1>${escapeMarkup(record.title)}</h1>
<p class="subtitle">${escapeMarkup(record.subtitle)}</p>
<p class="notice">${escapeMarkup(record.notice)}</p>${keptHtml(record.foot.slice(0, 1))}
</header>
<nav aria-label="Innehåll"><ol>${contents.join("")}</ol></nav>
<main>
${sections.join("\n")}
</main>
${record.foot.length > 0 ? `<footer>${keptHtml(record.foot)}</footer>\n` : ""}</body>
</html>
`;
}

function keptHtml(sentences: readonly string[]): string {
  return sentences.map((sentence) => `\n<p>${escapeMarkup(sentence)}</p>`).join("");
}

function blockHtml(block: RecordBlock, place: number): string {
  switch (block.kind) {
    case "paragraph":
      return `<p>${escapeMarkup(block.text)}</p>`;
    case "list":
      return `<ul>${block.items.map((item) => `<li>${escapeMarkup(item)}</li>`).join("")}</ul>`;
    case "facts":
      return `<dl>${block.facts
        .map(({ name, value }) => `<dt>${escapeMarkup(name)}</dt><dd>${escapeMarkup(value)}</dd>`)
        .join("")}</dl>`;
    case "table":
      return tableHtml(block);
    case "map":
      return `<figure>${mapSvg(block.map, block.caption, `karta-${place}`)}<figcaption>${escapeMarkup(block.caption)}</figcaption>\n<ul>${block.legend
        .map((item) => `<li>${escapeMarkup(item)}</li>`)
        .join("")}</ul></figure>`;
  }
}

function tableHtml({ caption, columns, rows }: Extract<RecordBlock, { kind: "table" }>): string {
  const classOf = (column: number) => (columns[column]?.numeric ? ' class="number"' : "");
  const head = columns.map(({ heading }, column) => `<th scope="col"${classOf(column)}>${escapeMarkup(heading)}</th>`);
  const body = rows.map(
    (cells) =>
      `<tr>${cells
        .map((cell, column) =>
          column === 0
            ? `<th scope="row">${escapeMarkup(cell)}</th>`
            : `<td${classOf(column)}>${escapeMarkup(cell)}</td>`,
        )
        .join("")}</tr>`,
  );
  return `<div class="frame" role="region" aria-label="${escapeMarkup(caption)}" tabindex="0"><table><caption>${escapeMarkup(caption)}</caption><thead><tr>${head.join("")}</tr></thead><tbody>\n${body.join("\n")}\n</tbody></table></div>`;
}
