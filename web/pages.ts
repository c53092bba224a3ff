// The pages, in the order of the menu. A new page is a folder and a line here.
import type { ComponentType } from "react";
import { type LazyExoticComponent, lazy } from "react";
import type { Role } from "../api/contract/primitives.ts";
import { protectionPagePath } from "./components/protected-link.tsx";
import { forecastPath } from "./forecast-page/forecast-path.ts";
import { mapTarget } from "./map-page/map-target.ts";
import { plansPath } from "./plans-page/plan-paths.ts";
import { treesPath } from "./problem-tree-page/tree-paths.ts";
import { profilePagePath } from "./profile-page/profile-path.ts";
import { surveysPath } from "./survey-page/survey-paths.ts";

/** Pages that share an entry of the menu, which opens a list of them; its name is `menu.<group>` in the locales. */
export type MenuGroup = "area" | "load" | "material";

export interface Page {
  readonly path: string;
  /** Key of its name in the locales. */
  readonly name: string;
  readonly roles: readonly Role[];
  /** True for a page that fills the window and scrolls inside. */
  readonly fixed: boolean;
  /** True for a page that is shown without menu and banner, to a whole room: it has a way out of its own. */
  readonly bare?: true;
  /** Id of the map that one comes to the page for. */
  readonly mapTarget?: string;
  /** True for a page about the person, which is in the person's menu and not in the main one. */
  readonly ofPerson?: true;
  readonly group?: MenuGroup;
  /** Reached by links alone, not from the menu. */
  readonly linkedOnly?: true;
  /** Fetches the page's program. */
  readonly load: () => Promise<PageModule>;
  /** The same, fetched when it is first shown. */
  readonly component: LazyExoticComponent<ComponentType>;
}

export interface PageModule {
  readonly default: ComponentType;
}

function programFrom(load: Page["load"]): Pick<Page, "load" | "component"> {
  return { load, component: lazy(load) };
}

const readers: readonly Role[] = ["planner", "manager", "team"];
const everyone: readonly Role[] = [...readers, "admin", "reviewer"];
const planner: readonly Role[] = ["planner"];
const plannerAndManager: readonly Role[] = ["planner", "manager"];

