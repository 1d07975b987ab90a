// Verbs for messages, and for who knows what.
import { knows, message } from "../messages";
import { verb, type Verb } from "./verb";

export const MESSAGES: readonly Verb[] = [
  verb(
    "Log and screen",
    ["M", "MSG"],
    "Message to units, a group, a sector, sites, all",
    "M A7 PAT /call me",
    [["target"]],
    message,
  ),
  verb(
    "Log and screen",
    ["KNOW"],
    "Who knows of an order, an emergency, a BOLO, the last message",
    "KNOW GRHS",
    [["site", "unit"]],
    knows,
  ),
];
