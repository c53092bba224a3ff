// Square areas as a GeoJSON file in SWEREF 99 TM, so that imports of any size can be timed.

/** About `count` areas of 300 m, side by side, with borders of `pointsPerSide` points each as real borders have. */
export function gridAreasFile(count: number, pointsPerSide = 8): Uint8Array {
  const columns = Math.ceil(Math.sqrt(count));
  const sideM = 300;
  const features = Array.from({ length: count }, (_, index) => {
    const west = 600_000 + (index % columns) * sideM;
    const south = 6_900_000 + Math.floor(index / columns) * sideM;
    const corners = [
      [west, south],
      [west + sideM, south],
      [west + sideM, south + sideM],
      [west, south + sideM],
      [west, south],
    ] as const;
    const ring = corners.slice(0, -1).flatMap(([x, y], corner) => {
      const [nextX, nextY] = corners[corner + 1] ?? corners[0];
      return Array.from({ length: pointsPerSide }, (_, point) => [
        x + ((nextX - x) * point) / pointsPerSide,
        y + ((nextY - y) * point) / pointsPerSide,
      ]);
    });
    return {
      type: "Feature",
      properties: { NYKO: String(100_000 + index), NAMN: `Ruta ${index + 1}` },
      geometry: { type: "Polygon", coordinates: [[...ring, corners[0]]] },
    };
  });
  return new TextEncoder().encode(
    JSON.stringify({
      type: "FeatureCollection",
      crs: { type: "name", properties: { name: "urn:ogc:def:crs:EPSG::3006" } },
      features,
    }),
  );
}
