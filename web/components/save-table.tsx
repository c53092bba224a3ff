// A button that saves what a table shows as CSV, as it opens in Excel with Swedish settings, once the log has it.
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ask } from "../api-client.ts";
import { handOver } from "../state/record.ts";
import { useSignedIn } from "../state/session.tsx";
import { ProblemNotice } from "./problem-notice.tsx";
import { type SavedTable, tableText } from "./table-text.ts";

export function SaveTable({ table }: { table: SavedTable }) {
  const { t } = useTranslation();
  const municipality = useSignedIn().municipality.code;
  const saving = useMutation({
    mutationFn: async () => {
      await ask("post /api/:municipality/saved-tables", {
        params: { municipality },
        body: { table: table.kind, format: "csv" },
      });
      handOver(new File([tableText(table)], `${table.name}.csv`, { type: "text/csv;charset=utf-8" }));
    },
  });
  return (
    <>
      <button
        type="button"
        className="button button-quiet no-print"
        disabled={saving.isPending}
        onClick={() => saving.mutate()}
      >
        {t("workload.saveCsv")}
      </button>
      <ProblemNotice error={saving.error} />
    </>
  );
}
