// The buttons over the tree: what the keys do, for those who use a mouse or a finger.
import { useTranslation } from "react-i18next";
import { childKinds } from "../../engine/problem-tree/tree.ts";
import { placeBelow } from "./tree-acts.ts";
import type { TreeEditor } from "./use-tree-editor.ts";

export function TreeToolbar({ editor, onKeys }: { editor: TreeEditor; onKeys: () => void }) {
  const { t } = useTranslation();
  const { state, chosenId, run } = editor;
  const { content } = state;
  const node = content.nodes.find(({ id }) => id === chosenId) ?? null;
  const kinds = node ? childKinds(node.kind) : [];
  const saving = state.trouble ? "notSaved" : state.hasUnsaved || state.isSaving ? "saving" : "saved";
  return (
    <div className="tree-toolbar row-apart no-print">
      <div className="row tree-adding">
        <button
          type="button"
          className="button"
          onClick={() => editor.begin({ kind: "problem", parentId: null, afterId: null })}
        >
          {t("tree.newProblem")}
        </button>
        {kinds.map((kind) => (
          <button
            key={kind}
            type="button"
            className="button"
            onClick={() => {
              const place = placeBelow(content, chosenId, kind);
              if (place) editor.begin(place);
            }}
          >
            + {t(`tree.kind.${kind}`)}
          </button>
        ))}
      </div>
      <div className="row">
        {node && (
          <>
            <button type="button" className="button" onClick={() => run({ kind: "place" })}>
              {t("tree.place")}
            </button>
            <button type="button" className="button" onClick={() => run({ kind: "link" })}>
              {t("tree.link")}
            </button>
            <button type="button" className="button button-danger" onClick={() => run({ kind: "remove" })}>
              {t("tree.remove")}
            </button>
          </>
        )}
        <button type="button" className="button" disabled={!state.canUndo} onClick={() => run({ kind: "undo" })}>
          {t("tree.undo")}
        </button>
        <button type="button" className="button" disabled={!state.canRedo} onClick={() => run({ kind: "redo" })}>
          {t("tree.redo")}
        </button>
        <button type="button" className="button button-quiet tree-keys" onClick={onKeys}>
          {t("tree.keys")}
        </button>
        <span className="small soft" data-testid="tree-saved" data-saving={saving}>
          {t(`tree.saving.${saving}`)}
        </span>
      </div>
    </div>
  );
}
