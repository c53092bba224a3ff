// A program that reads a file which takes long, for a test that ends it meanwhile.
import { parseInProcess } from "../../../data/workers/parse-in-process.ts";

const rows = new TextEncoder().encode(`kod;antal\n${"110101;12\n".repeat(900_000)}`);
await parseInProcess(rows, "stor.csv", {}, { onProgress: () => console.log("reading") });
