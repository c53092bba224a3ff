// Everything of a plan that can be saved, grouped by who it is for; one file at a time, which can be given up.
import { useTranslation } from "react-i18next";
import type { Plan } from "../../api/contract/plans.ts";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { type PlanFile, type RecordNumbers, useSaveFile } from "../state/record.ts";

interface Choice {
  readonly file: PlanFile;
  /** Key of its name in the locales. */
  readonly name: string;
}

const areaFiles: readonly Choice[] = (["csv", "xlsx", "geojson", "geopackage"] as const).map((format) => ({
  file: { kind: "areas", format },
  name: format,
}));

/** @param numbers null where the person may not have the record. @param kept the kept record's id; null as it is now. */
export function SaveFiles({
  plan,
  numbers,
  kept,
  isPlanner,
}: {
  plan: Plan;
  numbers: RecordNumbers | null;
  kept: string | null;
  isPlanner: boolean;
}) {
  const { t } = useTranslation();
  const saving = useSaveFile(plan.id);
  const recordFiles: readonly Choice[] =
    numbers === null
      ? []
      : (["pdf", "html"] as const).map((format) => ({ file: { kind: "record", format, numbers, kept }, name: format }));
  const proof: readonly Choice[] = isPlanner ? [{ file: { kind: "bundle", kept }, name: "bundle" }] : [];
  const groups = [
    { name: "board", choices: recordFiles },
    { name: "proof", choices: proof },
    { name: "areas", choices: areaFiles },
  ].filter(({ choices }) => choices.length > 0);
  const nameOf = ({ file, name }: Choice) =>
    file.kind === "record" ? t(`record.file.${name}.${file.numbers}`) : t(`record.file.${name}`);
  const wanted =
    saving.variables && groups.flatMap(({ choices }) => choices).find(({ file }) => isSame(file, saving.variables!));
  return (
    <section className="card stack no-print" aria-labelledby="save-heading">
      <h2 id="save-heading">{t("record.save")}</h2>
      <div className="save-groups">
        {groups.map(({ name, choices }) => (
          <div key={name} className="stack-tight">
            <h3>{t(`record.group.${name}`)}</h3>
            <p className="small soft">{t(`record.groupHelp.${name}`)}</p>
            <div className="row">
              {choices.map((choice) => (
                <button
                  key={choice.name}
                  type="button"
                  className={`button ${choice.name === "pdf" ? "button-primary" : ""}`}
                  disabled={saving.isPending}
                  onClick={() => saving.mutate(choice.file)}
                >
                  {nameOf(choice)}
                </button>
              ))}
            </div>
          </div>
        ))}
      </div>
      <div role="status" className="row">
        {saving.isPending && wanted && (
          <>
            <span className="loading-dots" aria-hidden="true" />
            <span>{t("record.saving", { name: nameOf(wanted) })}</span>
          </>
        )}
        {saving.isSuccess && <span>{t("record.saved", { name: saving.data })}</span>}
      </div>
      {saving.isPending && (
        <div>
          <button type="button" className="button" onClick={saving.cancel}>
            {t("common.cancel")}
          </button>
        </div>
      )}
      <ProblemNotice error={saving.error} />
    </section>
  );
}

function isSame(one: PlanFile, other: PlanFile): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
