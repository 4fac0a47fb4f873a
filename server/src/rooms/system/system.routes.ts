import { systemEndpoints } from '@huiting/contracts/system';
import { routes } from '../../platform/http/handlers.ts';
import type { Routes } from '../../platform/http/handlers.ts';
import type { createImports } from './use-cases/import-file.ts';

export function systemRoutes(imports: ReturnType<typeof createImports>): Routes {
  return routes(systemEndpoints, {
    listImportKinds: imports.listImportKinds,
    listImports: imports.listImports,
    getImport: imports.getImport,
    listBadRows: imports.listBadRows,
    beginImport: imports.beginImport,
    checkImport: imports.checkImport,
    startImport: imports.startImport,
    cancelImport: imports.cancelImport,
  });
}
