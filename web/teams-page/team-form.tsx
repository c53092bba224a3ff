// One team, new or to be changed. What is typed stays when the service refuses it.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Arena, Team, TeamInput } from "../../api/contract/teams.ts";
import { ask } from "../api-client.ts";
import { teamColours } from "../colour/team-colours.ts";
import { SelectField, TextField } from "../components/field.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { TeamBadge } from "../components/team-badge.tsx";
import { readNumber } from "../run-page/rules-draft.ts";
import { useSignedIn } from "../state/session.tsx";

interface TeamDraft {
  readonly letter: string;
  readonly name: string;
  readonly colourIndex: number;
  readonly investigation: string;
  readonly firstLine: string;
  readonly homeArenaId: string | null;
}

function draftOf(team: Team | null, others: readonly Team[]): TeamDraft {
  if (team) {
    return {
      letter: team.letter,
      name: team.name,
      colourIndex: team.colourIndex,
      investigation: String(team.investigationPositions),
      firstLine: String(team.firstLinePositions),
      homeArenaId: team.homeArenaId,
    };
  }
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  const letter = [...letters].find((own) => others.every((other) => other.letter !== own)) ?? "";
  const colourIndex = Math.max(
    0,
    teamColours.findIndex((_, index) => others.every((other) => other.colourIndex !== index)),
  );
  return { letter, name: "", colourIndex, investigation: "6", firstLine: "2", homeArenaId: null };
}

/** @param team the team to change, or null for a new one. */
export function TeamForm({
  team,
  others,
  arenas,
  onDone,
}: {
  team: Team | null;
  others: readonly Team[];
  arenas: readonly Arena[];
  onDone: () => void;
}) {
  const { t } = useTranslation();
  const municipality = useSignedIn().municipality.code;
  const client = useQueryClient();
  const id = useId();
  const [draft, setDraft] = useState(() => draftOf(team, others));
  const set = (part: Partial<TeamDraft>) => setDraft({ ...draft, ...part });
  const refresh = async () => {
    await client.invalidateQueries({ queryKey: ["teams"] });
    await client.invalidateQueries({ queryKey: ["plan"] });
    onDone();
  };
  const save = useMutation({
    mutationFn: () => {
      const body: TeamInput = {
        letter: draft.letter,
        name: draft.name,
        colourIndex: draft.colourIndex,
        investigationPositions: readNumber(draft.investigation),
        firstLinePositions: readNumber(draft.firstLine),
        homeArenaId: draft.homeArenaId,
      };
      return team
        ? ask("put /api/:municipality/teams/:team", {
            params: { municipality, team: team.id },
            ifVersion: team.version,
            body,
          })
        : ask("post /api/:municipality/teams", { params: { municipality }, body });
    },
    onSuccess: refresh,
  });
  const retire = useMutation({
    mutationFn: (own: Team) =>
      ask("delete /api/:municipality/teams/:team", { params: { municipality, team: own.id }, ifVersion: own.version }),
    onSuccess: refresh,
  });
  const fault = (text: string) => (Number.isNaN(readNumber(text)) ? t("teams.notANumber") : undefined);
  const complete =
    draft.letter.trim() !== "" && draft.name.trim() !== "" && !fault(draft.investigation) && !fault(draft.firstLine);
  return (
    <form
      className="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (complete) save.mutate();
      }}
    >
      <h2>{team ? t("teams.change", { name: team.name }) : t("teams.new")}</h2>
      <div className="form-grid">
        <TextField
          label={t("teams.name")}
          value={draft.name}
          required
          maxLength={80}
          onChange={(event) => set({ name: event.target.value })}
        />
        <TextField
          label={t("teams.letter")}
          help={t("teams.letterHelp")}
          value={draft.letter}
          required
          maxLength={2}
          onChange={(event) => set({ letter: event.target.value.toUpperCase() })}
        />
        <TextField
          label={t("run.investigation")}
          inputMode="decimal"
          value={draft.investigation}
          fault={fault(draft.investigation)}
          onChange={(event) => set({ investigation: event.target.value })}
        />
        <TextField
          label={t("run.firstLine")}
          inputMode="decimal"
          value={draft.firstLine}
          fault={fault(draft.firstLine)}
          onChange={(event) => set({ firstLine: event.target.value })}
        />
        <SelectField
          label={t("teams.home")}
          value={draft.homeArenaId ?? ""}
          onChange={(event) => set({ homeArenaId: event.target.value || null })}
        >
          <option value="">{t("teams.noHome")}</option>
          {arenas.map((arena) => (
            <option key={arena.id} value={arena.id}>
              {arena.name}
            </option>
          ))}
        </SelectField>
      </div>
      <fieldset>
        <legend className="field-name">{t("teams.colour")}</legend>
        <div className="colour-choices">
          {teamColours.map((colour, index) => (
            <label key={colour} className="colour-choice">
              <input
                type="radio"
                name={`${id}-colour`}
                aria-label={t("teams.colourNumber", { number: index + 1 })}
                checked={draft.colourIndex === index}
                onChange={() => set({ colourIndex: index })}
              />
              <TeamBadge letter={draft.letter || "?"} colourIndex={index} />
            </label>
          ))}
        </div>
      </fieldset>
      <ProblemNotice error={save.error ?? retire.error} />
      <div className="row">
        <button type="submit" className="button button-primary" disabled={!complete || save.isPending}>
          {t("teams.save")}
        </button>
        <button type="button" className="button button-quiet" onClick={onDone}>
          {t("common.cancel")}
        </button>
        {team && (
          <button
            type="button"
            className="button button-danger"
            disabled={retire.isPending}
            onClick={() => confirm(t("teams.retireConfirm", { name: team.name })) && retire.mutate(team)}
          >
            {t("teams.retire")}
          </button>
        )}
      </div>
    </form>
  );
}
