// Tells text that seems to name a person, so that names given in the wrong column are not stored.

const capitalisedWords = /(?<!\p{L})\p{Lu}\p{Ll}+(?:-\p{L}\p{Ll}+)*(?:\s+\p{Lu}\p{Ll}+(?:-\p{L}\p{Ll}+)*)+(?!\p{L})/u;

/**
 * True when two or more capitalised words follow each other anywhere in the text ("Anna Andersson", "samtal Anna-Karin Berg").
 * A shape, not a list of names: "Biträdande Rektor" has it too, and a name in capitals or in small letters has not.
 */
export function holdsPersonName(text: string): boolean {
  return capitalisedWords.test(text.normalize("NFC"));
}
