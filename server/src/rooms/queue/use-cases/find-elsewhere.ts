import { stageFunctions } from '@huiting/contracts/organization';
import type { Elsewhere } from '@huiting/contracts/queue';
import type { Ctx } from '../../../platform/context.ts';
import type { BranchInfo } from '../../organization/index.ts';
import type { QueueDeps } from '../queue.command.service.ts';
import { isPlaced, straightMetres } from '../queue.elsewhere.domain.ts';
import { readFigures } from '../queue.reads.service.ts';

/** Nearest ones whose queue is looked at; those that are closed or do not do it are passed over. */
const looked = 12;
const shown = 5;
/** Anybody may ask: the same question within this time gets the same answer. Business time, ms. */
const goodForMs = 10_000;
const remembered = 2_000;

interface Kept {
  readonly at: number;
  readonly answer: Promise<Elsewhere>;
}

/** BR-13: waits come from the queues themselves, at this moment; the distance is the straight one. */
export function createElsewhere(deps: QueueDeps) {
  const kept = new Map<string, Kept>();

  async function waitAt(branch: BranchInfo, serviceCode: string | null) {
    const catalog = await deps.catalogs.of(branch.id);
    const figures = await readFigures(deps, branch.id);
    if (serviceCode === null) return { waiting: figures.waiting, expected: null, isOpen: true };
    const service = catalog.byCode.get(serviceCode);
    const figure = figures.services.find(({ serviceTypeId }) => serviceTypeId === service?.id);
    return figure === undefined
      ? null
      : { waiting: figure.waiting, expected: figure.expected, isOpen: figure.closed === null };
  }

  function nearest(here: BranchInfo, all: readonly BranchInfo[], now: number) {
    if (!isPlaced(here)) return [];
    return all
      .filter((one) => one.id !== here.id && stageFunctions[one.stage].listed && isPlaced(one))
      .map((branch) => ({ branch, metres: straightMetres(here, branch) }))
      .toSorted((a, b) => a.metres - b.metres)
      .filter(({ branch }) => {
        const { opensAt, closesAt, noon } = deps.directory.dayAt(branch, now);
        const isNoon = noon !== null && noon.from <= now && now < noon.until;
        return opensAt !== null && closesAt !== null && opensAt <= now && now < closesAt && !isNoon;
      })
      .slice(0, looked);
  }

  async function find(branchId: string, wanted: string | null, now: number): Promise<Elsewhere> {
    const here = await deps.directory.get(branchId);
    const catalog = await deps.catalogs.of(branchId);
    const services = catalog.services.filter(({ code }) => catalog.terms.get(code)?.offered === true);
    const serviceCode = services.some(({ code }) => code === wanted) ? wanted : null;
    const diversion = serviceCode === null ? null : (catalog.terms.get(serviceCode)?.diversion ?? null);
    const [own, others] = await Promise.all([
      stageFunctions[here.stage].ticketing ? waitAt(here, serviceCode) : null,
      Promise.all(
        nearest(here, await deps.directory.all(), now).map(async ({ branch, metres }) => ({
          branch,
          metres,
          // A branch without a queue of its own is none to send anybody to.
          wait: await waitAt(branch, serviceCode).catch(() => null),
        })),
      ),
    ]);
    return {
      services: services.map(({ code, name }) => ({ code, name })),
      serviceCode,
      channel:
        diversion === null
          ? null
          : { place: diversion.place, advice: diversion.advice, minutes: diversion.minutes },
      here: { waiting: own?.waiting ?? 0, expected: own?.expected ?? null },
      branches: others
        .flatMap(({ branch, metres, wait }) =>
          wait?.isOpen === true
            ? [
                {
                  id: branch.id,
                  name: branch.name,
                  city: branch.city,
                  address: branch.address,
                  straightMetres: metres,
                  closesAt: deps.directory.dayAt(branch, now).closesAt!,
                  waiting: wait.waiting,
                  expected: wait.expected,
                },
              ]
            : [],
        )
        .slice(0, shown),
    };
  }

  return {
    findElsewhere: (
      ctx: Ctx,
      input: { readonly branchId: string; readonly serviceCode?: string | undefined },
    ): Promise<Elsewhere> => {
      const now = ctx.now();
      const wanted = input.serviceCode ?? null;
      const key = `${input.branchId} ${wanted ?? ''}`;
      const known = kept.get(key);
      if (known !== undefined && now >= known.at && now - known.at < goodForMs) return known.answer;
      const answer = find(input.branchId, wanted, now);
      // Questions of strangers do not fill the memory.
      if (kept.size >= remembered) kept.clear();
      kept.set(key, { at: now, answer });
      answer.catch(() => kept.delete(key));
      return answer;
    },
  };
}
