export { reconcile, type ForecastNode } from './reconcile.ts';
