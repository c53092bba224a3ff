// The keys of the tree, in a dialog.
import { useTranslation } from "react-i18next";
import { Dialog } from "../components/dialog.tsx";
import { treeKeys } from "./tree-keys.ts";

export function TreeKeyHelp({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog title={t("tree.keysTitle")} onClose={onClose}>
      <p>{t("tree.keysLead")}</p>
      <dl className="word-list">
        {treeKeys.map(({ id, shown }) => (
          <div key={id} className="word-pair">
            <dt>
              <kbd>{shown}</kbd>
            </dt>
            <dd>{t(`tree.key.${id}`)}</dd>
          </div>
        ))}
      </dl>
      <div className="row">
        <button type="button" className="button button-primary" onClick={onClose}>
          {t("tree.close")}
        </button>
      </div>
    </Dialog>
  );
}
