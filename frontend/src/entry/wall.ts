import Wall from "../screens/wall/Wall.svelte";
import { boot } from "./boot";

boot(Wall);
