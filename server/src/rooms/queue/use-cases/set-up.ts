import { queueEvents } from '@huiting/contracts/queue';
import type { OutputOf } from '@huiting/contracts/core/endpoint';
import type {
  DriftItem,
  QueueSetup,
  QueueTemplate,
  SetupProblem,
  queueSetupEndpoints,
} from '@huiting/contracts/queue';
import { defaultStrategy } from '@huiting/queueing/strategy';
import type { QueueStrategy } from '@huiting/queueing/strategy';
import type { Ctx } from '../../../platform/context.ts';
import { refuse } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { authorize, authorizeSomewhere } from '../../../platform/permits.ts';
import type { Reader } from '../../../platform/database/query.ts';
import { currentStrategy } from '../queue.catalog.domain.ts';
import type { Catalog } from '../queue.catalog.domain.ts';
import { enter } from '../queue.command.service.ts';
import type { QueueDeps } from '../queue.command.service.ts';
import {
  driftOf,
  fromTemplate,
  isBlocked,
  setupOfService,
  setupProblems,
  templateProblems,
} from '../queue.setup.domain.ts';
import * as store from '../queue.setup.store.ts';
import { mappingOf } from '../queue.windows.domain.ts';

type Answer<K extends keyof typeof queueSetupEndpoints> = OutputOf<(typeof queueSetupEndpoints)[K]>;
interface AtBranch {
  readonly branchId: string;
}

/** QU-03: the branch's setup beside the template it came from. */
export async function getSetup(
  deps: QueueDeps,
  ctx: Ctx,
  { branchId }: AtBranch,
): Promise<Answer<'getSetup'>> {
  const catalog = await enter(deps, ctx, branchId, 'queue.configure');
  const { db } = deps.platform;
  const kept = await store.readSetup(db, branchId, null);
  const setup = alignWindows(catalog, kept?.document ?? (await setupAsIs(deps, catalog)));
  const template = await templateFor(db, catalog, setup);
  return {
    version: kept?.version.version ?? 0,
    setup,
    template,
    ...judge(catalog, setup, template?.setup ?? null),
    windows: catalog.branch.windows.map(({ id, label, number, kind, elastic }) => ({
      id,
      label,
      number,
      kind,
      elastic,
    })),
    profiles: profileNames(currentStrategy(catalog)),
    versions: await store.listSetups(db, branchId),
  };
}

export async function getSetupVersion(
  deps: QueueDeps,
  ctx: Ctx,
  input: AtBranch & { readonly version: number },
): Promise<Answer<'getSetupVersion'>> {
  const catalog = await enter(deps, ctx, input.branchId, 'queue.configure');
  const kept = await store.readSetup(deps.platform.db, input.branchId, input.version);
  if (kept === null) return refuse('queue.setup_not_found');
  const windows = kept.document.windows.filter(({ windowId }) =>
    catalog.branch.windows.some(({ id }) => id === windowId),
  );
  return { version: kept.version, setup: { ...kept.document, windows } };
}

export async function checkSetup(
  deps: QueueDeps,
  ctx: Ctx,
  input: AtBranch & { readonly setup: QueueSetup },
): Promise<Answer<'checkSetup'>> {
  const catalog = await enter(deps, ctx, input.branchId, 'queue.configure');
  const template = await templateFor(deps.platform.db, catalog, input.setup);
  return judge(catalog, input.setup, template?.setup ?? null);
}

/** Writes the setup under the branch's lock and tells it: what kiosks and windows offer changes with the event. */
export async function saveSetup(
  deps: QueueDeps,
  ctx: Ctx,
  input: AtBranch & { readonly baseVersion: number; readonly setup: QueueSetup; readonly reason: string },
): Promise<Answer<'saveSetup'>> {
  const { branchId, setup } = input;
  const catalog = await enter(deps, ctx, branchId, 'queue.configure');
  const problems = setupProblems(setup, boundsOf(catalog));
  if (isBlocked(problems)) refuse('queue.setup_invalid', { problems });
  const before = await setupAsIs(deps, catalog);
  const version = input.baseVersion + 1;
  const by = { id: ctx.actor.id, name: ctx.actor.name };
  const answer = await deps.platform.db.transact(ctx, branchId, async (tx) => {
    const { dayOpen, businessDate } = await store.lockQueue(tx, branchId);
    const newest = await store.readSetup(tx, branchId, null);
    if ((newest?.version.version ?? 0) !== input.baseVersion)
      refuse('platform.conflict', {
        version: newest?.version.version ?? 0,
        by: newest?.version.changedBy ?? '',
      });
    const at = ctx.now();
    if (newest === null) {
      const first = {
        id: branchId,
        version: 0,
        document: before,
        reason: '启用设置管理前',
        by: { id: 'system', name: '系统' },
        at,
      };
      await store.addVersion(tx, 'queue.setup', first);
    }
    await store.addVersion(tx, 'queue.setup', {
      id: branchId,
      version,
      document: setup,
      reason: input.reason,
      by,
      at,
    });
    const headOffice = await store.readHeadOffice(tx, catalog.branch.path);
    const template = headOffice === null ? null : await store.readTemplate(tx, headOffice);
    if (template !== null) await store.noteTemplateVersion(tx, branchId, version, template.version.version);
    const ids = new Map(setup.services.map(({ code }) => [code, catalog.byCode.get(code)?.id ?? newId()]));
    await store.writeServices(tx, branchId, setup.services, (code) => ids.get(code)!);
    await store.writeWindows(
      tx,
      branchId,
      setup.windows.map((window) => ({
        ...window,
        kind: catalog.branch.windows.find(({ id }) => id === window.windowId)!.kind,
      })),
    );
    if (dayOpen) await store.renewCounters(tx, branchId, businessDate!, setup.services);
    tx.emit(queueEvents.setupChanged, { what: 'services' });
    await deps.platform.audit(tx, ctx, {
      action: 'queue.saveSetup',
      object: `branch:${branchId}`,
      orgUnitId: catalog.branch.orgUnitId,
      outcome: 'done',
      detail: {
        version,
        reason: input.reason,
        changed: driftOf(setup, newest?.document ?? before).map(({ key }) => key),
      },
    });
    return { version };
  });
  deps.catalogs.forget(branchId);
  return answer;
}

