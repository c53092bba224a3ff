// Which version of the weights the numbers rest on, with who and when.
import { useTranslation } from "react-i18next";
import type { WorkloadWeights } from "../../api/contract/workload.ts";

export function RestsOn({ weights }: { weights: WorkloadWeights }) {
  const { t } = useTranslation();
  if (weights.version === 0) return <strong>{t("workload.restsOnDefault")}</strong>;
  return (
    <>
      {t("workload.restsOn", {
        version: weights.version,
        author: weights.author ?? t("workload.somebody"),
        day: weights.createdAt?.slice(0, 10),
      })}
    </>
  );
}
