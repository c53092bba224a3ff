// Keeps personal identity numbers out of whatever is written: names, descriptions, comments, reasons, notes and settings.
import { containsPersonalIdentityNumber } from "../../data/formats/personal-identity-number.ts";
import { AppError } from "../errors.ts";

const identifier = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Throws 422 with the names of the fields, never with what they hold. Identifiers, whose digits are random, are let through. */
export function refusePersonalNumbers(body: unknown): void {
  const fields = Object.entries(Object(body)).flatMap(([field, value]) => (holdsNumber(value) ? [field] : []));
  if (fields.length === 0) return;
  const message = {
    sv: "Texten verkar innehålla ett personnummer. Skriv den utan.",
    en: "The text seems to hold a personal identity number. Write it without.",
  };
  throw new AppError("text.personal-number", { violations: fields.map((field) => ({ field, message })) });
}

function holdsNumber(value: unknown): boolean {
  if (typeof value === "string") return !identifier.test(value) && containsPersonalIdentityNumber(value);
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return value.some(holdsNumber);
  return Object.entries(value).some(([key, inner]) => holdsNumber(key) || holdsNumber(inner));
}
