// The sheets that open over a tab: one file, which comes after the page can be used.
export { default as Photos } from "./Photos.svelte";
export { default as SitePlan } from "./SitePlan.svelte";
