// How a node is followed up: an indicator of the statistics or an own measure, with baseline, target, date and responsible role, drawn as it arrives.
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { TreeEdit } from "../../engine/problem-tree/edits.ts";
import type { TreeMeasurement, TreeNode } from "../../engine/problem-tree/tree.ts";
import { CommitField } from "../components/commit-field.tsx";
import { SelectField, TextField } from "../components/field.tsx";
import { formatNumber, tenthsOf } from "../numbers.ts";
import { type TreeSubject, useTreeProfile } from "../state/profiles.ts";
import { useSignedIn } from "../state/session.tsx";
import { useSurveys } from "../state/surveys.ts";
import { latestRounds } from "../survey-page/round-words.ts";
import { surveyPath } from "../survey-page/survey-paths.ts";
import { amountOf, amountText } from "./amount.ts";
import { FollowUpChart } from "./follow-up-chart.tsx";
import type { TreeEditor } from "./use-tree-editor.ts";

export function FollowUp({ editor, node, tree }: { editor: TreeEditor; node: TreeNode; tree: TreeSubject }) {
  const { t } = useTranslation();
  const { role, teamIds } = useSignedIn();
  const indicators = useTreeProfile(tree).data?.indicators ?? [];
  // The team's own, and those of an earlier team that came along with what was taken over.
  const allSurveys = useSurveys().data ?? [];
  const seriesOf = (id: string | null) => allSurveys.find((survey) => survey.id === id)?.seriesId ?? id;
  const isInherited = (teamId: string) => role === "team" && !teamIds.includes(teamId);
  const surveys = latestRounds(allSurveys.filter(({ teamId }) => teamId === tree.teamId || isInherited(teamId))).map(
    ({ survey }) => survey,
  );
  const disabled = !editor.mayEdit;
  const set = (fields: Extract<TreeEdit, { kind: "node.set" }>["fields"]) =>
    editor.change([{ kind: "node.set", id: node.id, fields }]);
  const how = node.indicatorKey
    ? `indicator:${node.indicatorKey}`
    : node.surveyId
      ? `survey:${seriesOf(node.surveyId)}:${node.surveyQuestionId}`
      : node.measureName !== ""
        ? "own"
        : "";
  const isListed =
    indicators.some(({ key }) => key === node.indicatorKey) ||
    surveys.some(({ seriesId }) => seriesId === seriesOf(node.surveyId));
  const choose = (value: string) => {
    const indicatorKey = value.startsWith("indicator:") ? value.slice("indicator:".length) : null;
    const chosen = indicators.find(({ key }) => key === indicatorKey);
    const [surveyId = null, surveyQuestionId = null] = value.startsWith("survey:") ? value.split(":").slice(1) : [];
    set({
      indicatorKey,
      ...(surveyId === seriesOf(node.surveyId) && surveyQuestionId === node.surveyQuestionId
        ? {}
        : { surveyId, surveyQuestionId }),
      ...(chosen ? { unit: chosen.unit.slice(0, 40) } : {}),
      ...(surveyId === null ? {} : { unit: t("tree.steps") }),
      ...(value === "" ? { measureName: "" } : {}),
      // Its name is what tells that there is one: without it all that is written of the measure would be out of sight.
      ...(value === "own" ? { measureName: node.measureName || t("tree.ownMeasureName") } : {}),
    });
  };
  return (
    <section className="stack-tight" aria-labelledby={`follow-${node.id}`}>
      <h3 id={`follow-${node.id}`}>{t("tree.followUp")}</h3>
      <SelectField
        label={t("tree.followedBy")}
        value={how}
        disabled={disabled}
        onChange={({ target }) => choose(target.value)}
      >
        <option value="">{t("tree.notFollowed")}</option>
        <option value="own">{t("tree.ownMeasure")}</option>
        {how !== "" && how !== "own" && !isListed && <option value={how}>{t("tree.notListed")}</option>}
        <optgroup label={t("tree.surveyQuestions")}>
          {surveys.flatMap(({ seriesId, name, questions }) =>
            questions.map((question) => (
              <option key={question.id} value={`survey:${seriesId}:${question.id}`}>
                {name}: {question.text}
              </option>
            )),
          )}
        </optgroup>
        <optgroup label={t("tree.indicators")}>
          {indicators.map(({ key, name }) => (
            <option key={key} value={`indicator:${key}`}>
              {name}
            </option>
          ))}
        </optgroup>
      </SelectField>
      {node.surveyId !== null && (
        <p className="small">
          <Link to={surveyPath(node.surveyId)}>{t("tree.toSurvey")}</Link>
        </p>
      )}
      {how === "own" && (
        <div className="two-columns">
          <CommitField
            label={t("tree.field.measureName")}
            value={node.measureName}
            maxLength={200}
            disabled={disabled}
            onCommit={(measureName) => set({ measureName: measureName || t("tree.ownMeasureName") })}
          />
          <CommitField
            label={t("tree.field.unit")}
            value={node.unit}
            maxLength={40}
            disabled={disabled}
            onCommit={(unit) => set({ unit })}
          />
        </div>
      )}
      {how !== "" && (
        <>
          <div className="two-columns">
            {(["baseline", "target"] as const).map((which) => (
              <CommitField
                key={which}
                label={t(`tree.field.${which}`)}
                value={amountText(node[which])}
                disabled={disabled}
                faultOf={(text) => (text === "" || amountOf(text, node.unit) !== null ? null : t("tree.notANumber"))}
                onCommit={(text) => set({ [which]: amountOf(text, node.unit) })}
              />
            ))}
            {(["baselineDate", "targetDate"] as const).map((which) => (
              <CommitField
                key={which}
                label={t(`tree.field.${which}`)}
                type="date"
                value={node[which] ?? ""}
                disabled={disabled}
                onCommit={(date) => set({ [which]: date === "" ? null : date })}
              />
            ))}
          </div>
          <CommitField
            label={t("tree.field.responsibleRole")}
            help={t("tree.roleHelp")}
            value={node.responsibleRole}
            maxLength={120}
            disabled={disabled}
            onCommit={(responsibleRole) => set({ responsibleRole })}
          />
          <FollowUpChart
            node={node}
            tree={tree}
            measurements={editor.state.content.measurements.filter(({ nodeId }) => nodeId === node.id)}
          />
          {how === "own" && <Measurements editor={editor} node={node} />}
        </>
      )}
    </section>
  );
}

