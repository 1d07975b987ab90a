// The tabs that are not seen first: one file, which comes after the page can be used.
export { default as MeTab } from "./MeTab.svelte";
export { default as SitesTab } from "./SitesTab.svelte";
export { default as UnitsTab } from "./UnitsTab.svelte";
export { default as OffDuty } from "./OffDuty.svelte";
export { default as SignOn } from "./SignOn.svelte";
export { default as Dim } from "./Dim.svelte";
export { default as MapTab } from "./MapTab.svelte";
