import type { PostDefinition, PostProblem } from '@huiting/contracts/staff';
import { addDays } from '../../../platform/clock/zone-time.ts';
import type { Ctx } from '../../../platform/context.ts';
import { refuse } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import type { Reader } from '../../../platform/database/query.ts';
import { authorizeSomewhere } from '../../../platform/permits.ts';
import { homeOf } from '../staff.domain.ts';
import { overlaps, postProblems, refusalOf } from '../staff.posts.domain.ts';
import type { Dictionary, Held, Wanted } from '../staff.posts.domain.ts';
import * as store from '../staff.posts.store.ts';
import { listCertificates } from '../staff.record.store.ts';
import { lockVersion, reach, recordChange, todayAt } from './staff-deps.ts';
import type { StaffDeps } from './staff-deps.ts';
import { armDaily } from './watch-dates.ts';

/**
 * Whether a person may hold a post: the one question of every road. Refuses by the rule that stands against it, gives the
 * warnings that do not. `keeps`: which of what they hold now they will hold besides.
 */
export async function assertMayHold(
  reader: Reader,
  dictionary: Dictionary,
  staffId: string,
  wanted: Wanted,
  keeps: (held: Held & { readonly kind: string }) => boolean,
): Promise<PostProblem[]> {
  const rule = dictionary.posts.get(wanted.post) ?? refuse('staff.post_not_found', { post: wanted.post });
  if (rule.isRetired) refuse('staff.post_not_usable', { post: wanted.post });
  const held = (await store.listHoldings(reader, staffId)).filter(keeps);
  if (held.some((one) => one.post === wanted.post && overlaps(one, wanted)))
    refuse('staff.post_held', { post: wanted.post });
  const certificates = await listCertificates(reader, staffId);
  const problems = postProblems(dictionary, { held, certificates }, wanted);
  const refusal = refusalOf(problems);
  if (refusal !== null) refuse(refusal.code, refusal.problem);
  return problems;
}

/** OS-08: the dictionary of posts, and duties held beside the main post. */
export function createPosts(deps: StaffDeps) {
  const { db, audit } = deps.platform;
  return {
    async listPosts(ctx: Ctx) {
      const paths = authorizeSomewhere(ctx, 'staff.view');
      const posts = await store.listDefinitions(db, paths, await todayAt(deps, ctx, ''));
      return { posts, exclusions: await store.listExclusions(db) };
    },

    async savePost(
      ctx: Ctx,
      input: {
        readonly code: string;
        readonly version: number;
        readonly post: Omit<PostDefinition, 'code' | 'kind' | 'version' | 'holders'>;
        readonly excludes: readonly {
          readonly other: string;
          readonly rule: { readonly zh: string; readonly en: string };
        }[];
        readonly reason: string;
      },
    ): Promise<{ version: number }> {
      authorizeSomewhere(ctx, 'staff.manage');
      const root = (await deps.directory.root()) ?? refuse('staff.unit_not_found');
      return db.transact(ctx, root.id, async (tx) => {
        const present = await store.lockDefinition(tx, input.code);
        if ((present?.version ?? 0) !== input.version)
          refuse('staff.post_changed', { version: present?.version ?? 0, edited: input.version });
        if (present?.kind === 'main' && input.post.isRetired) refuse('staff.post_kind_fixed');
        const { posts } = await store.readDictionary(tx);
        for (const { other } of input.excludes)
          if (other === input.code || !posts.has(other)) refuse('staff.post_not_found', { post: other });
        const others = new Set(input.excludes.map(({ other }) => other));
        if (others.size < input.excludes.length)
          refuse('platform.bad_input', { issues: [{ path: 'excludes', code: 'duplicate' }] });
        const written = await store.writeDefinition(
          tx,
          input.code,
          input.post,
          input.excludes,
          present === null,
        );
        if (!written) refuse('staff.post_changed', { version: 1, edited: 0 });
        await audit(tx, ctx, {
          action: 'staff.savePost',
          object: `post:${input.code}`,
          orgUnitId: root.id,
          outcome: 'done',
          detail: { reason: input.reason, post: input.post, excludes: input.excludes },
        });
        return { version: input.version + 1 };
      });
    },

    async checkPost(
      ctx: Ctx,
      input: { readonly staffId: string; readonly post: string; readonly from: string },
    ): Promise<{ problems: PostProblem[] }> {
      const file = await reach(deps, ctx, 'staff.view', input.staffId);
      const dictionary = await store.readDictionary(db);
      const rule = dictionary.posts.get(input.post) ?? refuse('staff.post_not_found');
      // A main post takes the place of the one that is held.
      const held = (await store.listHoldings(db, file.id)).filter(
        ({ kind }) => rule.kind !== 'main' || kind !== 'main',
      );
      const certificates = await listCertificates(db, file.id);
      return {
        problems: postProblems(
          dictionary,
          { held, certificates },
          { post: input.post, from: input.from, until: null },
        ),
      };
    },

    async assignDuty(
      ctx: Ctx,
      input: Wanted & { readonly staffId: string; readonly reason: string },
    ): Promise<{ holdingId: string; warnings: PostProblem[] }> {
      const known = await reach(deps, ctx, 'staff.edit', input.staffId);
      const { post, from, until, reason } = input;
      assertAhead(await todayAt(deps, ctx, homeOf(known)), from, until);
      return db.transact(ctx, homeOf(known), async (tx) => {
        const file = await lockVersion(tx, known.id, null);
        const dictionary = await store.readDictionary(tx);
        if (dictionary.posts.get(post)?.kind === 'main') refuse('staff.post_not_usable', { post });
        const warnings = await assertMayHold(tx, dictionary, file.id, { post, from, until }, () => true);
        const holdingId = newId();
        const { orgUnitId } = file;
        const holding = { id: holdingId, post, kind: 'duty' as const, orgUnitId, since: from, until, reason };
        await store.insertHolding(tx, file.id, holding);
        await armDaily(deps, ctx, tx);
        const after = until === null ? from : `${from} – ${addDays(until, -1)}`;
        await recordChange(deps, ctx, tx, file, {
          what: 'duty',
          reason,
          changes: [{ field: `post.${post}`, before: null, after }],
        });
        return { holdingId, warnings };
      });
    },

    async endDuty(
      ctx: Ctx,
      input: {
        readonly staffId: string;
        readonly holdingId: string;
        readonly on: string;
        readonly reason: string;
      },
    ): Promise<{ until: string }> {
      const known = await reach(deps, ctx, 'staff.edit', input.staffId);
      assertAhead(await todayAt(deps, ctx, homeOf(known)), input.on, null);
      return db.transact(ctx, homeOf(known), async (tx) => {
        const file = await lockVersion(tx, known.id, null);
        const holding = (await store.listHoldings(tx, file.id)).find(
          ({ id, kind, until }) =>
            id === input.holdingId && kind === 'duty' && (until === null || until > input.on),
        );
        if (holding === undefined) return refuse('staff.holding_not_found');
        await store.endHolding(tx, file.id, holding.id, input.on);
        await recordChange(deps, ctx, tx, file, {
          what: 'duty',
          reason: input.reason,
          changes: [{ field: `post.${holding.post}`, before: holding.since, after: `– ${input.on}` }],
        });
        return { until: input.on };
      });
    },
  };
}

export function assertAhead(today: string, from: string, until: string | null): void {
  if (from < today || (until !== null && until <= from))
    refuse('staff.day_not_ahead', { today, from, until });
}
