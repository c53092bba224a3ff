// What the map shows at one moment; each layer reads its part of it.
import type { FeatureCollection } from "geojson";
import type { Adjacency } from "../../api/contract/divisions.ts";
import type { Arena } from "../../api/contract/teams.ts";
import type { AreaGeography } from "./topology.ts";

/** How one team is told on the map. */
export interface SceneTeam {
  readonly letter: string;
  readonly colour: string;
}

/** Every member is replaced, never changed in place: a layer is redrawn when one of its members is another object. */
export interface MapScene {
  readonly geography: AreaGeography;
  readonly background: FeatureCollection | null;
  /** Colour of each area. */
  readonly areaColours: readonly string[];
  /** Areas whose value is unknown: hatched. */
  readonly unknownAreas: readonly number[];
  readonly teams: readonly SceneTeam[];
  /** Position in `teams` of each area, −1 = none; null when no plan is shown. */
  readonly teamIndexes: readonly number[] | null;
  readonly arenas: readonly Arena[];
  readonly selectedAreas: readonly number[];
  /** The area the keyboard or the pointer is at. */
  readonly activeArea: number | null;
  readonly adjacency: Adjacency | null;
}
