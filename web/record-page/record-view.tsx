// The decision record on the page: the same sections as in the files. It is written in Swedish whatever the page's language.
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { DecisionRecord, RecordBlock } from "../../api/contract/record.ts";
import { currentLanguage } from "../i18n.ts";
import { RecordMap } from "./record-map.tsx";

export function RecordView({ record }: { record: DecisionRecord }) {
  return (
    <article className="record" lang="sv">
      <header className="stack-tight">
        <p>
          {record.municipality} · {record.madeOn}
        </p>
        <h2>{record.title}</h2>
        <p className="lead">{record.subtitle}</p>
        <p className={`notice ${record.isExact ? "notice-warning" : ""}`}>{record.notice}</p>
        {record.foot.length > 0 && <p>{record.foot[0]}</p>}
      </header>
      {record.sections.map(({ id, title, blocks }) => (
        <section key={id} aria-labelledby={`record-${id}`} className="stack-tight">
          <h3 id={`record-${id}`}>{title}</h3>
          {blocks.map((block, position) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a record never changes, and its blocks have no other name
            <Block key={position} block={block} />
          ))}
        </section>
      ))}
      {record.foot.length > 0 && (
        <footer className="record-foot">
          {record.foot.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </footer>
      )}
    </article>
  );
}

function Block({ block }: { block: RecordBlock }) {
  switch (block.kind) {
    case "paragraph":
      return block.text.length > mostCharacters ? <LongText text={block.text} /> : <p>{block.text}</p>;
    case "list":
      return <TextList items={block.items} />;
    case "facts":
      return (
        <dl className="record-facts">
          {block.facts.map(({ name, value }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      );
    case "table":
      return <Table table={block} />;
    case "map":
      return (
        <figure className="record-figure">
          <RecordMap map={block.map} title={block.caption} />
          <figcaption>
            <strong>{block.caption}</strong>
            <TextList items={block.legend} />
          </figcaption>
        </figure>
      );
  }
}

function TextList({ items }: { items: readonly string[] }) {
  return (
    <ul>
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  );
}

/** So many characters and rows are shown on a screen before the rest is asked for; on paper always all. */
const mostCharacters = 500;
const mostRows = 15;

/** Folded on a screen until it is asked for. Everything is in the page, so that it is printed and searched. */
function useFold(): { readonly isFolded: boolean; readonly button: (unfold: string) => ReactNode } {
  const { t } = useTranslation();
  const [isFolded, setFolded] = useState(true);
  return {
    isFolded,
    button: (unfold) => (
      <button
        type="button"
        className="link-button no-print"
        lang={currentLanguage()}
        aria-expanded={!isFolded}
        onClick={() => setFolded(!isFolded)}
      >
        {isFolded ? unfold : t("record.fold")}
      </button>
    ),
  };
}

function LongText({ text }: { text: string }) {
  const { t } = useTranslation();
  const { isFolded, button } = useFold();
  return (
    <div>
      <p className={isFolded ? "record-folded" : undefined}>{text}</p>
      {button(t("record.showText"))}
    </div>
  );
}

function Table({ table }: { table: Extract<RecordBlock, { kind: "table" }> }) {
  return table.rows.length > mostRows ? <LongTable table={table} /> : <TableRows table={table} isFolded={false} />;
}

function LongTable({ table }: { table: Extract<RecordBlock, { kind: "table" }> }) {
  const { t } = useTranslation();
  const { isFolded, button } = useFold();
  return (
    <div>
      <TableRows table={table} isFolded={isFolded} />
      {button(t("record.showRows", { count: table.rows.length }))}
    </div>
  );
}

function TableRows({ table, isFolded }: { table: Extract<RecordBlock, { kind: "table" }>; isFolded: boolean }) {
  const classOf = (column: number) => (table.columns[column]?.numeric ? "right" : undefined);
  return (
    // A wide table is moved sideways by keyboard too.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolls
    <section className="table-frame" tabIndex={0} aria-label={table.caption}>
      <table className={isFolded ? "table record-folded" : "table"}>
        <caption>{table.caption}</caption>
        <thead>
          <tr>
            {table.columns.map(({ heading }, column) => (
              <th key={heading} scope="col" className={classOf(column)}>
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((cells) => (
            <tr key={cells.join("\n")}>
              {cells.map((cell, column) =>
                column === 0 ? (
                  <th key={table.columns[column]?.heading} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={table.columns[column]?.heading} className={classOf(column)}>
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
