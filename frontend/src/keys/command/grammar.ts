// What a line means and what could follow: one file, which comes right after the board can be seen. A line that is typed before is kept as
// it stands, and read when this is there.
export { complete } from "./complete";
export { parse } from "./parse";
