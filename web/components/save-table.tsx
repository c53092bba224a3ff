// A button that saves what a table shows as CSV, as it opens in Excel with Swedish settings.
import { useTranslation } from "react-i18next";
import { type SavedTable, tableText } from "./table-text.ts";

export function SaveTable({ table }: { table: SavedTable }) {
  const { t } = useTranslation();
  const save = () => {
    const address = URL.createObjectURL(new Blob([tableText(table)], { type: "text/csv;charset=utf-8" }));
    const link = document.createElement("a");
    link.href = address;
    link.download = `${table.name}.csv`;
    link.click();
    URL.revokeObjectURL(address);
  };
  return (
    <button type="button" className="button button-quiet no-print" onClick={save}>
      {t("workload.saveCsv")}
    </button>
  );
}
