// A number as people write it in a field.
import { currentLanguage } from "../i18n.ts";

/** As it is read back by `amountOf`: every decimal, a comma in Swedish, no spaces; empty where there is none. */
export function amountText(value: number | null, language = currentLanguage()): string {
  if (value === null) return "";
  return language === "sv" ? String(value).replace(".", ",") : String(value);
}

/** With comma or point, spaces between thousands, and the unit or % after it; null where it is no number. */
export function amountOf(text: string, unit: string): number | null {
  let written = text.trim().replace("−", "-");
  for (const ending of [unit, "%"]) {
    if (ending !== "" && written.endsWith(ending)) written = written.slice(0, -ending.length).trim();
  }
  const value = Number(written.replace(/\s/g, "").replace(",", "."));
  return written === "" || !Number.isFinite(value) ? null : value;
}
