import SignIn from "../screens/signin/SignIn.svelte";
import { boot } from "./boot";

boot(SignIn);
