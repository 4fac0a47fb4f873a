import { ParameterName, parameterDefinitions, systemEvents } from '@huiting/contracts/system';
import type { Parameter } from '@huiting/contracts/system';
import { dateIn, instantOf } from '../../../platform/clock/zone-time.ts';
import type { Ctx } from '../../../platform/context.ts';
import { refuse } from '../../../platform/errors.ts';
import { above } from '../../../platform/parameters.ts';
import { authorize, authorizeSomewhere, permits } from '../../../platform/permits.ts';
import type { Platform } from '../../../platform/room.ts';
import type { BranchDirectory } from '../../organization/index.ts';
import * as store from '../system.parameter.store.ts';

/** Days are counted where head office is. */
const zone = 'Asia/Shanghai';

type Unit = NonNullable<Awaited<ReturnType<BranchDirectory['unitById']>>>;

/** SY-02: figures of the house, for the bank or a unit, by version, with a day of effect and a history. */
export function createParameterUseCases({
  platform,
  directory,
}: {
  platform: Platform;
  directory: BranchDirectory;
}) {
  const { db, parameters, audit } = platform;

  const refresh = async (): Promise<void> => parameters.replace(await store.readValues(db));

  /** Whoever may nowhere is not told which units there are. */
  async function unitFor(ctx: Ctx, permission: 'parameter.view' | 'parameter.manage', orgUnitId: string) {
    authorizeSomewhere(ctx, permission);
    const unit = (await directory.unitById(orgUnitId)) ?? refuse('organization.unit_not_found');
    authorize(ctx, permission, unit.path);
    return unit;
  }

  /** What binds the whole bank and guards it is the security administrators' to set. */
  function mayChange(ctx: Ctx, name: ParameterName, unit: Unit): boolean {
    const isSecurity = parameterDefinitions[name].room === 'access';
    return (
      permits(ctx.actor, 'parameter.manage', unit.path) &&
      permits(ctx.actor, 'access.manage', unit.path) === isSecurity &&
      (parameterDefinitions[name].scope === 'unit' || unit.parentId === null)
    );
  }

  async function show(
    ctx: Ctx,
    unit: Unit,
    line: readonly Unit[],
    name: ParameterName,
    versions: readonly store.VersionRow[],
  ): Promise<Parameter> {
    const now = ctx.now();
    const { room, name: title, note, unit: measure, min, max, usual, scope } = parameterDefinitions[name];
    const decided = pathsUp(unit.path).find((path) => parameters.own(name, path, now) !== null);
    const decider = line.find(({ path }) => path === decided);
    const newest = versions[0];
    return {
      name,
      room,
      title,
      note,
      unit: measure,
      min,
      max,
      usual,
      scope,
      value: parameters.number(name, unit.path, now),
      decidedAt: decider === undefined ? null : { orgUnitId: decider.id, name: decider.name },
      version: newest?.version ?? 0,
      own: parameters.own(name, unit.path, now),
      planned: newest !== undefined && newest.effectiveFrom > now ? plain(newest) : null,
      mayChange: mayChange(ctx, name, unit),
    };
  }

  return {
    refresh,

    listParameters: async (ctx: Ctx, input: { orgUnitId: string }): Promise<{ parameters: Parameter[] }> => {
      const unit = await unitFor(ctx, 'parameter.view', input.orgUnitId);
      await refresh();
      const [line, versions] = await Promise.all([
        directory.lineOf(unit.id),
        store.readVersions(db, unit.id, null),
      ]);
      const shown = ParameterName.options.map((name) =>
        show(
          ctx,
          unit,
          line,
          name,
          versions.filter((row) => row.name === name),
        ),
      );
      return { parameters: await Promise.all(shown) };
    },

    listParameterVersions: async (ctx: Ctx, input: { name: ParameterName; orgUnitId: string }) => {
      const unit = await unitFor(ctx, 'parameter.view', input.orgUnitId);
      return { versions: (await store.readVersions(db, unit.id, input.name)).map(plain) };
    },

    setParameter: async (
      ctx: Ctx,
      input: {
        name: ParameterName;
        orgUnitId: string;
        value: number | null;
        basedOn: number;
        effectiveOn: string | null;
        reason: string;
      },
    ): Promise<Parameter> => {
      const { name, value } = input;
      const unit = await unitFor(ctx, 'parameter.manage', input.orgUnitId);
      const { min, max, scope } = parameterDefinitions[name];
      if (scope === 'bank' && unit.parentId !== null) refuse('parameter.bank_only');
      if (!mayChange(ctx, name, unit)) refuse('platform.forbidden', { permission: 'access.manage' });
      if (value !== null && (value < min || value > max)) refuse('parameter.out_of_range', { min, max });
      const now = ctx.now();
      if (input.effectiveOn !== null && input.effectiveOn < dateIn(zone, now)) refuse('parameter.past');
      const dawn = input.effectiveOn === null ? now : instantOf(zone, input.effectiveOn, '00:00');
      const row = {
        version: input.basedOn + 1,
        value,
        effectiveFrom: Math.max(now, dawn),
        changedAt: now,
        changedBy: ctx.actor.name,
        reason: input.reason,
      };
      const line = await directory.lineOf(unit.id);
      return db.transact(ctx, unit.id, async (tx) => {
        const versions = await store.readVersions(tx, unit.id, name);
        if (
          (versions[0]?.version ?? 0) !== input.basedOn ||
          !(await store.insertVersion(tx, unit.id, name, row))
        )
          refuse('parameter.changed', { version: versions[0]?.version ?? 0 });
        tx.emit(systemEvents.parameterChanged, {
          name,
          orgUnitId: unit.id,
          path: unit.path,
          version: row.version,
          value,
          effectiveFrom: row.effectiveFrom,
        });
        await audit(tx, ctx, {
          action: 'system.setParameter',
          object: `parameter:${name}`,
          orgUnitId: unit.id,
          outcome: 'done',
          detail: {
            before: versions[0]?.value ?? null,
            after: value,
            from: row.effectiveFrom,
            reason: input.reason,
          },
        });
        // As it will be read from now on, here and (by the event) in every other process.
        parameters.replace(await store.readValues(tx));
        return show(ctx, unit, line, name, [row, ...versions]);
      });
    },
  };
}

export type ParameterUseCases = ReturnType<typeof createParameterUseCases>;

const plain = ({ version, value, effectiveFrom, changedAt, changedBy, reason }: store.VersionRow) => ({
  version,
  value,
  effectiveFrom,
  changedAt,
  changedBy,
  reason,
});

function pathsUp(path: string): string[] {
  const paths: string[] = [];
  for (let at = path; at !== ''; at = above(at)) paths.push(at);
  return paths;
}
