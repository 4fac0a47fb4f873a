import type { Actor } from '../../../platform/context.ts';
import type { Exporter } from '../../../platform/exports/exporter.ts';
import type { Platform } from '../../../platform/room.ts';
import type { BranchDirectory } from '../../organization/index.ts';

export interface ExportDeps {
  readonly platform: Platform;
  readonly directory: BranchDirectory;
  /** Of every room, also of those built after this one: asked for when an export is. */
  readonly exporterOf: (kind: string) => Exporter | null;
  /** Rights as they are now; null = the person is gone or frozen. */
  readonly actorOfUser: (userId: string) => Promise<Actor | null>;
  /** The wall clock, ms. */
  readonly wall: () => number;
  /** There is something for the runner. */
  readonly nudge: () => void;
}
