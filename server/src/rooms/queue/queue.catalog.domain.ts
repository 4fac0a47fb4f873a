import { defaultStrategy } from '@huiting/queueing/strategy';
import type { QueueStrategy } from '@huiting/queueing/strategy';
import type { ServiceType } from '@huiting/contracts/queue';
import { refuse } from '../../platform/errors.ts';
import type { BranchInfo } from '../organization/index.ts';

export interface ServiceStatistic {
  readonly medianServiceSeconds: number;
  /** (actual − estimate) ÷ estimate of past waits, ascending. */
  readonly relativeErrors: readonly number[];
}

/** What changes rarely: read once and kept, renewed when somebody publishes or a day ends. */
export interface Catalog {
  readonly branch: BranchInfo;
  readonly services: readonly ServiceType[];
  readonly byId: ReadonlyMap<string, ServiceType>;
  readonly byCode: ReadonlyMap<string, ServiceType>;
  readonly strategies: ReadonlyMap<number, QueueStrategy>;
  readonly statistics: ReadonlyMap<string, ServiceStatistic>;
}

const builtIn = defaultStrategy();

export function strategyOf(catalog: Catalog, version: number): QueueStrategy {
  return catalog.strategies.get(version) ?? builtIn;
}

export function serviceById(catalog: Catalog, id: string): ServiceType {
  return catalog.byId.get(id) ?? refuse('queue.service_not_found');
}
