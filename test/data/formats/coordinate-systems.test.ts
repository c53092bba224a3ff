// Coordinates come out where PROJ puts them, and systems are recognised in every way files name them.
import proj4 from "proj4";
import { describe, expect, test } from "vitest";
import {
  coordinateSystem,
  coordinateSystems,
  epsgFromGeoJsonCrs,
  epsgFromMifCoordSys,
  epsgFromWkt,
  fitsSweden,
  sniffCoordinateSystem,
  toSweref99Tm,
} from "../../../data/coordinate-systems.ts";

// The check point lon 17.307, lat 62.390 in every system, computed by PROJ (gdaltransform, GDAL 3.6.2).
const checkPoint: readonly (readonly [epsg: number, x: number, y: number])[] = [
  [3006, 619268.598192958, 6919755.90364968],
  [3007, 424292.240061998, 6931663.97249406],
  [3008, 346842.874581469, 6926193.85340665],
  [3009, 269316.324722846, 6922524.91361512],
  [3010, 191743.08574037, 6920656.42919748],
  [3011, 114153.529603811, 6920588.0285544],
  [3012, 308087.337918903, 6924134.28949837],
  [3013, 230533.64117265, 6921365.64605967],
  [3014, 152948.451694067, 6920397.22767523],
  [3015, 75362.1098490922, 6921228.84136007],
  [3016, -2195.04704487437, 6923860.65286911],
  [3017, -79692.6045189176, 6928293.18418982],
  [3018, -157099.990913644, 6934527.30560016],
  [3021, 1577687.56209544, 6920667.92550608],
  [3857, 1926606.42715919, 8952216.01426089],
  [4326, 17.307, 62.39],
];

describe("conversion to EPSG:3006", () => {
  test.for(checkPoint)(
    "EPSG:%i lands on PROJ's point within a millimetre (RT 90, whose datum differs: 5 mm)",
    ([epsg, x, y]) => {
      const [east, north] = toSweref99Tm(epsg)(x, y);
      const toleranceM = epsg === 3021 ? 0.005 : 0.001;
      expect(Math.abs(east - 619_268.598193)).toBeLessThan(toleranceM);
      expect(Math.abs(north - 6_919_755.90365)).toBeLessThan(toleranceM);
    },
  );

  test("every supported system is in the list of check points", () => {
    expect(checkPoint.map(([epsg]) => epsg).sort()).toEqual(coordinateSystems.map(({ epsg }) => epsg).sort());
  });

  test("coordinates already in EPSG:3006 keep every bit", () => {
    expect(toSweref99Tm(3006)(619_268.123456789, 6_919_755.987654321)).toEqual([
      619_268.123456789, 6_919_755.987654321,
    ]);
  });

  test("an unsupported code is a bug of the caller", () => {
    expect(() => toSweref99Tm(32_633)).toThrow("32633");
  });
});

