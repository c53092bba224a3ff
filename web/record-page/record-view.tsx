// The decision record on the page: the same sections as in the files. It is written in Swedish whatever the page's language.
import type { DecisionRecord, RecordBlock } from "../../api/contract/record.ts";
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
    </article>
  );
}

function Block({ block }: { block: RecordBlock }) {
  switch (block.kind) {
    case "paragraph":
      return <p>{block.text}</p>;
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

function Table({ table }: { table: Extract<RecordBlock, { kind: "table" }> }) {
  const classOf = (column: number) => (table.columns[column]?.numeric ? "right" : undefined);
  return (
    // A wide table is moved sideways by keyboard too.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolls
    <section className="table-frame" tabIndex={0} aria-label={table.caption}>
      <table className="table">
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
