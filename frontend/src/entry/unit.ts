import Unit from "../screens/unit/Unit.svelte";
import { boot } from "./boot";

boot(Unit);
