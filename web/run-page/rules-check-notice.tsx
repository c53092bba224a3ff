// What stands against the rules before anything is searched for, in words.
import { useTranslation } from "react-i18next";
import type { RulesCheck } from "../../api/contract/rules.ts";
import { inLanguage } from "../i18n.ts";

export function RulesCheckNotice({ check }: { check: RulesCheck }) {
  const { t } = useTranslation();
  return (
    <div role="status" className="stack-tight" data-testid="rules-check" data-possible={check.possible}>
      {check.possible ? (
        <p className="small soft">{t("proposals.nothingAgainst")}</p>
      ) : (
        <div className="notice notice-error">
          <strong>{t("proposals.impossibleBefore")}</strong>
          <ul>
            {check.reasons.map((reason) => (
              <li key={reason.sv}>{inLanguage(reason)}</li>
            ))}
          </ul>
        </div>
      )}
      {check.remarks.length > 0 && (
        <ul className="notice notice-warning small">
          {check.remarks.map((remark) => (
            <li key={remark.sv}>{inLanguage(remark)}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
