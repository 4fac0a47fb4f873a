/** The system room's part of the wire. */
export * from './system/exports.ts';
export * from './system/import-errors.ts';
export * from './system/imports.ts';
export * from './system/operations.ts';
export * from './system/parameters.ts';
import { exportEndpoints, exportErrors } from './system/exports.ts';
import { importErrors } from './system/import-errors.ts';
import { importEndpoints } from './system/imports.ts';
import { operationEndpoints, operationErrors } from './system/operations.ts';
import { parameterEndpoints, parameterErrors } from './system/parameters.ts';

export const systemErrors = { ...importErrors, ...exportErrors, ...parameterErrors, ...operationErrors };
export const systemEndpoints = {
  ...importEndpoints,
  ...exportEndpoints,
  ...parameterEndpoints,
  ...operationEndpoints,
};
