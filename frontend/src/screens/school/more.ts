// What a school's page does not need at first: one file, which comes after the page can be used.
export { default as DayList } from "../../parts/people/DayList.svelte";
export { default as Disclose } from "../../parts/people/Disclose.svelte";
export { default as People } from "../../parts/people/People.svelte";
export { default as Floors } from "../../parts/plan/Floors.svelte";
export { default as Release } from "./Release.svelte";
export { default as Me } from "./Me.svelte";
