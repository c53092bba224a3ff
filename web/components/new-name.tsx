// A new name for something in a list, in its place: Enter saves, Escape leaves it.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { TextField } from "./field.tsx";

const longestName = 120;

/** No form of its own, so that it may stand within one. */
export function NewName({
  label,
  name,
  onRename,
  onDone,
}: {
  label: string;
  /** What it is called now. */
  name: string;
  onRename: (name: string) => void;
  onDone: () => void;
}) {
  const { t } = useTranslation();
  const [written, setWritten] = useState(name);
  const mayRename = written.trim() !== "";
  return (
    <div className="stack-tight">
      <TextField
        label={label}
        value={written}
        maxLength={longestName}
        autoFocus
        onChange={(event) => setWritten(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") onDone();
          if (event.key !== "Enter") return;
          event.preventDefault();
          if (mayRename) onRename(written);
        }}
      />
      <div className="row">
        <button type="button" className="button button-primary" disabled={!mayRename} onClick={() => onRename(written)}>
          {t("proposals.renameGroup")}
        </button>
        <button type="button" className="button button-quiet" onClick={onDone}>
          {t("common.cancel")}
        </button>
      </div>
    </div>
  );
}
