// What the team, managers and planners say about a tree and its boxes.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ProblemTree } from "../../api/contract/problem-trees.ts";
import { CommentForm } from "../comments/comment-form.tsx";
import { CommentThreads } from "../comments/comment-threads.tsx";
import { SelectField } from "../components/field.tsx";
import { useTreeDiscussion } from "../state/comments.ts";

export function TreeComments({ tree, chosenId }: { tree: ProblemTree; chosenId: string | null }) {
  const { t } = useTranslation();
  const discussion = useTreeDiscussion(tree.id);
  const [nodeId, setNodeId] = useState(chosenId ?? "");
  const textOf = (id: string) => tree.nodes.find((node) => node.id === id)?.text ?? t("tree.clash.somewhere");
  return (
    <section className="stack plan-comments" aria-label={t("tree.tab.kommentarer")}>
      <CommentForm
        discussion={discussion}
        about={nodeId === "" ? { kind: "tree" } : { kind: "node", nodeId }}
        help={t("tree.commentsReaders")}
      >
        <SelectField label={t("comments.about")} value={nodeId} onChange={({ target }) => setNodeId(target.value)}>
          <option value="">{t("tree.wholeTree")}</option>
          {tree.nodes.map((node) => (
            <option key={node.id} value={node.id}>
              {t(`tree.kind.${node.kind}`)}: {node.text}
            </option>
          ))}
        </SelectField>
      </CommentForm>
      <CommentThreads
        discussion={discussion}
        noneHelp={t("tree.commentsHelp")}
        titleOf={(comment) => (comment.nodeId === null ? t("tree.wholeTree") : textOf(comment.nodeId))}
        noteOf={() => null}
      />
    </section>
  );
}
