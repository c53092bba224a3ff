// The importer's remarks, grouped by their code, each with its row and column.
import { useTranslation } from "react-i18next";
import type { ImportIssue } from "../../api/contract/imports.ts";
import { inLanguage } from "../i18n.ts";
import { formatNumber } from "../numbers.ts";

const severities = ["error", "warning", "info"] as const;
const tagOf = { error: "tag-bad", warning: "tag-warning", info: "tag-blue" } as const;

function groupIssues(issues: readonly ImportIssue[]): readonly (readonly [string, readonly ImportIssue[]])[] {
  const groups = Map.groupBy(issues, (issue) => issue.code);
  const rank = (group: readonly ImportIssue[]) => severities.indexOf(group[0]!.severity);
  return [...groups].sort((a, b) => rank(a[1]) - rank(b[1]) || b[1].length - a[1].length);
}

export function IssueList({ issues }: { issues: readonly ImportIssue[] }) {
  const { t } = useTranslation();
  if (issues.length === 0) return <p className="notice notice-success">{t("import.noIssues")}</p>;
  return (
    <div className="stack-tight">
      {groupIssues(issues).map(([code, group]) => {
        const { severity, message } = group[0]!;
        const place = (issue: ImportIssue) =>
          [
            issue.row !== undefined && t("import.row", { row: issue.row }),
            issue.column && t("import.column", { column: issue.column }),
          ]
            .filter(Boolean)
            .join(", ");
        return (
          <details
            key={code}
            className="issue-group"
            data-severity={severity}
            open={severity === "error" && group.length <= 20}
          >
            <summary>
              <span className={`tag ${tagOf[severity]}`}>{t(`import.severity.${severity}`)}</span>
              <span>{inLanguage(message)}</span>
              {group.length > 1 && (
                <span className="soft">{t("import.andMore", { more: formatNumber(group.length - 1) })}</span>
              )}
            </summary>
            <ul>
              {group.map((issue, position) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: remarks have no identity and never change order
                <li key={position}>
                  {place(issue) && <strong className="small">{place(issue)}: </strong>}
                  {inLanguage(issue.message)}
                </li>
              ))}
            </ul>
          </details>
        );
      })}
    </div>
  );
}
