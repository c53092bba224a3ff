// Tells indicators that seem to be made of clients: they would reach managers and teams past the protection of small numbers.
import { compactText } from "../mapping/headings.ts";

const clientWords =
  /klient|client|orosanmal|arende(?!mening)|placering|placerad|utredning|forhandsbedom|familjehem|hvb|oppenvard|insats|aktualiser|brukare/;

/** By the words of its name; "Anmälda brott" and "Ekonomiskt bistånd" are published statistics and none of them. */
export function seemsMadeOfClients(indicatorName: string): boolean {
  return clientWords.test(compactText(indicatorName));
}
