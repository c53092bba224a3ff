// Where a node's text is written, new or changed: one line over the tree, the same for the outline and the drawing.
import { type KeyboardEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { TreeEditor } from "./use-tree-editor.ts";

export function TextBar({ editor }: { editor: TreeEditor }) {
  const { doing } = editor;
  if (doing.kind === "adding") {
    const { kind, parentId, afterId } = doing.place;
    return <Writing key={`${kind} ${parentId} ${afterId}`} editor={editor} begun="" />;
  }
  if (doing.kind === "writing") {
    // As it was when the writing began: somebody else may have changed it since, or removed it.
    const node = doing.since.nodes.find(({ id }) => id === doing.nodeId);
    return node ? <Writing key={node.id} editor={editor} begun={node.text} /> : null;
  }
  return null;
}

function Writing({ editor, begun }: { editor: TreeEditor; begun: string }) {
  const { t } = useTranslation();
  const id = useId();
  const [text, setText] = useState(editor.written.current ?? begun);
  const { doing, state } = editor;
  const isNew = doing.kind === "adding";
  const parent = isNew ? state.content.nodes.find((node) => node.id === doing.place.parentId) : null;
  const label = isNew
    ? parent
      ? t("tree.newUnder", { kind: t(`tree.kind.${doing.place.kind}`), parent: parent.text })
      : t("tree.new", { kind: t(`tree.kind.${doing.place.kind}`) })
    : t("tree.changeText");
  const onKey = (event: KeyboardEvent) => {
    if (event.key === "Enter" && event.shiftKey && isNew) {
      event.preventDefault();
      editor.write(text, true);
    } else if (event.key === "Escape") {
      event.preventDefault();
      editor.cancel();
    }
  };
  return (
    <form
      className="tree-text-bar"
      onSubmit={(event) => {
        event.preventDefault();
        editor.write(text);
      }}
    >
      <label className="field-name" htmlFor={id}>
        {label}
      </label>
      <div className="row nowrap">
        <input
          id={id}
          className="input"
          // biome-ignore lint/a11y/noAutofocus: it was asked for by the key or the button
          autoFocus
          maxLength={300}
          value={text}
          aria-describedby={`${id}-help`}
          onKeyDown={onKey}
          onChange={({ target }) => {
            setText(target.value);
            editor.written.current = target.value;
          }}
        />
        <button type="submit" className="button button-primary" disabled={text.trim() === ""}>
          {t(isNew ? "tree.add" : "tree.change")}
        </button>
        <button type="button" className="button button-quiet" onClick={editor.cancel}>
          {t("common.cancel")}
        </button>
      </div>
      <span className="field-help" id={`${id}-help`}>
        {t(isNew ? "tree.newHelp" : "tree.changeHelp")}
      </span>
    </form>
  );
}
