// Teams as files name them: a letter, "Team A", or a name.
import { plainText } from "../mapping/headings.ts";

export interface TeamName {
  /** One or two characters. */
  readonly letter: string;
  readonly name: string;
}

export interface StoredTeam extends TeamName {
  readonly id: string;
}

/** The stored team a text means: by its very letter, else by name or letter in any case; null when none does. Å is not A. */
export function findTeam<Team extends TeamName>(text: string, teams: readonly Team[]): Team | null {
  const plain = plainText(text);
  const spelled = text.trim().toLowerCase();
  const letter = /^(?:team[\s_]+)?(\S{1,2})$/.exec(spelled)?.[1];
  return (
    teams.find((team) => team.letter === text) ??
    teams.find((team) => plainText(team.name) === plain) ??
    teams.find((team) => team.letter.toLowerCase() === (letter ?? spelled)) ??
    null
  );
}

/** Letter and name for a team that is new: its own letter when the text is one, else the first free letter of the name. */
export function nameTeam(text: string, name: string, taken: ReadonlySet<string>): TeamName {
  const short = /^(?:team\s+)?(\S{1,2})$/i.exec(text.trim())?.[1];
  if (short)
    return {
      letter: short.toUpperCase(),
      name: name || (text.trim().length > 2 ? text.trim() : `Team ${short.toUpperCase()}`),
    };
  const candidates = [
    ...text
      .toUpperCase()
      .replace(/^TEAM\s+/, "")
      .replace(/[^\p{L}]/gu, ""),
    ..."ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ",
  ];
  const letter = candidates.find((one) => !taken.has(one)) ?? `T${taken.size + 1}`.slice(0, 2);
  return { letter, name: name || text.trim() };
}
