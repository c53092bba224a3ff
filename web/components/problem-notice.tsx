// Trouble in words, with what the person can do about it.
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { problemOf } from "../api-client.ts";
import { inLanguage } from "../i18n.ts";

/** Violations of these concern everything that was sent; naming the field would tell nothing. */
const wholeRequest = new Set(["rules", "body", ""]);

export function ProblemNotice({ error, children }: { error: unknown; children?: ReactNode }) {
  const { t } = useTranslation();
  if (!error) return null;
  const problem = problemOf(error);
  return (
    <div className="notice notice-error" role="alert" data-problem={problem.code}>
      <p>{inLanguage(problem.detail)}</p>
      {problem.violations.length > 0 && (
        <ul>
          {problem.violations.map(({ field, message }) => (
            <li key={`${field} ${message}`}>
              {message} {!wholeRequest.has(field) && <span className="small soft">({field})</span>}
            </li>
          ))}
        </ul>
      )}
      {problem.requestId && (
        <p className="small soft">
          {t("common.requestId")} {problem.requestId}
        </p>
      )}
      {children && <div className="row">{children}</div>}
    </div>
  );
}
