/** The system room's part of the wire. */
export * from './system/import-errors.ts';
export * from './system/imports.ts';
import { importErrors } from './system/import-errors.ts';
import { importEndpoints } from './system/imports.ts';

export const systemErrors = { ...importErrors };
export const systemEndpoints = { ...importEndpoints };
