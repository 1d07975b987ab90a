import { mount } from "svelte";
import Opening from "./Opening.svelte";

const target = document.getElementById("app");
if (!target) throw new Error("The page has no #app to draw into.");

mount(Opening, { target, props: { page: "Console" } });
