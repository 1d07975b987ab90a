// The map's style: our own base map from small files of this server, no glyph or sprite files, labels in the page's own font.
import type { StyleSpecification } from "maplibre-gl";
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
        "text-offset": [0, 0.7],
        "text-optional": true,
      },
      paint: { "text-color": p.quiet, "text-halo-color": p.halo, "text-halo-width": 1.4 },
    },
    {
      id: "units",
      type: "symbol",
      source: "units",
      layout: {
        "icon-image": ["get", "icon"],
        "icon-rotate": ["get", "heading"],
        "icon-rotation-alignment": "map",
        "icon-allow-overlap": true,
        "icon-ignore-placement": true,
        "icon-size": ["case", ["get", "selected"], 1.3, 1],
        "text-field": [
          "step",
          ["zoom"],
          ["case", ["get", "reported"], ["get", "label"], ""],
          12,
          ["get", "label"],
        ],
        "text-font": FONT,
        "text-size": 10.5,
        "text-offset": [0, 1.05],
        "text-anchor": "top",
        "text-optional": true,
      },
      paint: {
        "text-color": p.text,
        "text-halo-color": p.halo,
        "text-halo-width": 1.5,
        "icon-opacity": ["case", ["get", "old"], 0.55, 1],
      },
    },
    {
      id: "selected",
      type: "circle",
      source: "sites",
      filter: ["==", ["get", "selected"], true],
      paint: {
        "circle-radius": 17,
        "circle-color": "rgba(0,0,0,0)",
        "circle-stroke-color": p.focus,
        "circle-stroke-width": 2,
      },
    },
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
        "text-variable-anchor": ["left", "right", "top", "bottom"],
        "text-radial-offset": 1.35,
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
