// The teams that take part, their positions, and how large a part of the whole each is to have.
import { useTranslation } from "react-i18next";
import type { Team } from "../../api/contract/teams.ts";
import { TeamBadge } from "../components/team-badge.tsx";
import type { RulesDraft, TeamRule } from "./rules-draft.ts";

export function TeamRules({
  draft,
  teams,
  onChange,
}: {
  draft: RulesDraft;
  teams: readonly Team[];
  onChange: (teams: readonly TeamRule[]) => void;
}) {
  const { t } = useTranslation();
  const change = (teamId: string, part: Partial<TeamRule>) =>
    onChange(draft.teams.map((rule) => (rule.teamId === teamId ? { ...rule, ...part } : rule)));
  const kinds = draft.targets === "shares" ? (["share"] as const) : (["investigation", "firstLine"] as const);
  return (
    <fieldset className="form-section">
      <legend>{t("run.teams")}</legend>
      <table className="team-positions">
        <thead>
          <tr>
            <th scope="col">{t("run.team")}</th>
            {kinds.map((kind) => (
              <th key={kind} scope="col">
                {t(`run.${kind}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {draft.teams.map((rule) => {
            const team = teams.find((own) => own.id === rule.teamId);
            if (!team) return null;
            return (
              <tr key={rule.teamId}>
                <td>
                  <label className="check">
                    <input
                      type="checkbox"
                      checked={rule.included}
                      onChange={(event) => change(rule.teamId, { included: event.target.checked })}
                    />
                    <TeamBadge letter={team.letter} colourIndex={team.colourIndex} small />
                    <span>{team.name}</span>
                  </label>
                </td>
                {kinds.map((kind) => (
                  <td key={kind}>
                    <input
                      className="input input-number"
                      inputMode="decimal"
                      disabled={!rule.included}
                      aria-label={t(`run.${kind}Of`, { team: team.name })}
                      value={rule[kind]}
                      onChange={(event) => change(rule.teamId, { [kind]: event.target.value })}
                    />
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </fieldset>
  );
}