describe("recognition of the system a file names", () => {
  const zones: readonly (readonly [string, number])[] = [
    ["SWEREF99_TM", 3006],
    ["SWEREF99_12_00", 3007],
    ["SWEREF99_13_30", 3008],
    ["SWEREF99_14_15", 3012],
    ["SWEREF99_15_45", 3013],
    ["SWEREF99_17_15", 3014],
    ["SWEREF99_18_00", 3011],
    ["SWEREF99_23_15", 3018],
    ["SWEREF99 17 15", 3014],
    ["RT90_25_gon_V", 3021],
    ["RT90 2.5 gon V", 3021],
    ["WGS_1984_Web_Mercator_Auxiliary_Sphere", 3857],
    ["ETRS_1989_UTM_Zone_33N", 3006],
  ];
  test.for(zones)("PROJCS %s is EPSG:%i", ([name, epsg]) => {
    expect(epsgFromWkt(`PROJCS["${name}",GEOGCS["GCS_SWEREF99",DATUM["D_SWEREF99"]]]`)).toBe(epsg);
  });

  test("degrees by name", () => {
    expect(epsgFromWkt('GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984"]]')).toBe(4326);
    expect(epsgFromWkt('GEOGCS["GCS_SWEREF99",DATUM["D_SWEREF99"]]')).toBe(4326);
  });

  test("the outermost code decides, not the code of the datum within", () => {
    const wkt =
      'PROJCS["eget namn",GEOGCS["SWEREF99",AUTHORITY["EPSG","4619"]],PROJECTION["Transverse_Mercator"],AUTHORITY["EPSG","3014"]]';
    expect(epsgFromWkt(wkt)).toBe(3014);
    expect(epsgFromWkt('PROJCRS["x",BASEGEOGCRS["SWEREF99",ID["EPSG",4619]],ID["EPSG",3011]]')).toBe(3011);
  });

  test("a made-up name is recognised by the projection's parameters", () => {
    const wkt = (meridian: number, easting: number, scale: number) =>
      `PROJCS["kommunens",PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",${easting}.0],PARAMETER["Central_Meridian",${meridian}],PARAMETER["Scale_Factor",${scale}]]`;
    expect(epsgFromWkt(wkt(17.25, 150_000, 1))).toBe(3014);
    expect(epsgFromWkt(wkt(15, 500_000, 0.9996))).toBe(3006);
    expect(epsgFromWkt(wkt(15, 150_000, 1))).toBe(3009);
    expect(epsgFromWkt(wkt(9, 500_000, 0.9996))).toBeNull();
    expect(epsgFromWkt(wkt(17.3, 150_000, 1))).toBeNull();
  });

  test("the older code of RT 90 and heights on top are the same coordinates", () => {
    expect(coordinateSystem(2400)?.epsg).toBe(3021);
    expect(coordinateSystem(5853)?.epsg).toBe(3014);
    expect(coordinateSystem(32_632)).toBeUndefined();
  });

  test("MIF clauses", () => {
    expect(epsgFromMifCoordSys('CoordSys Earth Projection 8, 33, "m", 17.25, 0, 1, 150000, 0')).toBe(3014);
    expect(
      epsgFromMifCoordSys('CoordSys Earth Projection 8, 33, "m", 15, 0, 0.9996, 500000, 0 Bounds (0,0) (1,1)'),
    ).toBe(3006);
    expect(epsgFromMifCoordSys("CoordSys Earth Projection 1, 104")).toBe(4326);
    expect(epsgFromMifCoordSys('CoordSys NonEarth Units "m"')).toBeNull();
  });

  test("crs members of older GeoJSON", () => {
    const crs = (name: string) => ({ type: "name", properties: { name } });
    expect(epsgFromGeoJsonCrs(crs("urn:ogc:def:crs:EPSG::3014"))).toBe(3014);
    expect(epsgFromGeoJsonCrs(crs("EPSG:3006"))).toBe(3006);
    expect(epsgFromGeoJsonCrs(crs("http://www.opengis.net/def/crs/EPSG/0/3006"))).toBe(3006);
    expect(epsgFromGeoJsonCrs(crs("urn:ogc:def:crs:OGC:1.3:CRS84"))).toBe(4326);
    expect(epsgFromGeoJsonCrs(crs("EPSG:32632"))).toBeNull();
    expect(epsgFromGeoJsonCrs({ type: "name" })).toBeNull();
    expect(epsgFromGeoJsonCrs(null)).toBeNull();
  });
});

describe("recognition by magnitude", () => {
  // Town halls from south to north.
  const towns: readonly (readonly [string, number, number])[] = [
    ["Ystad", 13.82, 55.43],
    ["Strömstad", 11.17, 58.94],
    ["Visby", 18.29, 57.64],
    ["Stockholm", 18.07, 59.33],
    ["Sundsvall", 17.31, 62.39],
    ["Haparanda", 24.13, 65.83],
  ];
  test.for(towns)("%s is unambiguous in SWEREF 99 TM, RT 90 and degrees", ([, longitude, latitude]) => {
    for (const epsg of [3006, 3021, 4326]) {
      const definition = coordinateSystem(epsg)?.proj4 ?? "";
      const [x = 0, y = 0] = proj4("+proj=longlat +datum=WGS84 +no_defs", definition, [longitude, latitude]);
      expect(sniffCoordinateSystem(x, y)).toEqual({ candidates: [epsg], axesSwapped: false });
      expect(sniffCoordinateSystem(y, x)).toEqual({ candidates: [epsg], axesSwapped: true });
    }
  });

  test.for(towns)(
    "%s in its local zone gives candidates, the right one among them, never one answer only",
    ([, longitude, latitude]) => {
      const nearest = coordinateSystems
        .filter(({ epsg }) => epsg >= 3007 && epsg <= 3018)
        .map((system) => ({ system, meridian: Number(/lon_0=([\d.]+)/.exec(system.proj4)?.[1]) }))
        .sort((one, other) => Math.abs(one.meridian - longitude) - Math.abs(other.meridian - longitude))[0];
      const [x = 0, y = 0] = proj4("+proj=longlat +datum=WGS84 +no_defs", nearest?.system.proj4 ?? "", [
        longitude,
        latitude,
      ]);
      const { candidates } = sniffCoordinateSystem(x, y);
      expect(candidates).toContain(nearest?.system.epsg);
      expect(candidates.length).toBeGreaterThan(1);
    },
  );

  test("Kiruna in RT 90 could be the sea off Blekinge in Web Mercator: the person is asked", () => {
    expect(sniffCoordinateSystem(1_685_000, 7_536_000).candidates).toEqual([3021, 3857]);
  });

  test("a point outside Sweden is nothing", () => {
    expect(sniffCoordinateSystem(0, 0).candidates).toEqual([]);
    expect(sniffCoordinateSystem(10.75, 59.91 + 8).candidates).toEqual([]);
    expect(sniffCoordinateSystem(Number.NaN, 62).candidates).toEqual([]);
    expect(fitsSweden(4326, 24.94, 60.17)).toBe(false);
  });
});
