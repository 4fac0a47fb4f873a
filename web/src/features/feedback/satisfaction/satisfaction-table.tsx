import type { SatisfactionFigures, SatisfactionRow } from '@huiting/contracts/feedback';
import type { ReactNode } from 'react';
import { useFormat } from '../../../lib/format-context.tsx';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { QueryTable } from '../../../ui/antd/query-table.tsx';
import { ShareBar } from '../../../ui/share-bar.tsx';
import { satisfactionText } from './satisfaction.text.ts';
import styles from './satisfaction.module.css';

interface SatisfactionTableProps {
  readonly rows: readonly SatisfactionRow[];
  readonly refreshing: boolean;
  readonly toolbar: ReactNode;
  /** The ratings behind the figures, one by one. */
  readonly file: { readonly kind: string; readonly filter: Readonly<Record<string, string | undefined>> };
}

/** One line per branch, teller or business; every figure sorts. */
export function SatisfactionTable({ rows, refreshing, toolbar, file }: SatisfactionTableProps) {
  const t = useText(satisfactionText);
  const named = useNamed();
  const format = useFormat();
  const withBranch = rows.some(({ branchName }) => branchName !== null);
  const by = (of: (figures: SatisfactionFigures) => number | null) => ({
    align: 'right' as const,
    sorter: (a: SatisfactionRow, b: SatisfactionRow) => (of(a.figures) ?? -1) - (of(b.figures) ?? -1),
  });
  const share = (key: string, title: string, of: (figures: SatisfactionFigures) => number | null) => ({
    key,
    title,
    ...by(of),
    render: (_: unknown, { figures }: SatisfactionRow) => (
      <span className="num">{format.percent(of(figures))}</span>
    ),
  });
  const count = (key: string, title: string, of: (figures: SatisfactionFigures) => number) => ({
    key,
    title,
    ...by(of),
    render: (_: unknown, { figures }: SatisfactionRow) => (
      <span className="num">{format.integer(of(figures))}</span>
    ),
  });
  const minutes = (key: string, title: string, of: (figures: SatisfactionFigures) => number | null) => ({
    key,
    title: `${title}（${t('minutes')}）`,
    ...by(of),
    render: (_: unknown, { figures }: SatisfactionRow) => {
      const seconds = of(figures);
      return <span className="num">{seconds === null ? '—' : format.decimal(seconds / 60)}</span>;
    },
  });
  return (
    <QueryTable<SatisfactionRow>
      list="satisfaction"
      rows={[...rows]}
      rowKey={(row) => `${row.key} ${row.branchName ?? ''}`}
      refreshing={refreshing}
      emptyWords={t('none')}
      toolbar={toolbar}
      file={file}
      scrollX={withBranch ? 1240 : 1080}
      columns={[
        { key: 'name', title: t('name'), render: (_, row) => <b>{named(row.name)}</b> },
        ...(withBranch
          ? [
              {
                key: 'branch',
                title: t('branch'),
                render: (_: unknown, row: SatisfactionRow) => row.branchName,
              },
            ]
          : []),
        share('rate', t('rate'), (one) => one.shares.satisfied),
        {
          key: 'spread',
          title: t('spread'),
          width: 170,
          render: (_, { figures }) => (
            <div className={styles.bar}>
              <ShareBar
                parts={([5, 4, 3, 2, 1] as const).map((level) => ({
                  key: String(level),
                  value: figures.levels[level - 1] ?? 0,
                  tone: ({ 5: 'good', 4: 'fine', 3: 'middle', 2: 'poor', 1: 'bad' } as const)[level],
                  words: t('share', {
                    level: t(`level.${level}`),
                    share: format.percent(figures.shares.levels[level - 1] ?? null),
                  }),
                }))}
              />
            </div>
          ),
        },
        count('asked', t('asked'), (one) => one.asked),
        count('rated', t('rated'), (one) => one.rated),
        share('participation', t('participation'), (one) => one.shares.participation),
        share('badShare', t('badShare'), (one) => one.shares.bad),
        count('cases', t('cases'), (one) => one.cases),
        share('inTime', t('inTime'), (one) => one.shares.inTime),
        minutes('claim', t('claim'), (one) => one.claimSeconds),
        minutes('solve', t('solve'), (one) => one.solveSeconds),
      ]}
    />
  );
}
