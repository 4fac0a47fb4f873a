import type { Actor } from '../../../platform/context.ts';
import type { Importer } from '../../../platform/imports/importer.ts';
import type { Platform } from '../../../platform/room.ts';
import type { BranchDirectory } from '../../organization/index.ts';

export interface ImportDeps {
  readonly platform: Platform;
  readonly directory: BranchDirectory;
  readonly importers: ReadonlyMap<string, Importer>;
  /** Rights as they are now; null = the person is gone or frozen. */
  readonly actorOfUser: (userId: string) => Promise<Actor | null>;
  /** The wall clock, ms. */
  readonly wall: () => number;
  /** There is something for the runner. */
  readonly nudge: () => void;
}
