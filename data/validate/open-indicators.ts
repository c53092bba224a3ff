// Which indicators may be shown as they are: managers and teams are told indicators past the protection of small numbers.
import { type Issue, issue } from "../issues.ts";
import { plainText } from "../mapping/headings.ts";
import { type IndicatorDefinition, knownIndicator } from "../mapping/indicator-catalogue.ts";

/** Words of the municipality's own contacts with people, wherever in a word they stand; "Ärendemening" is a document's title. */
const contactWords =
  /klient|client|social ?tjanst|social service|socialsekreterare|oros ?anmal|orosbedom|arende(?!mening)|placer(ing|ad)|utredning|investigation|forhandsbedom|skyddsbedom|aterkommande anmal|familjehem|foster care|samhallsvard|out of home|dygnsvard|omhandertag|oppenvard|insats|intervention|aktualiser|brukare|barnavard|barnarende|kontaktfamil|kontaktperson|stodboende|jourhem|child protection|referral/;
/** The same where only a word of its own tells: laws, their abbreviations, and worry about a child. */
const contactTerms =
  /\b(lvu|lvm|lpt|sol|lss|ifo|hvb|sis|bbic|oro|orosarenden?|aktuell[at]?|anmal(an|d|da|ningar|ningarna)? (om|till|av|for) (oro|barn|missforhallanden?)|barn med oro)\b/;

/**
 * By the words of its name. "Anmälda brott" and "Ekonomiskt bistånd" are published statistics and none of them;
 * "självupplevd" is no LVU.
 */
export function namesOwnContacts(indicatorName: string): boolean {
  const parted = indicatorName.replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2");
  return [indicatorName, parted].some((name) => {
    const words = plainText(name).replace(/[^a-z0-9]+/g, " ");
    return contactWords.test(words) || contactTerms.test(words);
  });
}

export interface IndicatorGuard {
  /** Why an indicator is not taken, or on whose word it is: once for each name, null where there is nothing to say. */
  judge(givenName: string, definition: IndicatorDefinition): Issue | null;
  /** Keys of those judged that the program does not know. */
  unknownKeys(): string[];
}

/**
 * An indicator that the program knows is taken; any other only where somebody has declared that it is published statistics,
 * now (`isDeclared`) or at an earlier import (`declaredKeys`); one that names the municipality's own contacts never.
 */
export function indicatorGuard(
  fileName: string,
  isDeclared: boolean,
  declaredKeys: ReadonlySet<string>,
): IndicatorGuard {
  const judged = new Set<string>();
  const unknown = new Set<string>();
  return {
    judge(givenName, { key, name }) {
      if (judged.has(givenName)) return null;
      judged.add(givenName);
      if (namesOwnContacts(givenName)) return issue("indicator.about-clients", { indicator: name, file: fileName });
      if (knownIndicator(givenName) !== null) return null;
      unknown.add(key);
      const isTaken = isDeclared || declaredKeys.has(key);
      return issue(isTaken ? "indicator.declared-published" : "indicator.not-known", {
        indicator: name,
        file: fileName,
      });
    },
    unknownKeys: () => [...unknown],
  };
}
