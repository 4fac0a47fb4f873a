/** The system room's part of the wire. */
export * from './system/import-errors.ts';
export * from './system/imports.ts';
export * from './system/operations.ts';
export * from './system/parameters.ts';
import { importErrors } from './system/import-errors.ts';
import { importEndpoints } from './system/imports.ts';
import { operationEndpoints, operationErrors } from './system/operations.ts';
import { parameterEndpoints, parameterErrors } from './system/parameters.ts';

export const systemErrors = { ...importErrors, ...parameterErrors, ...operationErrors };
export const systemEndpoints = { ...importEndpoints, ...parameterEndpoints, ...operationEndpoints };
