// The map's style: our own base map from small files of this server, no glyph or sprite files, labels in the page's own font.
import type { ExpressionSpecification, StyleSpecification } from "maplibre-gl";
import { REACH, SLOTS, type Slot } from "./fan";
import type { Features } from "./features";
import type { Palette } from "./palette";

export const FONT = ["IBM Plex Sans Variable"];
const BASE = ["counties", "places", "labels", "roads", "water"] as const;
/** The county that the base map is of; the others step back. */
const HOME = "08059";

export interface Live {
  readonly sites: Features;
  readonly units: Features;
  readonly lines: Features;
}

type Layers = StyleSpecification["layers"];

function sources(live: Live): StyleSpecification["sources"] {
  const all: StyleSpecification["sources"] = {};
  for (const name of BASE) all[name] = { type: "geojson", data: `${location.origin}/geo/${name}.json` };
  for (const name of ["sites", "units", "lines"] as const) all[name] = { type: "geojson", data: live[name] };
  return all;
}

function ground(p: Palette): Layers {
  return [
    { id: "ground", type: "background", paint: { "background-color": p.ground } },
    {
      id: "outside",
      type: "fill",
      source: "counties",
      filter: ["!=", ["get", "id"], HOME],
      paint: { "fill-color": p.outside },
    },
    {
      id: "city",
      type: "fill",
      source: "places",
      filter: ["==", ["get", "kind"], "city"],
      paint: { "fill-color": p.city },
    },
    { id: "water", type: "fill", source: "water", paint: { "fill-color": p.water } },
    {
      id: "city-line",
      type: "line",
      source: "places",
      filter: ["==", ["get", "kind"], "city"],
      paint: { "line-color": p.cityLine, "line-width": 0.8, "line-dasharray": [3, 2] },
    },
    {
      id: "county",
      type: "line",
      source: "counties",
      filter: ["==", ["get", "id"], HOME],
      paint: { "line-color": p.county, "line-width": 1.4 },
    },
  ];
}

function roads(p: Palette): Layers {
  const width = (low: number, high: number): ["interpolate", ["linear"], ["zoom"], ...number[]] => [
    "interpolate",
    ["linear"],
    ["zoom"],
    9,
    low,
    14,
    high,
  ];
  return [
    {
      id: "arterial",
      type: "line",
      source: "roads",
      filter: ["==", ["get", "cls"], "arterial"],
      paint: { "line-color": p.road, "line-width": width(0.6, 3) },
    },
    {
      id: "trunk",
      type: "line",
      source: "roads",
      filter: ["==", ["get", "cls"], "trunk"],
      layout: { "line-join": "round" },
      paint: { "line-color": p.roadMajor, "line-width": width(1, 4) },
    },
    {
      id: "motorway-case",
      type: "line",
      source: "roads",
      filter: ["==", ["get", "cls"], "motorway"],
      layout: { "line-join": "round", "line-cap": "round" },
      paint: { "line-color": p.roadCase, "line-width": width(3, 9) },
    },
    {
      id: "motorway",
      type: "line",
      source: "roads",
      filter: ["==", ["get", "cls"], "motorway"],
      layout: { "line-join": "round", "line-cap": "round" },
      paint: { "line-color": p.roadMajor, "line-width": width(1.6, 6) },
    },
    {
      id: "road-name",
      type: "symbol",
      source: "roads",
      minzoom: 11,
      layout: {
        "symbol-placement": "line",
        "text-field": ["get", "name"],
        "text-font": FONT,
        "text-size": 10.5,
        "symbol-spacing": 420,
        "text-letter-spacing": 0.04,
      },
      paint: { "text-color": p.quiet, "text-halo-color": p.halo, "text-halo-width": 1.4 },
    },
    {
      id: "place-name",
      type: "symbol",
      source: "labels",
      filter: ["all", ["==", ["get", "kind"], "city"], [">", ["get", "area"], 1.5]],
      layout: {
        "text-field": ["upcase", ["get", "name"]],
        "text-font": FONT,
        "text-size": ["interpolate", ["linear"], ["get", "area"], 2, 10, 120, 13.5],
        "text-letter-spacing": 0.14,
        "text-padding": 6,
      },
      paint: { "text-color": p.quiet, "text-halo-color": p.halo, "text-halo-width": 1.6 },
    },
  ];
}

/** From here on there is room for units to stand where they say that they are. */
const NEAR_ZOOM = 15.5;
const UNIT_TEXT = 10.5;
export const UNIT_LAYERS = ["units", "units-far", "units-near"];

/** By the slot that a feature carries. */
function bySlot(
  value: (slot: Slot) => string | readonly ["literal", readonly number[]],
): ExpressionSpecification {
  const cases = SLOTS.flatMap((slot, n) => (n === 0 ? [] : [n, value(slot)]));
  return ["match", ["get", "slot"], ...cases, value({ x: 0, y: 0 })] as unknown as ExpressionSpecification;
}

const ICON_SIZE: ExpressionSpecification = ["case", ["get", "selected"], 1.25, 1];

