// First: what comes after it may need it.
import "../lib/old";
import Unit from "../screens/unit/Unit.svelte";
import { boot } from "./boot";

boot(Unit);
