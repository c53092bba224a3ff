// Columns that say how certain an indicator's values are: how they are recognised, and which values each belongs to.
import type { ColumnMapping, Field } from "../purposes/purpose.ts";
import type { SourceTable } from "../validate/source-table.ts";
import { numericShare } from "./fields.ts";
import { compactText } from "./headings.ts";
import { columnsOf } from "./mapping.ts";

export const certaintyKeys = ["base", "standardError", "margin", "low", "high"] as const;
export type CertaintyKey = (typeof certaintyKeys)[number];

const year = "((19|20|21)\\d\\d)?$";
const headingOf = (words: string) => new RegExp(`(${words})${year}`);

const names: Readonly<Record<CertaintyKey, Field["name"]>> = {
  base: { sv: "Bas (antal personer som värdet vilar på)", en: "Base (people that the value rests on)" },
  standardError: { sv: "Medelfel", en: "Standard error" },
  margin: { sv: "Felmarginal, 95 % (±)", en: "Margin of error, 95% (±)" },
  low: { sv: "95 % intervall, nedre gräns", en: "95% interval, lower limit" },
  high: { sv: "95 % intervall, övre gräns", en: "95% interval, upper limit" },
};

const headings: Readonly<Record<CertaintyKey, readonly RegExp[]>> = {
  base: [headingOf("^n|bas(en)?|base|antalsvar(ande)?|antalrespondenter|respondents|samplesize")],
  standardError: [headingOf("medelfel(et)?|standardfel(et)?|standarderror|stderr|^se")],
  margin: [headingOf("felmarginal(en)?|marginoferror")],
  low: [headingOf("nedregrans(en)?|undregrans(en)?|konfidensintervallnedre|lowerlimit|cilow(er)?|intervallfran")],
  high: [headingOf("ovregrans(en)?|konfidensintervallovre|upperlimit|ci(high|upper)|intervalltill")],
};

/** Optional fields of an indicator file, one column for each column of values. */
export function certaintyFields(): Field[] {
  return certaintyKeys.map((key) => ({
    key,
    name: names[key],
    required: false,
    repeated: true,
    headings: headings[key],
    fits: (column, cells) => {
      const isNamed = headings[key].some((heading) => heading.test(compactText(column.name)));
      return isNamed && numericShare(cells) >= 0.6 ? 0.9 : 0;
    },
  }));
}

/** Index of the column by what it says; left out where there is none. */
export type CertaintyColumns = Readonly<Partial<Record<CertaintyKey, number>>>;

/**
 * What columns say of the values in each column of values, by its index: of the only one, or of that whose heading the
 * column's own begins with or has in it (the longest such). `unpaired` are headings of columns that belong to none.
 */
export function pairCertainty(
  table: SourceTable,
  mapping: ColumnMapping,
  valueColumns: readonly { readonly index: number; readonly name: string }[],
): { readonly byValueColumn: ReadonlyMap<number, CertaintyColumns>; readonly unpaired: readonly string[] } {
  const byValueColumn = new Map<number, Partial<Record<CertaintyKey, number>>>();
  const unpaired: string[] = [];
  const longestFirst = valueColumns.toSorted((a, b) => b.name.length - a.name.length);
  for (const key of certaintyKeys) {
    for (const index of columnsOf(table, mapping, key)) {
      const heading = table.columns[index]!.name;
      const compact = compactText(heading);
      const owner =
        valueColumns.length === 1
          ? valueColumns[0]
          : longestFirst.find(({ name }) => compact.includes(compactText(name)));
      const columns = owner && (byValueColumn.get(owner.index) ?? {});
      if (!columns || columns[key] !== undefined) {
        unpaired.push(heading);
        continue;
      }
      columns[key] = index;
      byValueColumn.set(owner.index, columns);
    }
  }
  return { byValueColumn, unpaired };
}
