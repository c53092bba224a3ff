// A number as people write it in a field.

/** With comma or point, spaces between thousands, and the unit or % after it; null where it is no number. */
export function amountOf(text: string, unit: string): number | null {
  let written = text.trim().replace("−", "-");
  for (const ending of [unit, "%"]) {
    if (ending !== "" && written.endsWith(ending)) written = written.slice(0, -ending.length).trim();
  }
  const value = Number(written.replace(/\s/g, "").replace(",", "."));
  return written === "" || !Number.isFinite(value) ? null : value;
}