function unitLayer(
  id: string,
  p: Palette,
  seen: "any" | "far" | "near",
  zooms: { minzoom?: number; maxzoom?: number },
): Layers[number] {
  const shown: ExpressionSpecification = ["any", ["get", "selected"], ["get", "reported"]];
  return {
    id,
    type: "symbol",
    source: "units",
    ...zooms,
    filter: ["==", ["get", "seen"], seen],
    layout: {
      "icon-image": ["get", "icon"],
      "icon-rotate": ["get", "heading"],
      "icon-rotation-alignment": "map",
      "icon-allow-overlap": true,
      "icon-ignore-placement": true,
      "icon-size": ICON_SIZE,
      "icon-offset": bySlot(({ x, y }) => ["literal", [x, y]]),
      "text-field": ["step", ["zoom"], ["case", shown, ["get", "label"], ""], 12, ["get", "label"]],
      "text-font": FONT,
      "text-size": UNIT_TEXT,
      "text-anchor": bySlot(({ x }) => (x === 0 ? "top" : x > 0 ? "left" : "right")),
      "text-offset": bySlot(({ x, y }) => [
        "literal",
        x === 0 ? [0, 1.05] : [(x + Math.sign(x) * 10) / UNIT_TEXT, y / UNIT_TEXT],
      ]),
      // Round a mark there is a place for each name; elsewhere one that would cover another is left out.
      "text-allow-overlap": seen === "far",
      "text-optional": true,
    },
    paint: {
      "text-color": p.text,
      "text-halo-color": p.halo,
      "text-halo-width": 1.5,
      "icon-opacity": ["case", ["get", "old"], 0.55, 1],
    },
  };
}

/** Radius of the ring round the selected site. */
const SELECTED = 17;
/** Where the name of a site stands; clear of units that stand round it. */
const SITE_NAME_AT = REACH / 12 + 0.4;

function operations(p: Palette): Layers {
  return [
    {
      id: "ring",
      type: "line",
      source: "lines",
      filter: ["==", ["get", "kind"], "ring"],
      paint: { "line-color": p.focus, "line-opacity": 0.75, "line-width": 1.4, "line-dasharray": [2, 3] },
    },
    {
      id: "way",
      type: "line",
      source: "lines",
      filter: ["==", ["get", "kind"], "way"],
      layout: { "line-cap": "round" },
      paint: {
        "line-color": p.statuses.ENR,
        "line-width": 2,
        "line-opacity": 0.8,
        "line-dasharray": [0.1, 2],
      },
    },
    {
      id: "track",
      type: "line",
      source: "lines",
      filter: ["==", ["get", "kind"], "track"],
      layout: { "line-cap": "round", "line-join": "round" },
      paint: { "line-color": p.focus, "line-width": 3, "line-opacity": 0.85 },
    },
    {
      id: "normal-sites",
      type: "symbol",
      source: "sites",
      filter: ["==", ["get", "action"], "none"],
      layout: {
        "icon-image": "site",
        "icon-allow-overlap": true,
        "icon-ignore-placement": true,
        "text-field": ["step", ["zoom"], "", 12.5, ["get", "name"]],
        "text-font": FONT,
        "text-size": 11,
        "text-anchor": "top",
        "text-offset": [
          "case",
          ["get", "fanned"],
          ["literal", [0, SITE_NAME_AT]],
          ["get", "selected"],
          ["literal", [0, SELECTED / 11 + 0.2]],
          ["literal", [0, 0.7]],
        ],
        "text-optional": true,
      },
      paint: { "text-color": p.quiet, "text-halo-color": p.halo, "text-halo-width": 1.4 },
    },
    {
      id: "selected",
      type: "circle",
      source: "sites",
      filter: ["==", ["get", "selected"], true],
      paint: {
        "circle-radius": SELECTED,
        "circle-color": "rgba(0,0,0,0)",
        "circle-stroke-color": p.focus,
        "circle-stroke-width": 2,
      },
    },
    unitLayer("units-near", p, "near", { minzoom: NEAR_ZOOM }),
    unitLayer("units-far", p, "far", { maxzoom: NEAR_ZOOM }),
    unitLayer("units", p, "any", {}),
    {
      id: "sites",
      type: "symbol",
      source: "sites",
      filter: ["!=", ["get", "action"], "none"],
      layout: {
        "icon-image": ["get", "icon"],
        "icon-allow-overlap": true,
        "icon-ignore-placement": true,
        "symbol-sort-key": ["get", "weight"],
        "text-field": ["get", "name"],
        "text-font": FONT,
        "text-size": 12,
        "text-variable-anchor-offset": [
          "case",
          ["get", "fanned"],
          ["literal", ["top", [0, SITE_NAME_AT], "bottom", [0, -SITE_NAME_AT]]],
          ["literal", ["left", [1.35, 0], "right", [-1.35, 0], "top", [0, 1.35], "bottom", [0, -1.35]]],
        ],
        "text-justify": "auto",
        "text-optional": true,
        "text-padding": 1,
      },
      paint: { "text-color": p.text, "text-halo-color": p.halo, "text-halo-width": 1.6 },
    },
  ];
}

export function style(p: Palette, live: Live): StyleSpecification {
  return {
    version: 8,
    name: p.night ? "Dispatch night" : "Dispatch day",
    sources: sources(live),
    layers: [...ground(p), ...roads(p), ...operations(p)],
  };
}
