// The sheets that open over a tab: one file, which comes after the page can be used.
export { default as Message } from "./Message.svelte";
export { default as Photos } from "./Photos.svelte";
export { default as SitePlan } from "./SitePlan.svelte";
export { default as Here } from "./command/Here.svelte";
export { default as StatusMore } from "./StatusMore.svelte";
