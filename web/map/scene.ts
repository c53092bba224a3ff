// What the map shows at one moment; each layer reads its part of it.
import type { FeatureCollection } from "geojson";
import type { Adjacency } from "../../api/contract/divisions.ts";
import type { Arena } from "../../api/contract/teams.ts";
import type { AreaGeography } from "./topology.ts";

/** How one team is told on the map. */
export interface SceneTeam {
  readonly letter: string;
  readonly colour: string;
  /** Written beside the letter on the map, for example the team's deviation. */
  readonly note?: string;
}

/** What is drawn over the map while a planner draws. */
export interface SceneDrawing {
  readonly lockedAreas: readonly number[];
  /** Areas that are shown in another team than the accepted one. */
  readonly movingAreas: readonly number[];
  /** Areas that the tool would take where the pointer is. */
  readonly aimedAreas: readonly number[];
  /** The line of a rectangle or a lasso. */
  readonly strokeLine: readonly (readonly [number, number])[] | null;
}

/** Why an area has no number: nobody knows, it is withheld to protect people, or it is not one of the person's own team's. */
export const untoldKinds = ["unknown", "withheld", "outside"] as const;
export type UntoldKind = (typeof untoldKinds)[number];
export type UntoldAreas = Readonly<Record<UntoldKind, readonly number[]>>;
export const noUntoldAreas: UntoldAreas = { unknown: [], withheld: [], outside: [] };

/** Every member is replaced, never changed in place: a layer is redrawn when one of its members is another object. */
export interface MapScene {
  readonly geography: AreaGeography;
  readonly background: FeatureCollection | null;
  /** Colour of each area. */
  readonly areaColours: readonly string[];
  /** Areas without a number: patterned. */
  readonly untoldAreas: UntoldAreas;
  readonly teams: readonly SceneTeam[];
  /** Position in `teams` of each area, −1 = none; null when no plan is shown. */
  readonly teamIndexes: ArrayLike<number> | null;
  readonly arenas: readonly Arena[];
  /** Areas that another plan places differently: hatched. Left out where nothing is compared. */
  readonly changedAreas?: readonly number[];
  /** Groups of areas that rules keep together, by area_index: outlined. Left out where no rules are shown. */
  readonly keptTogether?: readonly (readonly number[])[];
  readonly selectedAreas: readonly number[];
  /** The area the keyboard or the pointer is at. */
  readonly activeArea: number | null;
  readonly adjacency: Adjacency | null;
  readonly drawing?: SceneDrawing | null;
}
