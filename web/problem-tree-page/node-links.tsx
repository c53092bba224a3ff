// What the chosen node is linked to, with the strength of evidence of each link and what it rests on.
import { useTranslation } from "react-i18next";
import { type EvidenceLevel, evidenceLevels, type TreeNode } from "../../engine/problem-tree/tree.ts";
import { CommitField } from "../components/commit-field.tsx";
import { SelectField } from "../components/field.tsx";
import type { TreeEditor } from "./use-tree-editor.ts";

export function NodeLinks({ editor, node }: { editor: TreeEditor; node: TreeNode }) {
  const { t } = useTranslation();
  const { nodes, links } = editor.state.content;
  const textOf = (id: string) => nodes.find((own) => own.id === id)?.text ?? "";
  const own = links.filter(({ from, to }) => from === node.id || to === node.id);
  return (
    <section className="stack-tight" aria-labelledby={`links-${node.id}`}>
      <h3 id={`links-${node.id}`}>{t("tree.links")}</h3>
      {own.length === 0 && <p className="soft small">{t("tree.noLinks")}</p>}
      <ul className="tree-links">
        {own.map((link) => {
          const isFrom = link.from === node.id;
          const other = textOf(isFrom ? link.to : link.from);
          return (
            <li key={link.id} className="stack-tight">
              <p>
                {isFrom ? "→ " : "← "}
                <span className="visually-hidden">{t(isFrom ? "tree.leadsTo" : "tree.ledFrom")} </span>
                <strong>{other}</strong>
              </p>
              <SelectField
                label={t("tree.evidence")}
                value={link.evidence}
                disabled={!editor.mayEdit}
                onChange={({ target }) =>
                  editor.change([
                    { kind: "link.set", id: link.id, fields: { evidence: target.value as EvidenceLevel } },
                  ])
                }
              >
                {evidenceLevels.map((level) => (
                  <option key={level} value={level}>
                    {t(`tree.evidenceLevel.${level}`)}
                  </option>
                ))}
              </SelectField>
              {link.evidence !== "not-assessed" && (
                <CommitField
                  label={t("tree.evidenceSource")}
                  value={link.source}
                  maxLength={500}
                  disabled={!editor.mayEdit}
                  onCommit={(source) => editor.change([{ kind: "link.set", id: link.id, fields: { source } }])}
                />
              )}
              {editor.mayEdit && (
                <div>
                  <button
                    type="button"
                    className="button button-quiet"
                    aria-label={t("tree.removeLinkTo", { other })}
                    onClick={() => editor.change([{ kind: "link.remove", id: link.id }])}
                  >
                    {t("tree.removeLink")}
                  </button>
                </div>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
