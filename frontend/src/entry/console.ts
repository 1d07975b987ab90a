import Dispatch from "../screens/dispatch/Dispatch.svelte";
import { boot } from "./boot";

boot(Dispatch);