export async function getTemplate(
  deps: QueueDeps,
  ctx: Ctx,
  { orgUnitId }: { readonly orgUnitId: string },
): Promise<Answer<'getTemplate'>> {
  await enterUnit(deps, ctx, orgUnitId);
  const kept = await store.readTemplate(deps.platform.db, orgUnitId);
  return {
    version: kept?.version.version ?? 0,
    template: kept?.document ?? null,
    profiles: profileNames(defaultStrategy()),
    versions: (await store.listTemplates(deps.platform.db, orgUnitId)).map(
      ({ templateVersion: _, ...version }) => version,
    ),
  };
}

export async function saveTemplate(
  deps: QueueDeps,
  ctx: Ctx,
  input: {
    readonly orgUnitId: string;
    readonly baseVersion: number;
    readonly template: QueueTemplate;
    readonly reason: string;
  },
): Promise<Answer<'saveTemplate'>> {
  const { orgUnitId } = input;
  await enterUnit(deps, ctx, orgUnitId);
  const problems = templateProblems(input.template, defaultStrategy());
  if (isBlocked(problems)) refuse('queue.setup_invalid', { problems });
  const version = input.baseVersion + 1;
  return deps.platform.db.transact(ctx, orgUnitId, async (tx) => {
    const newest = await store.readTemplate(tx, orgUnitId);
    const added =
      (newest?.version.version ?? 0) === input.baseVersion &&
      (await store.addVersion(tx, 'queue.template', {
        id: orgUnitId,
        version,
        document: input.template,
        reason: input.reason,
        by: { id: ctx.actor.id, name: ctx.actor.name },
        at: ctx.now(),
      }));
    if (!added) refuse('platform.conflict', { version: newest?.version.version ?? 0 });
    await deps.platform.audit(tx, ctx, {
      action: 'queue.saveTemplate',
      object: `orgUnit:${orgUnitId}`,
      orgUnitId,
      outcome: 'done',
      detail: { version, reason: input.reason },
    });
    return { version };
  });
}

/** Head office alone has a template; its right is asked at its own path. */
async function enterUnit(deps: QueueDeps, ctx: Ctx, orgUnitId: string): Promise<void> {
  authorizeSomewhere(ctx, 'queue.configure');
  const unit = await deps.directory.unitById(orgUnitId);
  if (unit === null) return refuse('queue.org_unit_not_found');
  authorize(ctx, 'queue.configure', unit.path);
  if (unit.level !== 'headOffice') refuse('queue.org_unit_not_found');
}

/** The setup a branch has without ever having been set up here: what is in force. */
async function setupAsIs(deps: QueueDeps, catalog: Catalog): Promise<QueueSetup> {
  const services = catalog.services.map((type) => setupOfService(type, catalog.terms.get(type.code)!));
  const windows = catalog.branch.windows.map((window) => ({
    windowId: window.id,
    ...mappingOf(catalog, window),
  }));
  const headOffice = await store.readHeadOffice(deps.platform.db, catalog.branch.path);
  const template = headOffice === null ? null : await store.readTemplate(deps.platform.db, headOffice);
  const own = { groups: [], services, windows, kept: [] };
  if (template === null) return own;
  // A branch without a queue begins with the template; one that was never set up here has its services in the template's groups.
  return services.length === 0
    ? fromTemplate(template.document, catalog.branch.windows, own)
    : grouped(own, template.document);
}

function grouped(setup: QueueSetup, { groups, services }: QueueTemplate): QueueSetup {
  const groupOf = new Map(services.map(({ code, groupCode }) => [code, groupCode]));
  return {
    ...setup,
    groups,
    services: setup.services.map((one) => ({ ...one, groupCode: groupOf.get(one.code) ?? null })),
  };
}

/** Windows as they are now: those that are new since, or were given other business in the master record, are in force so. */
function alignWindows(catalog: Catalog, setup: QueueSetup): QueueSetup {
  const windows = catalog.branch.windows.map((window) => ({
    windowId: window.id,
    ...mappingOf(catalog, window),
  }));
  return { ...setup, windows };
}

async function templateFor(
  db: Reader,
  catalog: Catalog,
  setup: QueueSetup,
): Promise<{ version: number; setup: QueueSetup } | null> {
  const headOffice = await store.readHeadOffice(db, catalog.branch.path);
  const kept = headOffice === null ? null : await store.readTemplate(db, headOffice);
  if (kept === null) return null;
  return {
    version: kept.version.version,
    setup: fromTemplate(kept.document, catalog.branch.windows, setup),
  };
}

function judge(
  catalog: Catalog,
  setup: QueueSetup,
  template: QueueSetup | null,
): { problems: SetupProblem[]; drift: DriftItem[] } {
  return {
    problems: setupProblems(setup, boundsOf(catalog)),
    drift: template === null ? [] : driftOf(setup, template),
  };
}

function boundsOf(catalog: Catalog) {
  return {
    windows: catalog.branch.windows,
    strategy: currentStrategy(catalog),
    existing: catalog.services.map(({ code }) => code),
  };
}

const profileNames = (strategy: QueueStrategy) =>
  strategy.profiles.map(({ code, name, nameEn }) => ({ code, name, nameEn }));
