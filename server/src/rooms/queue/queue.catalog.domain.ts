import { defaultStrategy } from '@huiting/queueing/strategy';
import type { QueueStrategy } from '@huiting/queueing/strategy';
import type { DisplaySetting, ServiceType } from '@huiting/contracts/queue';
import { refuse } from '../../platform/errors.ts';
import type { BranchInfo } from '../organization/index.ts';
import type { ServiceTerms } from './queue.setup.domain.ts';

export interface ServiceStatistic {
  readonly medianServiceSeconds: number;
  /** (actual − estimate) ÷ estimate of past waits, ascending. */
  readonly relativeErrors: readonly number[];
}

/** What changes rarely: read once and kept, renewed when somebody publishes or a day ends. */
/** What a window takes and by which work profile. */
export interface WindowMapping {
  readonly serviceCodes: readonly string[];
  readonly profileCode: string;
}

export interface Catalog {
  readonly branch: BranchInfo;
  readonly services: readonly ServiceType[];
  readonly byId: ReadonlyMap<string, ServiceType>;
  readonly byCode: ReadonlyMap<string, ServiceType>;
  /** By service code. */
  readonly terms: ReadonlyMap<string, ServiceTerms>;
  /** By window; a window without one takes what its master record says. */
  readonly mappings: ReadonlyMap<string, WindowMapping>;
  readonly strategies: ReadonlyMap<number, QueueStrategy>;
  readonly statistics: ReadonlyMap<string, ServiceStatistic>;
  /** Tickets come from a queue machine of another maker, and from it alone (QU-13). */
  readonly machineFed: boolean;
  /** Languages of the hall's voice and screens. */
  readonly display: DisplaySetting;
}

const builtIn = defaultStrategy();

export function strategyOf(catalog: Catalog, version: number): QueueStrategy {
  return catalog.strategies.get(version) ?? builtIn;
}

/** The newest published: what is in force, or will be with the next business day. */
export function currentStrategy(catalog: Catalog): QueueStrategy {
  return strategyOf(catalog, Math.max(0, ...catalog.strategies.keys()));
}

export function serviceById(catalog: Catalog, id: string): ServiceType {
  return catalog.byId.get(id) ?? refuse('queue.service_not_found');
}
