// The ground of the small map, once for the page: roads, water, county lines and names from the bundled files, as SVG paths.
import { mercator } from "../../lib/geo";

type Ring = readonly (readonly [number, number])[];
type Geometry =
  | { readonly type: "Point"; readonly coordinates: readonly [number, number] }
  | { readonly type: "LineString"; readonly coordinates: Ring }
  | { readonly type: "Polygon" | "MultiLineString"; readonly coordinates: readonly Ring[] }
  | { readonly type: "MultiPolygon"; readonly coordinates: readonly (readonly Ring[])[] };

export interface Feature {
  readonly properties: Readonly<Record<string, unknown>>;
  readonly geometry: Geometry;
}

export interface Road {
  readonly name: string;
  readonly major: boolean;
  readonly d: string;
  readonly line: Ring;
}

export interface Ground {
  readonly counties: string;
  readonly water: string;
  readonly roads: readonly Road[];
  readonly names: readonly { readonly name: string; readonly at: readonly [number, number] }[];
}

/** Drawn around this point and enlarged, so that an SVG's single precision is enough down to a doorway. */
const [X0, Y0] = mercator(-105.1, 39.7);
export const UNIT = 1e6;

/** A place in the units of the paths. */
export function draw(lon: number, lat: number): [number, number] {
  const [x, y] = mercator(lon, lat);
  return [(x - X0) * UNIT, (y - Y0) * UNIT];
}

function path(ring: Ring, close: boolean): string {
  const points = ring.map(([lon, lat]) =>
    draw(lon, lat)
      .map((value) => value.toFixed(2))
      .join(" "),
  );
  return `M${points.join("L")}${close ? "Z" : ""}`;
}

export function pathOf(geometry: Geometry): string {
  switch (geometry.type) {
    case "Point":
      return "";
    case "LineString":
      return path(geometry.coordinates, false);
    case "MultiLineString":
      return geometry.coordinates.map((ring) => path(ring, false)).join("");
    case "Polygon":
      return geometry.coordinates.map((ring) => path(ring, true)).join("");
    case "MultiPolygon":
      return geometry.coordinates.flatMap((rings) => rings.map((ring) => path(ring, true))).join("");
  }
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");

async function features(name: string): Promise<readonly Feature[]> {
  const response = await fetch(`/geo/${name}.json`);
  if (!response.ok) throw new Error(`The map file ${name} could not be read (${response.status}).`);
  return ((await response.json()) as { features: Feature[] }).features;
}

async function load(): Promise<Ground> {
  const [counties, water, roads, labels] = await Promise.all(
    ["counties", "water", "roads", "labels"].map(features),
  );
  const joined = (some: readonly Feature[] = []): string => some.map((one) => pathOf(one.geometry)).join("");
  return {
    counties: joined(counties),
    water: joined(water),
    roads: (roads ?? []).flatMap(({ properties, geometry }) =>
      geometry.type === "LineString"
        ? [
            {
              name: text(properties["name"]),
              major: properties["cls"] !== "arterial",
              d: pathOf(geometry),
              line: geometry.coordinates,
            },
          ]
        : [],
    ),
    names: (labels ?? []).flatMap(({ properties, geometry }) =>
      geometry.type === "Point" ? [{ name: text(properties["name"]), at: geometry.coordinates }] : [],
    ),
  };
}

let loading: Promise<Ground> | null = null;

/** Loaded when a map is first shown; a failure is forgotten, so that the next map tries again. */
export function ground(): Promise<Ground> {
  loading ??= load().catch((failure: unknown) => {
    loading = null;
    throw failure;
  });
  return loading;
}
