// Which of the packages that are shipped have a licence that is not allowed, and which known holes are not explained.

export interface Component {
  readonly name: string;
  readonly version: string;
  readonly licenses?: readonly {
    readonly license?: { readonly id?: string; readonly name?: string };
    readonly expression?: string;
  }[];
}

export interface Allowed {
  readonly licences: readonly string[];
  readonly exceptions: readonly { readonly package: string; readonly licence: string; readonly reason: string }[];
  readonly advisories: readonly { readonly id: string; readonly reason: string }[];
}

/** The licence as one SPDX expression; "unknown" where the package tells none. */
function licenceOf({ licenses = [] }: Component): string {
  const told = licenses.map(({ license, expression }) => expression ?? license?.id ?? license?.name ?? "unknown");
  return told.length === 0 ? "unknown" : told.join(" AND ");
}

/** True where every part of an SPDX expression joined by AND, and one of those joined by OR, is allowed. */
export function isAllowed(expression: string, licences: readonly string[]): boolean {
  const plain = expression.trim().replace(/^\((.*)\)$/, "$1");
  if (/\bOR\b/.test(plain)) return plain.split(/\bOR\b/).some((part) => isAllowed(part, licences));
  if (/\bAND\b/.test(plain)) return plain.split(/\bAND\b/).every((part) => isAllowed(part, licences));
  return licences.includes(plain);
}

/** One sentence for each package that may not be shipped, and for each exception that nothing needs any more. */
export function licenceTrouble(components: readonly Component[], allowed: Allowed): string[] {
  const trouble = components.flatMap((component) => {
    const licence = licenceOf(component);
    const exception = allowed.exceptions.find((each) => each.package === component.name);
    if (exception) {
      const isAsExplained = exception.licence === licence;
      return isAsExplained ? [] : [`${component.name}: explained as ${exception.licence}, now ${licence}`];
    }
    return isAllowed(licence, allowed.licences) ? [] : [`${component.name} ${component.version}: ${licence}`];
  });
  const names = new Set(components.map(({ name }) => name));
  const needless = allowed.exceptions.filter((each) => !names.has(each.package));
  return [...trouble, ...needless.map((each) => `${each.package}: an exception for what is not shipped`)];
}

export interface Advisory {
  readonly id: string;
  readonly package: string;
  readonly severity: string;
  readonly title: string;
}

/** Known holes of severity high or critical that no one has explained. */
export function advisoryTrouble(advisories: readonly Advisory[], allowed: Allowed): string[] {
  return advisories
    .filter(({ severity }) => severity === "high" || severity === "critical")
    .filter(({ id }) => !allowed.advisories.some((each) => each.id === id))
    .map((each) => `${each.package}: ${each.severity}, ${each.title} (${each.id})`);
}

/** What `npm audit --json` prints: the holes, or what went wrong. */
export interface AuditReport {
  readonly vulnerabilities?: Readonly<Record<string, { readonly via: readonly unknown[] }>>;
  readonly error?: { readonly summary?: string; readonly code?: string };
  readonly message?: string;
}

/** In the registry's or npm's own words why there is no answer; null where there is one. An answer without holes has an empty list. */
export function whyUnanswered({ vulnerabilities, error, message }: AuditReport): string | null {
  if (vulnerabilities !== undefined && error === undefined) return null;
  return message || error?.summary || error?.code || "no reason told";
}

/** The advisories in `npm audit --json`, each once. */
export function advisoriesOf(report: Pick<AuditReport, "vulnerabilities">): Advisory[] {
  const all = Object.entries(report.vulnerabilities ?? {}).flatMap(([name, { via }]) =>
    via
      .filter(
        (each): each is { url?: string; source?: number; severity: string; title: string } => typeof each === "object",
      )
      .map(({ url, source, severity, title }) => ({
        id: url?.split("/").at(-1) ?? String(source),
        package: name,
        severity,
        title,
      })),
  );
  return [...new Map(all.map((each) => [`${each.id} ${each.package}`, each])).values()];
}
