// What the drawing's signs and lines mean.
import { useTranslation } from "react-i18next";
import { evidenceLevels, nodeKinds } from "../../engine/problem-tree/tree.ts";
import { strokes } from "./line-strokes.ts";
import { KindMark, kindLooks } from "./node-marks.tsx";

export function TreeLegend() {
  const { t } = useTranslation();
  return (
    <details className="tree-legend small">
      <summary>{t("tree.legend")}</summary>
      <ul>
        {nodeKinds.map((kind) => (
          <li key={kind}>
            <KindMark kind={kind} /> {t(`tree.kind.${kind}`)}
          </li>
        ))}
        {evidenceLevels.map((level) => (
          <li key={level}>
            <svg width="44" height="10" aria-hidden="true">
              <line
                x1="0"
                x2="44"
                y1="5"
                y2="5"
                stroke="#767A86"
                strokeWidth={strokes[level].width}
                strokeDasharray={strokes[level].dash}
              />
            </svg>{" "}
            {t("tree.legendEvidence", { level: t(`tree.evidenceLevel.${level}`) })}
          </li>
        ))}
        <li>
          <svg width="44" height="10" aria-hidden="true">
            <line x1="0" x2="44" y1="5" y2="5" stroke={kindLooks["follow-up"].line} strokeWidth="2" />
          </svg>{" "}
          {t("tree.legendFollowUp")}
        </li>
      </ul>
      <p>{t("tree.legendMarks")}</p>
    </details>
  );
}
