// Says that a neighbourhood has been put away, and takes it back as it was.
import { useTranslation } from "react-i18next";
import type { AreaProfile } from "../../api/contract/profiles.ts";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { useSaveNeighbourhood } from "../state/profiles.ts";

export function PutAway({ profile }: { profile: AreaProfile }) {
  const { t } = useTranslation();
  const saving = useSaveNeighbourhood();
  const { divisionId, name, areaCodes, neighbourhood, mayKeep } = profile;
  return (
    <div className="notice notice-warning stack-tight" role="status">
      <p>{t("profile.retired")}</p>
      <ProblemNotice error={saving.error} />
      {mayKeep && (
        <div className="no-print">
          <button
            type="button"
            className="button"
            disabled={saving.isPending}
            onClick={() => saving.mutate({ present: neighbourhood, input: { divisionId, name, areaCodes } })}
          >
            {t("profile.neighbourhood.takeBack")}
          </button>
        </div>
      )}
    </div>
  );
}
