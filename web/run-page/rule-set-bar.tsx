// Saved rules: choose, save a new version, save under another name, look at earlier versions, put away and take back.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { RuleSet } from "../../api/contract/rules.ts";
import { ask, problemOf } from "../api-client.ts";
import { SelectField, TextField } from "../components/field.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { formatInstant } from "../numbers.ts";
import { useRuleSets, useRuleSetVersions } from "../state/proposals.ts";
import { useSignedIn } from "../state/session.tsx";
import { changeRules, type KeptRules, letGoReplaced, replaceRules, rulesOf, takeBackRules } from "./kept-rules.ts";
import { ReasonField } from "./reason-field.tsx";
import { RuleSetConflict, type RulesChoice } from "./rule-set-conflict.tsx";
import { unseenVersion, withSaved } from "./rules-difference.ts";
import { faultsOf, type RulesDraft, ruleSetOf, withRuleSet, withRules } from "./rules-draft.ts";

/** Longest name of saved rules. */
const nameLimit = 120;

const isConflict = (error: unknown): boolean => problemOf(error).status === 412;

/** Rules that were put away, and the draft before and after. */
interface PutAway {
  readonly ruleSet: RuleSet;
  readonly before: RulesDraft;
  readonly after: RulesDraft;
}

interface Sent {
  readonly sent: RulesDraft;
  readonly ruleSet: RuleSet;
  readonly ifVersion: number;
}

