import type { Actor } from '../../platform/context.ts';
import { registerExporter } from '../../platform/exports/exporter.ts';
import type { Exporter } from '../../platform/exports/exporter.ts';
import type { Importer } from '../../platform/imports/importer.ts';
import type { Platform, RoomParts } from '../../platform/room.ts';
import type { BranchDirectory } from '../organization/index.ts';
import { followParameters } from './system.events.ts';
import { systemJobs } from './system.jobs.ts';
import { systemRoutes } from './system.routes.ts';
import { createExports } from './use-cases/export-list.ts';
import { importTransfers } from './use-cases/give-files.ts';
import { createImports } from './use-cases/import-file.ts';
import { createOperations } from './use-cases/operate.ts';
import type { Machinery } from './use-cases/operate.ts';
import { createExportRunner } from './use-cases/run-exports.ts';
import { createImportRunner } from './use-cases/run-imports.ts';
import { createParameterUseCases } from './use-cases/set-parameter.ts';

export interface SystemUses {
  readonly directory: BranchDirectory;
  /** Of every room that is built before this one. */
  readonly importers: readonly Importer[];
  /** Of every room, also of those built later: asked for when an export is. Registers that can be filled give themselves out. */
  readonly exporters?: () => readonly Exporter[];
  readonly actorOfUser: (userId: string) => Promise<Actor | null>;
  readonly wall: () => number;
  readonly machinery: Omit<Machinery, 'wall'>;
}

/** Imports and exports, parameters, and what runs by itself. */
export function createSystem(platform: Platform, uses: SystemUses) {
  const importers = new Map(uses.importers.map((importer) => [importer.kind, importer]));
  const deps = { platform, ...uses, importers, nudge: (): void => runner.nudge() };
  const runner = createImportRunner(deps);
  const imports = createImports(deps);
  const registers = uses.importers.map(registerExporter);
  const exportDeps = {
    platform,
    ...uses,
    exporterOf: (kind: string) =>
      [...(uses.exporters?.() ?? []), ...registers].find((one) => one.kind === kind) ?? null,
    nudge: (): void => exportRunner.nudge(),
  };
  const exportRunner = createExportRunner(exportDeps);
  const exports = createExports(exportDeps);
  const parameters = createParameterUseCases({ platform, directory: uses.directory });
  const operations = createOperations(platform, { ...uses.machinery, wall: uses.wall });
  return {
    service: {
      ...imports,
      ...exports,
      ...parameters,
      ...operations,
      runImports: runner.runAll,
      runExports: exportRunner.runAll,
    },
    routes: systemRoutes(imports, exports, parameters, operations),
    onEvent: followParameters(parameters.refresh, platform.log),
    transfers: [...importTransfers(deps, imports), exports.fetchExport],
    jobs: systemJobs(platform),
    background: {
      start: () => {
        runner.start();
        exportRunner.start();
      },
      stop: async () => {
        await runner.stop();
        await exportRunner.stop();
      },
    },
  } satisfies RoomParts & { service: unknown };
}
