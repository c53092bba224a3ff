// Lets GDAL start where Node's permission model holds: of `process.binding`, which the model closes, it wants the file constants only.
import { constants } from "node:fs";

(process as unknown as { binding: (name: string) => unknown }).binding = (name) => {
  if (name !== "constants") throw new Error(`Expected to be asked for constants, found ${name}`);
  return { fs: constants };
};
