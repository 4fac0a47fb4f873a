import type { ServiceWindow, WindowKind } from '@huiting/contracts/organization';
import { refuse } from '../../platform/errors.ts';
import type { Catalog, WindowMapping } from './queue.catalog.domain.ts';
import type { Staff, WindowNow } from './queue.domain.ts';

/** What an elastic window takes when it is turned to another kind (RO-05); its own kind keeps its own list. */
const servicesOfKind: Readonly<Record<WindowKind, readonly string[]>> = {
  general: ['personal', 'cash', 'transfer', 'pension'],
  cash: ['cash', 'personal', 'transfer', 'pension'],
  nonCash: ['personal', 'transfer', 'pension'],
  vip: ['wealth', 'personal', 'cash'],
  express: ['cash', 'transfer'],
  corporate: ['corporate', 'cash'],
  flex: ['personal', 'cash', 'transfer', 'pension', 'wealth', 'corporate'],
};
const profileOfKind: Readonly<Record<WindowKind, string>> = {
  general: 'general',
  cash: 'cash',
  nonCash: 'nonCash',
  vip: 'vip',
  express: 'express',
  corporate: 'corporate',
  flex: 'all',
};

export function definitionOf(catalog: Catalog, windowId: string): ServiceWindow {
  const { windows, removedWindows } = catalog.branch;
  const isIt = ({ id }: ServiceWindow): boolean => id === windowId;
  // What began at a window that has been taken away since is still told by its name.
  return windows.find(isIt) ?? removedWindows.find(isIt) ?? refuse('queue.window_not_found');
}

/** What the queue's setup gives the window; without a word there, its master record. */
export function mappingOf(
  catalog: Catalog,
  definition: ServiceWindow,
): WindowMapping & { serviceCodes: string[] } {
  const { serviceCodes, profileCode } = catalog.mappings.get(definition.id) ?? definition;
  return { serviceCodes: [...serviceCodes], profileCode };
}

/** Service codes the window may take now; never exceeded. */
export function mayTake(catalog: Catalog, window: WindowNow): string[] {
  const definition = catalog.branch.windows.find(({ id }) => id === window.windowId);
  if (definition === undefined) return [];
  const codes =
    window.kind === definition.kind
      ? mappingOf(catalog, definition).serviceCodes
      : servicesOfKind[window.kind];
  return codes.filter((code) => catalog.byCode.has(code));
}

/** Services the window may come to take, whatever kind it is turned to: what a call loads before it knows the kind. */
export function mayEverTake(catalog: Catalog, windowId: string): string[] {
  const definition = definitionOf(catalog, windowId);
  return definition.elastic
    ? catalog.services.map(({ code }) => code)
    : [...mappingOf(catalog, definition).serviceCodes];
}

/** Work profiles the window may come to work by: its own, and those of the kinds an elastic one is turned to. */
export function profilesInReach(catalog: Catalog, definition: ServiceWindow): string[] {
  const { profileCode } = mappingOf(catalog, definition);
  return definition.elastic ? [profileCode, ...Object.values(profileOfKind)] : [profileCode];
}

export function profileFor(catalog: Catalog, definition: ServiceWindow, kind: WindowKind): string {
  return kind === definition.kind ? mappingOf(catalog, definition).profileCode : profileOfKind[kind];
}

/** The teller at this window, or a refusal: calling and serving are done by whoever signed in, nobody else. */
export function seatedStaff(window: WindowNow | null, staffId: string | undefined): Staff {
  if (window === null) refuse('queue.window_not_found');
  if (window.session === null || window.session.staff.id !== staffId) refuse('queue.not_signed_in');
  return window.session.staff;
}

export function assertOpen(window: WindowNow): void {
  if (window.session?.state === 'paused') refuse('queue.window_paused');
}

/** Windows where somebody serves now and that may take a service. */
export function openFor(catalog: Catalog, windows: readonly WindowNow[], serviceCode: string): WindowNow[] {
  return windows.filter(
    (window) => window.session?.state === 'open' && mayTake(catalog, window).includes(serviceCode),
  );
}
