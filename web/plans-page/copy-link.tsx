// The plan's address to send to somebody, with who can open it; to be copied by hand where the page may not do it.
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { basePath } from "../base-path.ts";
import { TextField } from "../components/field.tsx";

type Copied = "not" | "copied" | "by-hand";

export function CopyLink({ path, isDraft }: { path: string; isDraft: boolean }) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState<Copied>("not");
  const shown = useRef<HTMLDivElement>(null);
  const address = `${location.origin}${basePath}${path}`;
  useEffect(() => {
    if (copied === "by-hand") shown.current?.querySelector("input")?.focus();
  }, [copied]);
  /** Refused where the browser or its owner says so, and not there at all where the page is not reached by https. */
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(address);
      setCopied("copied");
    } catch {
      setCopied("by-hand");
      shown.current?.querySelector("input")?.focus();
    }
  };
  const readers = t(isDraft ? "planLife.linkDraft" : "planLife.linkReaders");
  return (
    <div className="stack-tight no-print small" ref={shown}>
      <div className="row">
        <button type="button" className="button" onClick={copy}>
          {t("planLife.copyLink")}
        </button>
        <span className="soft" role="status">
          {copied === "copied" ? t("planLife.linkCopied") : copied === "by-hand" ? t("planLife.linkByHand") : readers}
        </span>
      </div>
      {copied === "by-hand" && (
        <TextField
          label={t("planLife.linkItself")}
          help={readers}
          value={address}
          readOnly
          onFocus={(event) => event.target.select()}
        />
      )}
    </div>
  );
}
