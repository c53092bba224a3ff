// A field that tells its value when it is left or Enter is pressed, and shows others' changes while nobody writes in it.
import { type HTMLInputTypeAttribute, useEffect, useId, useRef, useState } from "react";

export function CommitField({
  label,
  help,
  value,
  type = "text",
  rows,
  maxLength,
  disabled,
  list,
  faultOf,
  onCommit,
}: {
  label: string;
  help?: string;
  value: string;
  type?: HTMLInputTypeAttribute;
  /** A box of several lines where given. */
  rows?: number;
  maxLength?: number;
  disabled?: boolean;
  /** Suggestions. */
  list?: readonly string[];
  /** Why what is written cannot be told of; it then stays as it is written. Null where it can. */
  faultOf?: (value: string) => string | null;
  /** Called as it was given when the writing began, so that it knows what was shown then. */
  onCommit: (value: string) => void;
}) {
  const id = useId();
  const [writing, setWriting] = useState<{
    readonly written: string;
    readonly begun: string;
    readonly onCommit: (value: string) => void;
  } | null>(null);
  const written = writing?.written ?? null;
  const write = (text: string) => setWriting({ ...(writing ?? { begun: value, onCommit }), written: text });
  const [fault, setFault] = useState<string | null>(null);
  const commit = () => {
    const now = writing?.written.trim();
    const found = now === undefined ? null : (faultOf?.(now) ?? null);
    setFault(found);
    if (found !== null) return;
    if (writing && now !== undefined && now !== value && now !== writing.begun) writing.onCommit(now);
    setWriting(null);
  };
  const commitLast = useRef(commit);
  useEffect(() => {
    commitLast.current = commit;
  });
  // It may be taken away while somebody writes in it, and is then not left as a field is.
  useEffect(() => () => commitLast.current(), []);
  const shared = {
    id,
    className: "input",
    value: written ?? value,
    disabled,
    maxLength,
    "aria-describedby": [help && `${id}-help`, fault && `${id}-fault`].filter(Boolean).join(" ") || undefined,
    "aria-invalid": fault ? true : undefined,
    onBlur: commit,
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {rows === undefined ? (
        <input
          {...shared}
          type={type}
          step={type === "number" ? "any" : undefined}
          list={list ? `${id}-list` : undefined}
          onChange={(event) => write(event.target.value)}
          onKeyDown={(event) => event.key === "Enter" && commit()}
        />
      ) : (
        <textarea {...shared} rows={rows} onChange={(event) => write(event.target.value)} />
      )}
      {list && (
        <datalist id={`${id}-list`}>
          {list.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
      )}
      {help && (
        <span className="field-help" id={`${id}-help`}>
          {help}
        </span>
      )}
      {fault && (
        <span className="field-fault" role="alert" id={`${id}-fault`}>
          {fault}
        </span>
      )}
    </div>
  );
}
