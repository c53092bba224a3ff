// Saved rules: choose, save a new version, save under another name, look at earlier versions, put away.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RuleSet } from "../../api/contract/rules.ts";
import { ask } from "../api-client.ts";
import { SelectField, TextField } from "../components/field.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { formatInstant } from "../numbers.ts";
import { useRuleSets, useRuleSetVersions } from "../state/proposals.ts";
import { useSignedIn } from "../state/session.tsx";
import { ReasonField } from "./reason-field.tsx";
import { faultsOf, type RulesDraft, ruleSetOf, withRuleSet, withRules } from "./rules-draft.ts";

export function RuleSetBar({ draft, onChange }: { draft: RulesDraft; onChange: (draft: RulesDraft) => void }) {
  const { t } = useTranslation();
  const municipality = useSignedIn().municipality.code;
  const client = useQueryClient();
  const ruleSets = useRuleSets(draft.divisionId);
  const { ruleSet, isChanged } = draft;
  const versions = useRuleSetVersions(ruleSet?.id ?? null).data ?? [];
  const newest = ruleSets.data?.find(({ id }) => id === ruleSet?.id)?.version ?? ruleSet?.version ?? 1;
  const [name, setName] = useState("");
  const refresh = () => client.invalidateQueries({ queryKey: ["rule-sets"] });
  const onSaved = async (saved: RuleSet) => {
    onChange({ ...draft, ruleSet: saved, isChanged: false });
    setName("");
    await refresh();
  };
  const saveNew = useMutation({
    mutationFn: () =>
      ask("post /api/:municipality/rule-sets", { params: { municipality }, body: ruleSetOf(draft, name) }),
    onSuccess: onSaved,
  });
  const saveVersion = useMutation({
    mutationFn: (own: RuleSet) =>
      ask("put /api/:municipality/rule-sets/:ruleSet", {
        params: { municipality, ruleSet: own.id },
        ifVersion: newest,
        body: ruleSetOf(draft, own.name),
      }),
    onSuccess: onSaved,
  });
  const putAway = useMutation({
    mutationFn: (own: RuleSet) =>
      ask("delete /api/:municipality/rule-sets/:ruleSet", {
        params: { municipality, ruleSet: own.id },
        ifVersion: newest,
      }),
    onSuccess: async () => {
      onChange({ ...draft, ruleSet: null, isChanged: true });
      await refresh();
    },
  });
  const faulty = faultsOf(draft).length > 0;
  const busy = saveNew.isPending || saveVersion.isPending || putAway.isPending;
  return (
    <section className="stack-tight inset" aria-labelledby="rule-set-heading" data-testid="rule-set">
      <h2 id="rule-set-heading">{t("proposals.ruleSet")}</h2>
      {(ruleSets.data?.length ?? 0) > 0 && (
        <SelectField
          label={t("proposals.savedRules")}
          value={ruleSet?.id ?? ""}
          onChange={(event) => {
            const chosen = ruleSets.data?.find(({ id }) => id === event.target.value);
            onChange(chosen ? withRuleSet(draft, chosen) : { ...draft, ruleSet: null, isChanged: true });
          }}
        >
          <option value="">{t("proposals.unsavedRules")}</option>
          {ruleSets.data?.map((own) => (
            <option key={own.id} value={own.id}>
              {t("proposals.ruleSetOption", { name: own.name, version: own.version })}
            </option>
          ))}
        </SelectField>
      )}
      {ruleSet && (
        <p className="small" role="status">
          {t(isChanged ? "proposals.changedSince" : "proposals.asSaved", {
            name: ruleSet.name,
            version: ruleSet.version,
          })}
        </p>
      )}
      <ReasonField
        rule={t("proposals.reasonRule.whole")}
        value={draft.reasons.whole}
        onChange={(whole) => onChange(withRules(draft, { reasons: { ...draft.reasons, whole } }))}
      />
      {ruleSet && versions.length > 1 && (
        <details>
          <summary className="summary">{t("proposals.versions", { count: versions.length })}</summary>
          <ul className="rule-rows">
            {versions.map((own) => (
              <li key={own.version}>
                <button type="button" className="link-button" onClick={() => onChange(withRuleSet(draft, own))}>
                  {t("proposals.version", { version: own.version })}
                </button>
                <span className="small soft">
                  {formatInstant(own.createdAt)}
                  {own.author && ` · ${own.author}`}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {ruleSet && (
        <div className="row">
          <button
            type="button"
            className="button"
            disabled={!isChanged || faulty || busy}
            onClick={() => saveVersion.mutate(ruleSet)}
          >
            {t("proposals.saveVersion", { version: newest + 1 })}
          </button>
          <button type="button" className="button button-quiet" disabled={busy} onClick={() => putAway.mutate(ruleSet)}>
            {t("proposals.putAway")}
          </button>
        </div>
      )}
      <details open={(ruleSets.data?.length ?? 0) === 0}>
        <summary className="summary">{t("proposals.saveAs")}</summary>
        <div className="stack-tight">
          <TextField
            label={t("proposals.ruleSetName")}
            maxLength={120}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <div>
            <button
              type="button"
              className="button"
              disabled={name.trim() === "" || faulty || busy}
              onClick={() => saveNew.mutate()}
            >
              {t("proposals.saveRules")}
            </button>
          </div>
        </div>
      </details>
      <ProblemNotice error={saveNew.error ?? saveVersion.error ?? putAway.error} />
    </section>
  );
}
