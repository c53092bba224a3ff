// The areas of a division with their outlines, as the exports of a plan need them.
import type { Transaction } from "../db/database.ts";
import type { ExportedArea } from "./plan-file.ts";

/** Every placed area by its index: degrees with seven decimals (a centimetre), metres with three. */
export function readExportedAreas(
  transaction: Transaction,
  municipality: string,
  divisionId: string,
): Promise<ExportedArea[]> {
  return transaction.many<ExportedArea>(
    `select code, coalesce(display_name, name) as name, st_asgeojson(geometry, 3, 0) as "sweref99Tm",
       st_asgeojson(st_transform(geometry, 4326), 7, 0) as degrees
     from geography.areas where municipality_code = $1 and division_id = $2 and kind = 'placed' order by area_index`,
    [municipality, divisionId],
  );
}
