import type { Plugin } from "vite";

interface Chunk {
  readonly file: string;
  readonly css?: readonly string[];
  readonly assets?: readonly string[];
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
}

interface Page {
  /** ``unit``: of unit.html and /unit/. */
  readonly name: string;
  readonly also?: readonly string[];
}

export function filesOf(manifest: Readonly<Record<string, Chunk>>, entry: string): string[];
export function workerOf(source: string, name: string, files: readonly string[], page: string): string;
export function pageWorkers(source: string, pages: readonly Page[]): Plugin;
