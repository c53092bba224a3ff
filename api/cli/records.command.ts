// `records erase`: erases a kept decision record, where the law or a decision says so.
import { databaseConfig } from "../config.ts";
import { Identifier } from "../contract/primitives.ts";
import { openDatabase } from "../db/open.ts";
import { eraseKeptRecord } from "../record/kept-records.store.ts";
import { type Command, CommandRefused, parseWords, required, UsageError } from "./command.ts";
import { requiredCode } from "./municipalities.command.ts";

export const recordsCommand: Command = {
  usage: 'records erase <id> --municipality 2281 --decision "SN 2026-101"',
  help: {
    sv: "Raderar ett sparat beslutsunderlag med alla dess filer. Beslutet det vilar på skrivs i loggen; förslaget är orört.",
    en: "Erases a kept decision record with all its files. The decision it rests on is written in the log; the plan is untouched.",
  },
  async run(words, context) {
    const { positionals, values } = parseWords(words, {
      municipality: { type: "string" },
      decision: { type: "string" },
    });
    const [action, id] = positionals;
    if (action !== "erase" || !Identifier.safeParse(id).success) {
      throw new UsageError({
        sv: "Skriv records erase och underlagets id, som står på dess sida.",
        en: "Write records erase and the record's id, which is on its page.",
      });
    }
    const municipality = requiredCode(values.municipality);
    const decision = required(values.decision, "--decision");
    const database = await openDatabase(databaseConfig(context.config), { onProgress: context.tell });
    try {
      const planId = await eraseKeptRecord(database, municipality, id!, decision);
      if (planId === null) {
        throw new CommandRefused([{ sv: "Det finns inget sådant underlag.", en: "There is no such record." }]);
      }
      context.tell({
        sv: "Raderat; det är skrivet i loggen. Säkerhetskopior har det kvar tills de gallras.",
        en: "Erased; it is written in the log. Backups have it until they are purged.",
      });
    } finally {
      await database.close();
    }
  },
};
