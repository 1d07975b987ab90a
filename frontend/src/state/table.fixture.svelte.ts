// What an effect sees, run by run. For tests of what is reactive. Not part of the application.
import { flushSync } from "svelte";

export function watched<Value>(read: () => Value): Value[] {
  const seen: Value[] = [];
  $effect.root(() => {
    $effect(() => {
      seen.push(read());
    });
  });
  flushSync();
  return seen;
}
