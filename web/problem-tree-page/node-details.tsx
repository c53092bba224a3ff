// Everything about the chosen node: what it is, who carries it, how it is followed up and what it is linked to.
import { useTranslation } from "react-i18next";
import { applyEdits, type TreeEdit } from "../../engine/problem-tree/edits.ts";
import { carriers, type NodeKind, nodeKinds, preventionLevels, type TreeNode } from "../../engine/problem-tree/tree.ts";
import { CommitField } from "../components/commit-field.tsx";
import { SelectField } from "../components/field.tsx";
import type { TreeSubject } from "../state/profiles.ts";
import { FollowUp } from "./follow-up.tsx";
import { NodeLinks } from "./node-links.tsx";
import { KindMark } from "./node-marks.tsx";
import type { TreeEditor } from "./use-tree-editor.ts";

const qualityKinds = ["structure", "process", "result"] as const;

export function NodeDetails({ editor, tree }: { editor: TreeEditor; tree: TreeSubject }) {
  const { t } = useTranslation();
  const node = editor.state.content.nodes.find(({ id }) => id === editor.chosenId) ?? null;
  if (!node) {
    return (
      <section className="tree-details card soft no-print" aria-label={t("tree.details")}>
        <p>{t("tree.chooseNode")}</p>
      </section>
    );
  }
  return (
    <section className="tree-details card stack" aria-label={t("tree.details")} key={node.id}>
      <div className="row nowrap">
        <KindMark kind={node.kind} />
        <h2>{t(`tree.kind.${node.kind}`)}</h2>
      </div>
      <NodeFields editor={editor} node={node} />
      <FollowUp editor={editor} node={node} tree={tree} />
      <NodeLinks editor={editor} node={node} />
    </section>
  );
}

function originWords({ placeName, childrenFraction }: NonNullable<TreeNode["origin"]>) {
  if (placeName === null) return childrenFraction === null ? "tree.originUnknown" : "tree.origin";
  return childrenFraction === null ? "tree.originPlaceUnknown" : "tree.originPlace";
}

function NodeFields({ editor, node }: { editor: TreeEditor; node: TreeNode }) {
  const { t } = useTranslation();
  const disabled = !editor.mayEdit;
  const set = (fields: Extract<TreeEdit, { kind: "node.set" }>["fields"]) =>
    editor.change([{ kind: "node.set", id: node.id, fields }]);
  return (
    <>
      {node.origin && (
        <p className="notice">
          {t(originWords(node.origin), {
            place: node.origin.placeName,
            letter: node.origin.teamLetter,
            team: node.origin.teamName,
            date: node.origin.date,
            percent: Math.round(100 * (node.origin.childrenFraction ?? 0)),
          })}
        </p>
      )}
      <CommitField
        label={t("tree.field.text")}
        value={node.text}
        rows={2}
        maxLength={300}
        disabled={disabled}
        onCommit={(text) => text !== "" && set({ text })}
      />
      <SelectField
        label={t("tree.field.kind")}
        help={t("tree.kindHelp")}
        value={node.kind}
        disabled={disabled}
        onChange={({ target }) => set({ kind: target.value as NodeKind })}
      >
        {nodeKinds.map((kind) => (
          <option
            key={kind}
            value={kind}
            disabled={!applyEdits(editor.state.content, [{ kind: "node.set", id: node.id, fields: { kind } }]).ok}
          >
            {t(`tree.kind.${kind}`)}
          </option>
        ))}
      </SelectField>
      <CommitField
        label={t("tree.field.note")}
        help={t("tree.noteHelp")}
        value={node.note}
        rows={2}
        maxLength={2000}
        disabled={disabled}
        onCommit={(note) => set({ note })}
      />
      <div className="two-columns">
        <SelectField
          label={t("tree.field.qualityKind")}
          value={node.qualityKind ?? ""}
          disabled={disabled}
          onChange={({ target }) => set({ qualityKind: (target.value || null) as TreeNode["qualityKind"] })}
        >
          <option value="">{t("tree.notSaid")}</option>
          {qualityKinds.map((kind) => (
            <option key={kind} value={kind}>
              {t(`tree.quality.${kind}`)}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={t("tree.field.preventionLevel")}
          value={node.preventionLevel ?? ""}
          disabled={disabled}
          onChange={({ target }) => set({ preventionLevel: (target.value || null) as TreeNode["preventionLevel"] })}
        >
          <option value="">{t("tree.notSaid")}</option>
          {preventionLevels.map((level) => (
            <option key={level} value={level}>
              {t(`tree.prevention.${level}`)}
            </option>
          ))}
        </SelectField>
      </div>
      <SelectField
        label={t("tree.field.carriedBy")}
        value={node.carriedBy ?? ""}
        disabled={disabled}
        onChange={({ target }) => set({ carriedBy: (target.value || null) as TreeNode["carriedBy"] })}
      >
        <option value="">{t("tree.notSaid")}</option>
        {carriers.map((carrier) => (
          <option key={carrier} value={carrier}>
            {t(`tree.carrier.${carrier}`)}
          </option>
        ))}
      </SelectField>
      {(node.carriedBy === "others" || node.othersDo !== "") && (
        <CommitField
          label={t("tree.field.othersDo")}
          value={node.othersDo}
          rows={2}
          maxLength={500}
          disabled={disabled}
          onCommit={(othersDo) => set({ othersDo })}
        />
      )}
    </>
  );
}
