// Step 2: the file, chosen or dropped.
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatNumber } from "../numbers.ts";

export function FileDrop({
  accepts,
  file,
  onFile,
}: {
  accepts: readonly string[];
  file: File | null;
  onFile: (file: File) => void;
}) {
  const { t } = useTranslation();
  const id = useId();
  const [over, setOver] = useState(false);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an addition to the file field inside
    <div
      className="drop"
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const dropped = event.dataTransfer.files[0];
        if (dropped) onFile(dropped);
      }}
    >
      {file && (
        <p>
          <strong>{file.name}</strong> <span className="soft">({formatNumber(Math.ceil(file.size / 1024))} kB)</span>
        </p>
      )}
      <p>{t("import.drop")}</p>
      <label className="button file-choice" htmlFor={id}>
        {t(file ? "import.otherFile" : "import.chooseFile")}
        <input
          id={id}
          type="file"
          className="visually-hidden"
          accept={accepts.map((ending) => (ending.startsWith(".") ? ending : `.${ending}`)).join(",")}
          onChange={(event) => {
            const chosen = event.target.files?.[0];
            if (chosen) onFile(chosen);
          }}
        />
      </label>
      <p className="small soft">{t("import.accepts", { endings: accepts.join(", ") })}</p>
    </div>
  );
}
