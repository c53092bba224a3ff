// Which division and which plan are shown, and a draft made from it.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ask } from "../api-client.ts";
import { SelectField, TextField } from "../components/field.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { namedWithStanding } from "../plans-page/plan-standing.ts";
import { useTeams } from "../state/queries.ts";
import { useSignedIn } from "../state/session.tsx";
import type { WorkspaceChoice } from "../state/workspace-choice.ts";

/** Makes a draft: a copy of the shown plan, or an empty one with the municipality's teams. */
function NewDraft({ choice, onDone }: { choice: WorkspaceChoice; onDone: () => void }) {
  const { t } = useTranslation();
  const municipality = useSignedIn().municipality.code;
  const client = useQueryClient();
  const teams = useTeams().data ?? [];
  const { plan, division } = choice;
  const [name, setName] = useState(plan ? t("plan.copyName", { name: plan.name }) : t("plan.newName"));
  const create = useMutation({
    mutationFn: () =>
      ask("post /api/:municipality/plans", {
        params: { municipality },
        body: {
          name,
          from: plan
            ? { kind: "plan", planId: plan.id }
            : { kind: "empty", divisionId: division!.id, teamIds: teams.map((team) => team.id) },
        },
      }),
    onSuccess: async (made) => {
      client.setQueryData(["plan", made.id], made);
      await client.invalidateQueries({ queryKey: ["plans"] });
      choice.choosePlan(made.id);
      onDone();
    },
  });
  return (
    <form
      className="stack-tight inset"
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate();
      }}
    >
      <TextField
        label={t("plan.draftName")}
        value={name}
        required
        maxLength={120}
        onChange={(event) => setName(event.target.value)}
      />
      <ProblemNotice error={create.error} />
      <div className="row">
        <button type="submit" className="button button-primary" disabled={create.isPending}>
          {t("plan.createDraft")}
        </button>
        <button type="button" className="button button-quiet" onClick={onDone}>
          {t("common.cancel")}
        </button>
      </div>
    </form>
  );
}

export function PlanChooser({ choice }: { choice: WorkspaceChoice }) {
  const { t } = useTranslation();
  const { role } = useSignedIn();
  const [making, setMaking] = useState(false);
  const teams = useTeams().data ?? [];
  const { divisions, division, plans, plan } = choice;
  const mayDraft = role === "planner" && (plan !== null || teams.length > 0);
  return (
    <section className="stack-tight" aria-label={t("plan.chooser")}>
      {divisions.length > 1 && (
        <SelectField
          label={t("plan.division")}
          value={division?.id ?? ""}
          onChange={(event) => choice.chooseDivision(event.target.value)}
        >
          {divisions.map(({ id, name, areaCount }) => (
            <option key={id} value={id}>
              {t("plan.divisionOption", { name, count: areaCount })}
            </option>
          ))}
        </SelectField>
      )}
      {plans.length > 0 ? (
        <SelectField
          label={t("plan.plan")}
          value={plan?.id ?? ""}
          onChange={(event) => choice.choosePlan(event.target.value)}
        >
          {plans.map((each) => (
            <option key={each.id} value={each.id}>
              {namedWithStanding(t, each)}
            </option>
          ))}
        </SelectField>
      ) : (
        <p className="soft">{t("plan.none")}</p>
      )}
      {mayDraft &&
        (making ? (
          <NewDraft choice={choice} onDone={() => setMaking(false)} />
        ) : (
          <div>
            <button type="button" className="link-button" onClick={() => setMaking(true)}>
              {plan ? t("plan.draftFromThis") : t("plan.emptyDraft")}
            </button>
          </div>
        ))}
    </section>
  );
}
