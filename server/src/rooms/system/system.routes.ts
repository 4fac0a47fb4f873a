import { systemEndpoints } from '@huiting/contracts/system';
import { routes } from '../../platform/http/handlers.ts';
import type { Routes } from '../../platform/http/handlers.ts';
import type { createExports } from './use-cases/export-list.ts';
import type { createImports } from './use-cases/import-file.ts';
import type { createOperations } from './use-cases/operate.ts';
import type { ParameterUseCases } from './use-cases/set-parameter.ts';

export function systemRoutes(
  imports: ReturnType<typeof createImports>,
  exports: ReturnType<typeof createExports>,
  parameters: ParameterUseCases,
  operations: ReturnType<typeof createOperations>,
): Routes {
  return routes(systemEndpoints, {
    listImportKinds: imports.listImportKinds,
    listImports: imports.listImports,
    getImport: imports.getImport,
    listBadRows: imports.listBadRows,
    beginImport: imports.beginImport,
    checkImport: imports.checkImport,
    startImport: imports.startImport,
    cancelImport: imports.cancelImport,
    listExports: exports.listExports,
    getExport: exports.getExport,
    beginExport: exports.beginExport,
    cancelExport: exports.cancelExport,
    listParameters: parameters.listParameters,
    listParameterVersions: parameters.listParameterVersions,
    setParameter: parameters.setParameter,
    getHealth: operations.getHealth,
    listJobs: operations.listJobs,
    runJob: operations.runJob,
    retryParked: operations.retryParked,
  });
}