export function RuleSetBar({ rules: { draft, replaced } }: { rules: KeptRules }) {
  const { t } = useTranslation();
  const municipality = useSignedIn().municipality.code;
  const client = useQueryClient();
  const { divisionId, ruleSet, seenVersion, isChanged } = draft;
  const ruleSets = useRuleSets(divisionId).data ?? [];
  const versions = useRuleSetVersions(ruleSet?.id ?? null).data ?? [];
  const unseen = unseenVersion(draft, ruleSets);
  const [name, setName] = useState("");
  const [isChoosing, setChoosing] = useState(false);
  const [away, setAway] = useState<PutAway | null>(null);
  const change = (typed: RulesDraft) => changeRules(divisionId, typed);
  /** The draft as it is when an answer comes, which may be later than what was sent. */
  const now = () => rulesOf(divisionId)?.draft ?? draft;
  const refresh = () => client.invalidateQueries({ queryKey: ["rule-sets"] });
  const onSaved = async (saved: RuleSet, sent: RulesDraft) => {
    change(withSaved(now(), saved, sent));
    setChoosing(false);
    setName("");
    await refresh();
  };
  const saveNew = useMutation({
    mutationFn: ({ sent, called }: { sent: RulesDraft; called: string }) =>
      ask("post /api/:municipality/rule-sets", { params: { municipality }, body: ruleSetOf(sent, called) }),
    onSuccess: (saved, { sent }) => onSaved(saved, sent),
  });
  // Where somebody else was first, what they saved is read and told, and nothing is sent until one has chosen.
  const onRefused = async (error: unknown) => {
    if (isConflict(error)) await refresh();
  };
  const saveVersion = useMutation({
    mutationFn: ({ sent, ruleSet: own, ifVersion }: Sent) =>
      ask("put /api/:municipality/rule-sets/:ruleSet", {
        params: { municipality, ruleSet: own.id },
        ifVersion,
        body: ruleSetOf(sent, own.name),
      }),
    onSuccess: (saved, { sent }) => onSaved(saved, sent),
    onError: async (error) => {
      await onRefused(error);
      setChoosing(isConflict(error));
    },
  });
  const putAway = useMutation({
    mutationFn: (own: RuleSet) =>
      ask("delete /api/:municipality/rule-sets/:ruleSet", {
        params: { municipality, ruleSet: own.id },
        ifVersion: seenVersion,
      }),
    onSuccess: async (_, own) => {
      const before = now();
      const after = before.ruleSet?.id === own.id ? { ...before, ruleSet: null, isChanged: true } : before;
      change(after);
      setAway({ ruleSet: own, before, after });
      await refresh();
    },
    onError: onRefused,
  });
  const takeBack = useMutation({
    mutationFn: ({ ruleSet: { id } }: PutAway) =>
      ask("post /api/:municipality/rule-sets/:ruleSet/undelete", { params: { municipality, ruleSet: id } }),
    onSuccess: async (newest, { before, after }) => {
      setAway(null);
      const typed = now();
      if (typed === after) change(before);
      else if (typed.ruleSet === null) change({ ...typed, ruleSet: newest, seenVersion: newest.version });
      await refresh();
    },
  });
  const isFaulty = faultsOf(draft).length > 0;
  const busy = saveNew.isPending || saveVersion.isPending || putAway.isPending;
  const choose = (choice: RulesChoice) => {
    if (!ruleSet || !unseen) return setChoosing(false);
    if (choice === "mine") return saveVersion.mutate({ sent: draft, ruleSet: unseen, ifVersion: unseen.version });
    if (choice === "both") {
      const called = t("conflict.ownName", { name: ruleSet.name }).slice(0, nameLimit);
      return saveNew.mutate({ sent: draft, called });
    }
    if (choice === "theirs") replaceRules(divisionId, withRuleSet(draft, unseen));
    setChoosing(false);
  };
  const error = [saveNew.error, saveVersion.error, putAway.error].find((own) => own && !isConflict(own));
  return (
    <section className="stack-tight inset" aria-labelledby="rule-set-heading" data-testid="rule-set">
      <h2 id="rule-set-heading">{t("proposals.ruleSet")}</h2>
      {ruleSets.length > 0 && (
        <SelectField
          label={t("proposals.savedRules")}
          value={ruleSet?.id ?? ""}
          onChange={(event) => {
            const chosen = ruleSets.find(({ id }) => id === event.target.value);
            if (chosen) replaceRules(divisionId, withRuleSet(draft, chosen));
            else change({ ...draft, ruleSet: null, isChanged: true });
          }}
        >
          <option value="">{t("proposals.unsavedRules")}</option>
          {ruleSets.map((own) => (
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
      <div role="status">
        {replaced && (
          <UndoNotice
            text={t("proposals.rulesReplaced")}
            undo={t("proposals.takeBackRules")}
            onUndo={() => takeBackRules(divisionId)}
            onClose={() => letGoReplaced(divisionId)}
          />
        )}
        {away && (
          <UndoNotice
            text={t("proposals.rulesPutAway", { name: away.ruleSet.name })}
            undo={t("planLife.undoDelete")}
            isBusy={takeBack.isPending}
            onUndo={() => takeBack.mutate(away)}
            onClose={() => setAway(null)}
          >
            <ProblemNotice error={takeBack.error} />
          </UndoNotice>
        )}
        {unseen && (
          <div className="notice notice-warning">
            <p>
              {t("proposals.newerSaved", {
                who: unseen.author ?? t("planLife.somebody"),
                version: unseen.version,
                when: formatInstant(unseen.createdAt),
              })}
            </p>
            <button
              type="button"
              className="button"
              onClick={() => (isChanged ? setChoosing(true) : change(withRuleSet(draft, unseen)))}
            >
              {t(isChanged ? "conflict.resolveNow" : "conflict.readAnew")}
            </button>
          </div>
        )}
      </div>
      {isChoosing && isChanged && ruleSet && unseen && (
        <RuleSetConflict
          draft={draft}
          base={ruleSet}
          theirs={unseen}
          isFaulty={isFaulty}
          isBusy={busy}
          error={error}
          onChoose={choose}
        />
      )}
      <ReasonField
        rule={t("proposals.reasonRule.whole")}
        value={draft.reasons.whole}
        onChange={(whole) => change(withRules(draft, { reasons: { ...draft.reasons, whole } }))}
      />
      {ruleSet && versions.length > 1 && (
        <details>
          <summary className="summary">{t("proposals.versions", { count: versions.length })}</summary>
          <ul className="rule-rows">
            {versions.map((own) => (
              <li key={own.version}>
                <button
                  type="button"
                  className="link-button"
                  onClick={() => replaceRules(divisionId, withRuleSet(draft, own, versions[0]!.version))}
                >
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
            disabled={!isChanged || isFaulty || busy}
            onClick={() =>
              unseen ? setChoosing(true) : saveVersion.mutate({ sent: draft, ruleSet, ifVersion: seenVersion })
            }
          >
            {t("proposals.saveVersion", { version: (unseen?.version ?? seenVersion) + 1 })}
          </button>
          <button type="button" className="button button-quiet" disabled={busy} onClick={() => putAway.mutate(ruleSet)}>
            {t("proposals.putAway")}
          </button>
        </div>
      )}
      <details open={ruleSets.length === 0}>
        <summary className="summary">{t("proposals.saveAs")}</summary>
        <div className="stack-tight">
          <TextField
            label={t("proposals.ruleSetName")}
            maxLength={nameLimit}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <div>
            <button
              type="button"
              className="button"
              disabled={name.trim() === "" || isFaulty || busy}
              onClick={() => saveNew.mutate({ sent: draft, called: name })}
            >
              {t("proposals.saveRules")}
            </button>
          </div>
        </div>
      </details>
      <ProblemNotice error={error} />
    </section>
  );
}

/** Told at once after something was put aside, with the way back. */
function UndoNotice({
  text,
  undo,
  isBusy = false,
  onUndo,
  onClose,
  children,
}: {
  text: string;
  undo: string;
  isBusy?: boolean;
  onUndo: () => void;
  onClose: () => void;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <div className="notice">
      <p>{text}</p>
      <div className="row">
        <button type="button" className="button" disabled={isBusy} onClick={onUndo}>
          {undo}
        </button>
        <button type="button" className="button button-quiet" onClick={onClose}>
          {t("planLife.close")}
        </button>
      </div>
      {children}
    </div>
  );
}
