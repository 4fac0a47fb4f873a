import { Post } from './posts.ts';
import { changeEndpoints, changeErrors, changeEvents } from './staff/changes.ts';
import { postEndpoints, postErrors } from './staff/posts.ts';
import { registerEndpoints, registerErrors, registerEvents } from './staff/register.ts';

export { Post };
export * from './staff/changes.ts';
export * from './staff/posts.ts';
export * from './staff/register.ts';

export const staffErrors = { ...registerErrors, ...postErrors, ...changeErrors };
export const staffEvents = { ...registerEvents, ...changeEvents };
export const staffEndpoints = { ...registerEndpoints, ...postEndpoints, ...changeEndpoints };
