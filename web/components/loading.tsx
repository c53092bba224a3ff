// Told while something is being read.
import { useTranslation } from "react-i18next";

export function Loading({ text }: { text?: string }) {
  const { t } = useTranslation();
  return (
    <p className="loading" role="status">
      <span className="loading-dots" aria-hidden="true" />
      {text ?? t("common.loading")}
    </p>
  );
}
