// `demonstration`: loads the made-up municipality.
import { loadDemonstration } from "../demonstration.ts";
import { type Command, parseWords } from "./command.ts";
import { withService } from "./with-service.ts";

export const demonstrationCommand: Command = {
  usage: "demonstration",
  help: { sv: "Läser in den påhittade kommunen.", en: "Loads the made-up municipality." },
  async run(words, context) {
    parseWords(words, {});
    await withService(context, (service, database) => loadDemonstration(database, service.imports, context.tell));
    context.tell({ sv: "Den påhittade kommunen är inläst.", en: "The made-up municipality is loaded." });
  },
};
