// `runs repeat`: a run once more from what is stored, compared to the bit.
import { Identifier } from "../contract/primitives.ts";
import { programPerson } from "../program-person.ts";
import { type Command, CommandRefused, parseWords, UsageError } from "./command.ts";
import { requiredCode } from "./municipalities.command.ts";
import { withService } from "./with-service.ts";

export const runsCommand: Command = {
  usage: "runs repeat <id> --municipality 2281",
  help: {
    sv: "Gör om en körning från det som är sparat och jämför resultatet bit för bit.",
    en: "Repeats a run from what is stored and compares the result to the bit.",
  },
  async run(words, context) {
    const { positionals, values } = parseWords(words, { municipality: { type: "string" } });
    const [action, id] = positionals;
    if (action !== "repeat" || !Identifier.safeParse(id).success) {
      throw new UsageError({ sv: "Skriv runs repeat och körningens id.", en: "Write runs repeat and the run's id." });
    }
    const municipality = requiredCode(values.municipality);
    const repetition = await withService(context, async (service, database) =>
      service.runs.repeat(await programPerson(database, municipality), municipality, id!),
    );
    context.print(JSON.stringify(repetition));
    if (!repetition.identical) {
      throw new CommandRefused([{ sv: "Resultatet blev ett annat.", en: "The result was another." }]);
    }
  },
};