function Measurements({ editor, node }: { editor: TreeEditor; node: TreeNode }) {
  const { t } = useTranslation();
  const [fault, setFault] = useState<string>();
  const own = editor.state.content.measurements
    .filter(({ nodeId }) => nodeId === node.id)
    .sort((a, b) => (a.date < b.date ? -1 : 1));
  const add = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const given = new FormData(form);
    const value = amountOf(String(given.get("value")), node.unit);
    if (value === null) return setFault(t("tree.notANumber"));
    setFault(undefined);
    const item: TreeMeasurement = {
      id: crypto.randomUUID(),
      nodeId: node.id,
      date: String(given.get("date")),
      value,
    };
    if (editor.change([{ kind: "measurement.add", item }])) form.reset();
  };
  return (
    <>
      {own.length > 0 && (
        <div className="table-frame">
          <table className="table">
            <caption className="visually-hidden">{t("tree.measurements")}</caption>
            <thead>
              <tr>
                <th scope="col">{t("tree.date")}</th>
                <th scope="col" className="right">
                  {node.unit || t("tree.value")}
                </th>
                {editor.mayEdit && (
                  <th scope="col">
                    <span className="visually-hidden">{t("tree.remove")}</span>
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {own.map((measurement) => (
                <tr key={measurement.id}>
                  <td>{measurement.date}</td>
                  <td className="right">{formatNumber(measurement.value, tenthsOf(measurement.value))}</td>
                  {editor.mayEdit && (
                    <td>
                      <button
                        type="button"
                        className="link-button"
                        aria-label={t("tree.removeMeasurement", { date: measurement.date })}
                        onClick={() => editor.change([{ kind: "measurement.remove", id: measurement.id }])}
                      >
                        {t("tree.remove")}
                      </button>
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {editor.mayEdit && (
        <form className="tree-measure-form" onSubmit={add}>
          <TextField label={t("tree.date")} type="date" name="date" required />
          <TextField label={node.unit || t("tree.value")} name="value" required inputMode="decimal" fault={fault} />
          <button type="submit" className="button">
            {t("tree.addMeasurement")}
          </button>
        </form>
      )}
    </>
  );
}
