import type { Plugin } from "vite";

interface Chunk {
  readonly file: string;
  readonly css?: readonly string[];
  readonly assets?: readonly string[];
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
}

export function filesOf(manifest: Readonly<Record<string, Chunk>>, entry?: string): string[];
export function workerOf(source: string, files: readonly string[], page: string): string;
export function unitWorker(source: string): Plugin;
