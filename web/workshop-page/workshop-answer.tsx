// An answer of the workshop: read from the back of the room, put right where it stands, or taken away.
import { type FormEvent, Fragment, useRef, useState } from "react";
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
  const [isWriting, setWriting] = useState(false);
  const changeButton = useRef<HTMLButtonElement>(null);
  const close = () => {
    setWriting(false);
    requestAnimationFrame(() => changeButton.current?.focus());
  };
  const write = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const text = String(new FormData(event.currentTarget).get("text")).trim();
    if (text === "") return;
    if (text !== node.text) onWrite(text);
    close();
  };
  return (
    <li style={{ borderColor: kindLooks[node.kind].line, background: kindLooks[node.kind].fill }}>
      {isWriting ? (
        <form
          className="stack-tight"
          onSubmit={write}
          onKeyDown={({ key }) => {
            if (key === "Escape") close();
          }}
        >
          <input
            className="input workshop-input"
            name="text"
            aria-label={t("tree.changeText")}
            // biome-ignore lint/a11y/noAutofocus: it was asked for by the button
            autoFocus
            required
            maxLength={300}
            defaultValue={node.text}
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
                onClick={() => setWriting(true)}
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
