// First: what comes after it may need it.
import "../lib/old";
import School from "../screens/school/School.svelte";
import { boot } from "./boot";

boot(School);
