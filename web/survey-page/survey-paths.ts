// The addresses of surveys, and of the page that a tablet is locked to.
import { basePath } from "../base-path.ts";

export const surveysPath = "/enkater";
export const tabletPath = "/enkat";

/** Names the survey whose questions a new one begins with. */
export const copiedParameter = "kopia";

export function surveyCopyPath(survey: string): string {
  return `${surveysPath}?${copiedParameter}=${survey}`;
}

export function surveyPath(survey: string): string {
  return `${surveysPath}/${survey}`;
}

/** What is opened on the tablet: the code stands after #, so that it is never sent in an address. */
export function tabletLink(code: string): string {
  return `${location.origin}${basePath}${tabletPath}#${code}`;
}
