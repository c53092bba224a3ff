// The plan's address to send to somebody, with who can open it.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { basePath } from "../base-path.ts";

export function CopyLink({ path, isDraft }: { path: string; isDraft: boolean }) {
  const { t } = useTranslation();
  const [isCopied, setCopied] = useState(false);
  const address = `${location.origin}${basePath}${path}`;
  return (
    <div className="row no-print small">
      <button
        type="button"
        className="button"
        onClick={() => void navigator.clipboard.writeText(address).then(() => setCopied(true))}
      >
        {t("planLife.copyLink")}
      </button>
      <span className="soft" role="status">
        {isCopied ? t("planLife.linkCopied") : t(isDraft ? "planLife.linkDraft" : "planLife.linkReaders")}
      </span>
    </div>
  );
}
