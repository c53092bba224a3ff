// An answer of the workshop: read from the back of the room, put right where it stands, or taken away.
import { type FormEvent, Fragment, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { TreeNode } from "../../engine/problem-tree/tree.ts";
import { kindLooks } from "../problem-tree-page/node-marks.tsx";

export function WorkshopAnswer({
  node,
  mayEdit,
  onWrite,
  onRemove,
}: {
  node: TreeNode;
  mayEdit: boolean;
  onWrite: (text: string) => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation();
  /** What is written, what was there when it began, and how it is told of as it was then. */
  const [writing, setWriting] = useState<{
    readonly text: string;
    readonly begun: string;
    readonly onWrite: (text: string) => void;
  } | null>(null);
  const changeButton = useRef<HTMLButtonElement>(null);
  const put = () => {
    const text = writing?.text.trim() ?? "";
    if (writing && text !== "" && text !== writing.begun) writing.onWrite(text);
  };
  const putLast = useRef(put);
  useEffect(() => {
    putLast.current = put;
  });
  // Also when the group goes on to the next question, or somebody else removes the answer.
  useEffect(() => () => putLast.current(), []);
  const close = () => {
    setWriting(null);
    requestAnimationFrame(() => changeButton.current?.focus());
  };
  const write = (event: FormEvent) => {
    event.preventDefault();
    if (writing?.text.trim() === "") return;
    put();
    close();
  };
  return (
    <li style={{ borderColor: kindLooks[node.kind].line, background: kindLooks[node.kind].fill }}>
      {writing ? (
        <form
          className="stack-tight"
          onSubmit={write}
          onKeyDown={({ key }) => {
            if (key === "Escape") close();
          }}
        >
          <input
            className="input workshop-input"
            aria-label={t("tree.changeText")}
            // biome-ignore lint/a11y/noAutofocus: it was asked for by the button
            autoFocus
            required
            maxLength={300}
            value={writing.text}
            onChange={({ target }) => setWriting({ ...writing, text: target.value })}
          />
          <div className="row">
            <button type="submit" className="button button-primary">
              {t("tree.change")}
            </button>
            <button type="button" className="button button-quiet" onClick={close}>
              {t("common.cancel")}
            </button>
          </div>
        </form>
      ) : (
        <>
          <span>
            {node.text.split("/").map((part, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two parts of a text may be alike
              <Fragment key={place}>
                {place > 0 && "/"}
                {place > 0 && <wbr />}
                {part}
              </Fragment>
            ))}
          </span>
          {mayEdit && (
            <span className="workshop-answer-acts">
              <button
                ref={changeButton}
                type="button"
                className="link-button"
                aria-label={t("workshop.change", { text: node.text })}
                onClick={() => setWriting({ text: node.text, begun: node.text, onWrite })}
              >
                {t("workshop.changeShort")}
              </button>
              <button
                type="button"
                className="link-button"
                aria-label={t("workshop.remove", { text: node.text })}
                onClick={onRemove}
              >
                {t("tree.remove")}
              </button>
            </span>
          )}
        </>
      )}
    </li>
  );
}
