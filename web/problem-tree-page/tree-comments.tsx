// What the team, managers and planners say about a tree and its boxes.
import { useTranslation } from "react-i18next";
import type { ProblemTree } from "../../api/contract/problem-trees.ts";
import { CommentForm } from "../comments/comment-form.tsx";
import { CommentThreads } from "../comments/comment-threads.tsx";
import { SelectField } from "../components/field.tsx";
import { useTreeDiscussion } from "../state/comments.ts";
import { useTypedText } from "../state/typed-comments.ts";
import { treePath } from "./tree-paths.ts";

const aboutPart = { kind: "chosen", name: "about" } as const;

export function TreeComments({ tree, chosenId }: { tree: ProblemTree; chosenId: string | null }) {
  const { t } = useTranslation();
  const discussion = useTreeDiscussion(tree.id);
  const place = { name: tree.name, path: treePath(tree.id, "kommentarer") };
  const [typedId, setNodeId] = useTypedText(place, aboutPart, chosenId ?? "");
  // A box may be gone since it was chosen.
  const nodeId = tree.nodes.some(({ id }) => id === typedId) ? typedId : "";
  const textOf = (id: string) => tree.nodes.find((node) => node.id === id)?.text ?? t("tree.clash.somewhere");
  return (
    <section className="stack plan-comments" aria-label={t("tree.tab.kommentarer")}>
      <CommentForm
        discussion={discussion}
        place={place}
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
        place={place}
        noneHelp={t("tree.commentsHelp")}
        titleOf={(comment) => (comment.nodeId === null ? t("tree.wholeTree") : textOf(comment.nodeId))}
        noteOf={() => null}
      />
    </section>
  );
}
