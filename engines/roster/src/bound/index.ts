export { linearBound } from './linear-bound.ts';