const pages: readonly Page[] = [
  {
    path: "/karta",
    name: "nav.map",
    roles: readers,
    fixed: true,
    mapTarget,
    ...programFrom(() => import("./map-page/map-page.tsx")),
  },
  {
    path: profilePagePath,
    name: "nav.profile",
    roles: readers,
    fixed: false,
    group: "area",
    ...programFrom(() => import("./profile-page/profile-page.tsx")),
  },
  {
    path: plansPath,
    name: "nav.plans",
    roles: readers,
    fixed: false,
    ...programFrom(() => import("./plans-page/plans-page.tsx")),
  },
  {
    path: `${plansPath}/:plan`,
    name: "nav.plan",
    roles: readers,
    fixed: false,
    linkedOnly: true,
    ...programFrom(() => import("./plans-page/plan-page.tsx")),
  },
  {
    path: `${plansPath}/:plan/underlag`,
    name: "nav.record",
    roles: readers,
    fixed: false,
    linkedOnly: true,
    ...programFrom(() => import("./record-page/record-page.tsx")),
  },
  {
    path: treesPath,
    name: "nav.trees",
    roles: readers,
    fixed: false,
    group: "area",
    ...programFrom(() => import("./problem-tree-page/trees-page.tsx")),
  },
  {
    path: `${treesPath}/:tree`,
    name: "nav.tree",
    roles: readers,
    fixed: false,
    linkedOnly: true,
    ...programFrom(() => import("./problem-tree-page/tree-page.tsx")),
  },
  {
    path: `${treesPath}/:tree/verkstad`,
    name: "workshop.title",
    roles: readers,
    fixed: false,
    bare: true,
    linkedOnly: true,
    ...programFrom(() => import("./workshop-page/workshop-page.tsx")),
  },
  {
    path: "/verkstadsblad/:team",
    name: "workshop.sheet",
    // Planners' numbers are exact, which is not for a wall.
    roles: ["manager", "team"],
    fixed: false,
    linkedOnly: true,
    ...programFrom(() => import("./workshop-page/sheet-page.tsx")),
  },
  {
    path: surveysPath,
    name: "nav.surveys",
    roles: readers,
    fixed: false,
    group: "area",
    ...programFrom(() => import("./survey-page/surveys-page.tsx")),
  },
  {
    path: `${surveysPath}/:survey`,
    name: "nav.survey",
    roles: readers,
    fixed: false,
    linkedOnly: true,
    ...programFrom(() => import("./survey-page/survey-page.tsx")),
  },
  {
    path: "/jamfor",
    name: "nav.compare",
    roles: readers,
    fixed: false,
    linkedOnly: true,
    ...programFrom(() => import("./compare-page/compare-page.tsx")),
  },
  {
    path: "/arbetsbelastning",
    name: "nav.workload",
    roles: plannerAndManager,
    fixed: false,
    group: "load",
    ...programFrom(() => import("./workload-page/workload-page.tsx")),
  },
  {
    path: "/flode",
    name: "nav.flow",
    roles: plannerAndManager,
    fixed: false,
    group: "load",
    ...programFrom(() => import("./flow-page/flow-page.tsx")),
  },
  {
    path: "/oversikt",
    name: "nav.overview",
    roles: plannerAndManager,
    fixed: false,
    group: "load",
    ...programFrom(() => import("./overview-page/overview-page.tsx")),
  },
  {
    path: forecastPath,
    name: "nav.forecast",
    roles: plannerAndManager,
    fixed: false,
    group: "load",
    ...programFrom(() => import("./forecast-page/forecast-page.tsx")),
  },
  {
    path: "/korning",
    name: "nav.run",
    roles: planner,
    fixed: true,
    ...programFrom(() => import("./run-page/run-page.tsx")),
  },
  {
    path: "/importera",
    name: "nav.import",
    roles: planner,
    fixed: false,
    group: "material",
    ...programFrom(() => import("./import-page/import-page.tsx")),
  },
  {
    path: "/team",
    name: "nav.teams",
    roles: readers,
    fixed: false,
    group: "material",
    ...programFrom(() => import("./teams-page/teams-page.tsx")),
  },
  {
    path: "/grannskap",
    name: "nav.adjacency",
    roles: readers,
    fixed: true,
    group: "material",
    ...programFrom(() => import("./adjacency-page/adjacency-page.tsx")),
  },
  {
    path: "/anvandare",
    name: "nav.users",
    roles: ["admin"],
    fixed: false,
    ...programFrom(() => import("./users-page/users-page.tsx")),
  },
  {
    path: "/loggkontroll",
    name: "nav.audit",
    roles: ["reviewer"],
    fixed: false,
    ...programFrom(() => import("./audit-page/audit-page.tsx")),
  },
  {
    path: "/hjalp",
    name: "nav.help",
    roles: everyone,
    fixed: false,
    ...programFrom(() => import("./help-page/help-page.tsx")),
  },
  {
    path: "/min-atkomst",
    name: "nav.ownAccess",
    roles: everyone,
    fixed: false,
    ofPerson: true,
    ...programFrom(() => import("./own-access-page/own-access-page.tsx")),
  },
  {
    path: protectionPagePath,
    name: "nav.protection",
    roles: everyone,
    fixed: false,
    linkedOnly: true,
    ...programFrom(() => import("./protection-page/protection-page.tsx")),
  },
];

/** An entry of the menu: one page, or the pages of a group at the place of its first. */
export type MenuEntry = Page | { readonly group: MenuGroup; readonly pages: readonly Page[] };

/** The menu of some pages, in their order. A group of which there is one page only is that page. */
export function menuOf(pages: readonly Page[]): readonly MenuEntry[] {
  const inMenu = pages.filter(({ ofPerson, linkedOnly }) => !ofPerson && !linkedOnly);
  return inMenu.flatMap((page): readonly MenuEntry[] => {
    const { group } = page;
    if (!group) return [page];
    const together = inMenu.filter((other) => other.group === group);
    if (together.length === 1) return [page];
    return together[0] === page ? [{ group, pages: together }] : [];
  });
}

/** The pages a role has, in the menu's order; the first one is where it starts. */
export function pagesFor(role: Role): readonly Page[] {
  return pages.filter((page) => page.roles.includes(role));
}
