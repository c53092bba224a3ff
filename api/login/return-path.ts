// Where the person goes after the login: a page of our own, or the first page.

/** Only there to resolve a path against; nothing is ever sent to it. */
const ownOrigin = "http://own.invalid";
const longestPath = 500;

/**
 * The path (with its query) to return to. Everything that a browser could read as another address, as the interface
 * instead of a page, or that is no path at all, becomes `/`.
 */
export function ownPath(given: unknown): string {
  if (typeof given !== "string" || given.length > longestPath) return "/";
  if (!/^\/(?![/\\])[^\\\p{Cc}\s]*$/u.test(given) || !URL.canParse(given, ownOrigin)) return "/";
  const { origin, pathname, search } = new URL(given, ownOrigin);
  if (origin !== ownOrigin || pathname.startsWith("//") || /^\/api(\/|$)/.test(pathname)) return "/";
  return `${pathname}${search}`;
}
