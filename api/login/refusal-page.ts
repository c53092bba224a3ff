// The page a person sees when a login is refused: what to do, in both languages, and nothing of what was sent.
import { type ErrorCode, errorDescriptions } from "../errors.ts";

/**
 * The page as text, without script; `basePath` leads back to the sign-in page, and `strongerLogin` to one at which the
 * provider is told what a planner's login must have.
 */
export function renderRefusalPage(
  code: ErrorCode,
  requestId: string,
  basePath: string,
  strongerLogin: string | null,
): string {
  const isStepUp = code === "login.level-too-low" && strongerLogin !== null;
  const stepUp = (words: string) => (isStepUp ? `<p><a href="${strongerLogin}">${words}</a></p>\n` : "");
  const { sv, en } = errorDescriptions[code];
  const heading = code === "login.no-role" ? "Du har inget uppdrag här" : "Du är inte inloggad";
  const inEnglish = code === "login.no-role" ? "You have no role here" : "You are not signed in";
  return `<!doctype html>
<html lang="sv"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${heading} – Områdeslinjen</title><link rel="stylesheet" href="${basePath}${refusalStylePath}"></head>
<body><main><p class="brand">Områdeslinjen</p><h1>${heading}</h1><p>${sv}</p>
${stepUp("Logga in starkare")}<p><a href="${basePath}/">Till inloggningssidan</a></p>
<section lang="en"><h2>${inEnglish}</h2><p>${en}</p>${stepUp("Log in more strongly")}<p><a href="${basePath}/">To the sign-in page</a></p></section>
<p class="soft">Ärendenummer / Reference: <code>${requestId}</code></p></main></body></html>
`;
}

export const refusalStylePath = "/api/login-page.css";

export const refusalStyle = `body{font-family:Arial,sans-serif;line-height:1.5;color:#1c1c28;background:#fafafa;margin:0}
main{max-width:40rem;margin:3rem auto;padding:1.5rem;background:#fff;border:1px solid #c0c0c8;border-radius:.5rem}
h1,h2,.brand{color:#005595}.brand{font-weight:bold;margin:0}h1{margin:.5rem 0}h2{font-size:1.1rem}
section{border-top:1px solid #c0c0c8;margin-top:1.5rem}.soft{color:#52525e;font-size:.9rem}
a{color:#005595}a:focus{outline:3px solid #db6900;outline-offset:2px}
`;
