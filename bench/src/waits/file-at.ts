import { existsSync } from 'node:fs';
import { UsageError } from '../run-bounded.ts';

/** The path, or a sentence saying that nothing is there. */
export function fileAt(path: string): string {
  if (!existsSync(path)) throw new UsageError(`There is no file ${path}: name its folder with --data.`);
  return path;
}
