// `municipalities`: lists them, or adds one.
import { MunicipalityCode } from "../contract/primitives.ts";
import { addMunicipality, listMunicipalities } from "../municipalities/municipalities.store.ts";
import { type Command, parseWords, required, UsageError } from "./command.ts";
import { withService } from "./with-service.ts";

const operator = { kind: "operator", municipalityCode: null } as const;

export const municipalitiesCommand: Command = {
  usage: "municipalities list | municipalities add <kod> <namn>",
  help: { sv: "Listar kommuner eller lägger till en.", en: "Lists municipalities or adds one." },
  async run(words, context) {
    const [action, code, ...name] = parseWords(words, {}).positionals;
    if (action === "list") {
      const all = await withService(context, (_service, database) =>
        database.transaction(operator, listMunicipalities),
      );
      for (const municipality of all) context.print(`${municipality.code}\t${municipality.name}`);
    } else if (action === "add") {
      const municipality = {
        code: requiredCode(code),
        name: required(name.join(" "), "namn"),
        synthetic: false,
      };
      const added = await withService(context, (_service, database) =>
        database.transaction(operator, (transaction) => addMunicipality(transaction, municipality)),
      );
      context.tell(
        added
          ? { sv: `${municipality.name} är tillagd.`, en: `${municipality.name} was added.` }
          : { sv: "Kommunen finns redan.", en: "The municipality exists already." },
      );
    } else throw new UsageError({ sv: "Skriv list eller add.", en: "Write list or add." });
  },
};

/** Four digits, or a UsageError. */
export function requiredCode(code: string | undefined): string {
  if (MunicipalityCode.safeParse(code).success) return code!;
  throw new UsageError({
    sv: "Kommunkoden ska vara fyra siffror.",
    en: "The municipality's code must be four digits.",
  });
}
