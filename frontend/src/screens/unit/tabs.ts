// The tabs that are not seen first: one file, which comes after the page can be used.
export { default as MeTab } from "./MeTab.svelte";
export { default as SitesTab } from "./SitesTab.svelte";
export { default as UnitsTab } from "./UnitsTab.svelte";
