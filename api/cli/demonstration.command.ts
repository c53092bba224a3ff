// `demonstration`: loads the made-up municipality.
import { loadDemonstration } from "../demonstration.ts";
import { checkMonth } from "../forecast/monthly-check.ts";
import { type Command, parseWords } from "./command.ts";
import { withService } from "./with-service.ts";

export const demonstrationCommand: Command = {
  usage: "demonstration",
  help: { sv: "Läser in den påhittade kommunen.", en: "Loads the made-up municipality." },
  async run(words, context) {
    parseWords(words, {});
    await withService(context, async (service, database) => {
      await loadDemonstration(database, service.imports, context.tell);
      // As the service would at its start, so that the month's finding is there to be read.
      await checkMonth(database, service.watch, new Date());
    });
    context.tell({ sv: "Den påhittade kommunen är inläst.", en: "The made-up municipality is loaded." });
  },
};
