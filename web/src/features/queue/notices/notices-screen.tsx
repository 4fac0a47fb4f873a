import type { OrgUnit } from '@huiting/contracts/organization';
import { NoticeKind, type Notice } from '@huiting/contracts/queue';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { oneOf, type ListAddress } from '../../../lib/list-address.ts';
import { ChoiceFilter } from '../../../ui/antd/choice-filter.tsx';
import { useBusinessNow } from '../../../lib/ticker.ts';
import { ListPage } from '../../../ui/antd/list-page.tsx';
import { QueryTable } from '../../../ui/antd/query-table.tsx';
import { Button } from '../../../ui/button.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { DisplayLanguages } from './display-languages.tsx';
import { NoticeSheet } from './notice-sheet.tsx';
import { stateOf } from './notices.domain.ts';
import styles from './notices.module.css';
import { noticesQuery } from './notices.queries.ts';
import { noticesText } from './notices.text.ts';

interface NoticesScreenProps {
  /** `kind`, `state`, `q`, and the open `notice`. */
  readonly address: ListAddress;
  /** Units in scope, the highest first. */
  readonly units: readonly OrgUnit[];
  readonly branches: readonly { readonly id: string; readonly name: string }[];
}
const looks = { shown: 'ok', ahead: 'info', over: 'idle' } as const;

/** DS-05: what halls' screens say besides the queue, and in which languages. */
export function NoticesScreen({ address: { words, change }, units, branches }: NoticesScreenProps) {
  const t = useText(noticesText);
  const format = useFormat();
  const today = format.businessDate(useBusinessNow(60_000));
  const query = useQuery(noticesQuery);
  const [adding, setAdding] = useState<NoticeKind | null>(null);
  const opened = query.data?.notices.find(({ id }) => id === words['notice']) ?? null;
  const kind = oneOf(NoticeKind.options, words['kind']);
  const state = oneOf(['shown', 'ahead', 'over'] as const, words['state']);
  return (
    <ListPage
      title={t('title')}
      hint={t('hint')}
      action={
        <div className={styles.actions}>
          <Button kind="primary" icon="plus" onClick={() => setAdding('notice')}>
            {t('add')}
          </Button>
          <Button icon="plus" onClick={() => setAdding('rates')}>
            {t('addRates')}
          </Button>
        </div>
      }
    >
      <QueryTable<Notice>
        list="notices"
        rows={query.data?.notices.filter(
          (one) =>
            (kind === undefined || one.kind === kind) &&
            (state === undefined || stateOf(one, today) === state),
        )}
        filtered={kind !== undefined || state !== undefined}
        onClearFilters={() => change({ kind: null, state: null, q: null })}
        selectedKey={words['notice'] ?? null}
        find={{
          words: words['q'],
          onWords: (q) => change({ q }),
          of: (one) => [one.text.zh, one.text.en, one.orgUnitName, one.changedBy],
        }}
        filters={
          <>
            <ChoiceFilter
              label={t('kind')}
              value={kind}
              options={NoticeKind.options.map((value) => ({ value, label: t(`kind.${value}`) }))}
              onChange={(next) => change({ kind: next })}
            />
            <ChoiceFilter
              label={t('state')}
              value={state}
              options={(['shown', 'ahead', 'over'] as const).map((value) => ({
                value,
                label: t(`state.${value}`),
              }))}
              onChange={(next) => change({ state: next })}
            />
          </>
        }
        rowKey={(one) => one.id}
        error={query.error}
        onRetry={() => void query.refetch()}
        refreshing={query.isFetching}
        emptyWords={t('empty')}
        onOpen={({ id }) => change({ notice: id })}
        columns={[
          { key: 'kind', title: t('kind'), width: 72, render: (_, one) => t(`kind.${one.kind}`) },
          {
            key: 'words',
            title: t('words'),
            render: (_, one) => (
              <span className={styles.words}>
                {one.text.zh}
                <small className="truncate">
                  {one.kind === 'rates'
                    ? one.rates.map(({ name, value }) => `${name.zh} ${value}`).join(' · ')
                    : one.text.en}
                </small>
              </span>
            ),
          },
          { key: 'unit', title: t('unit'), width: 140, render: (_, one) => one.orgUnitName },
          {
            key: 'days',
            title: t('days'),
            width: 220,
            render: (_, one) => (
              <span className="num num-medium">
                {one.validUntil === null
                  ? t('untilFurther', { from: one.validFrom })
                  : t('fromTo', { from: one.validFrom, to: one.validUntil })}
              </span>
            ),
          },
          {
            key: 'state',
            title: t('state'),
            width: 96,
            render: (_, one) => {
              const state = stateOf(one, today);
              return (
                <Tag kind={looks[state]} bordered>
                  {t(`state.${state}`)}
                </Tag>
              );
            },
          },
          {
            key: 'changed',
            title: t('changed'),
            width: 210,
            render: (_, one) => (
              <>
                {one.changedBy} <span className="num num-medium">{format.stamp(one.changedAt)}</span>
              </>
            ),
          },
        ]}
      />
      <DisplayLanguages branches={branches} />
      {(opened !== null || adding !== null) && (
        <NoticeSheet
          key={opened?.id ?? adding}
          notice={opened}
          kind={opened?.kind ?? adding ?? 'notice'}
          units={units}
          today={today}
          onClose={() => {
            setAdding(null);
            change({ notice: null });
          }}
        />
      )}
    </ListPage>
  );
}
