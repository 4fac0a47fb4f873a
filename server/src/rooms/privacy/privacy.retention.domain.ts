import { createHash } from 'node:crypto';
import type { RetentionKind, RunLine } from '@huiting/contracts/privacy';
import { addDays } from '../../platform/clock/zone-time.ts';
import type { RetainedKind } from '../../platform/personal-data.ts';

export interface PublishedRule {
  readonly kind: string;
  readonly version: number;
  readonly days: number | null;
  readonly publishedBy: string;
}

/** Rows of the platform itself. Its events tell what happened; the answers of commands have their own 48 hours. */
export const platformRetained: readonly RetainedKind[] = [
  {
    kind: 'platform.events',
    name: { zh: '业务事件', en: 'Events' },
    tables: ['platform.event'],
    leastDays: 183,
    days: 5 * 365,
  },
];

/** A kind with the rule in force: as shipped, or the newest published. */
export function ruled(kind: RetainedKind, published: readonly PublishedRule[]): RetentionKind {
  const newest = published
    .filter((rule) => rule.kind === kind.kind)
    .reduce<PublishedRule | null>(
      (best, rule) => (best === null || rule.version > best.version ? rule : best),
      null,
    );
  return {
    kind: kind.kind,
    name: { ...kind.name },
    tables: [...kind.tables],
    leastDays: kind.leastDays,
    days: kind.isEndless === true ? null : newest === null ? kind.days : newest.days,
    isEndless: kind.isEndless ?? false,
    version: newest?.version ?? 0,
    publishedBy: newest?.publishedBy ?? null,
  };
}

/** First day that is kept: what lies wholly before it may go. Null = everything stays. */
export function keptFrom({ days }: Pick<RetentionKind, 'days'>, today: string): string | null {
  return days === null ? null : addDays(today, -days);
}

/** What a certificate is signed over, and a dry run is named by: the lines and nothing else. */
export function hashOf(lines: readonly RunLine[]): string {
  return createHash('sha256').update(JSON.stringify(lines)).digest('hex');
}
