import Liaison from "../screens/liaison/Liaison.svelte";
import { boot } from "./boot";

boot(Liaison);
