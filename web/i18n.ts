// The two languages of the page: Swedish first, English second, remembered on this machine.
import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import type { Sentence } from "../api/contract/primitives.ts";
import en from "./locales/en.json" with { type: "json" };
import sv from "./locales/sv.json" with { type: "json" };

export const languages = ["sv", "en"] as const;
export type Language = (typeof languages)[number];
const storageKey = "omradeslinjen.language";

function rememberedLanguage(): Language {
  return localStorage.getItem(storageKey) === "en" ? "en" : "sv";
}

/** Starts the translations; call once, before the page is drawn. */
export async function startTranslations(): Promise<void> {
  const language = rememberedLanguage();
  document.documentElement.lang = language;
  await i18next.use(initReactI18next).init({
    resources: { sv: { translation: sv }, en: { translation: en } },
    lng: language,
    fallbackLng: "sv",
    interpolation: { escapeValue: false },
    returnNull: false,
  });
}

export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(storageKey, language);
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
}

export function currentLanguage(): Language {
  return i18next.language === "en" ? "en" : "sv";
}

/** The sentence of the service in the language of the page; no line ends between a number and its sign of per cent. */
export function inLanguage(sentence: Sentence): string {
  return sentence[currentLanguage()].replaceAll(/(?<=\d) (?=%)/g, "\u00a0");
}
