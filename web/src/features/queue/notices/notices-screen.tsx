import type { OrgUnit } from '@huiting/contracts/organization';
import type { Notice, NoticeKind } from '@huiting/contracts/queue';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
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
  /** Units in scope, the highest first. */
  readonly units: readonly OrgUnit[];
  readonly branches: readonly { readonly id: string; readonly name: string }[];
}
const looks = { shown: 'ok', ahead: 'info', over: 'idle' } as const;

/** DS-05: what halls' screens say besides the queue, and in which languages. */
export function NoticesScreen({ units, branches }: NoticesScreenProps) {
  const t = useText(noticesText);
  const format = useFormat();
  const today = format.businessDate(useBusinessNow(60_000));
  const query = useQuery(noticesQuery);
  const [editing, setEditing] = useState<{ notice: Notice | null; kind: NoticeKind } | null>(null);
  return (
    <ListPage title={t('title')} hint={t('hint')}>
      <QueryTable<Notice>
        rows={query.data?.notices}
        rowKey={(one) => one.id}
        error={query.error}
        onRetry={() => void query.refetch()}
        refreshing={query.isFetching}
        emptyWords={t('empty')}
        onOpen={(notice) => setEditing({ notice, kind: notice.kind })}
        toolbar={
          <div className={styles.actions}>
            <Button kind="primary" icon="plus" onClick={() => setEditing({ notice: null, kind: 'notice' })}>
              {t('add')}
            </Button>
            <Button icon="plus" onClick={() => setEditing({ notice: null, kind: 'rates' })}>
              {t('addRates')}
            </Button>
          </div>
        }
        columns={[
          { title: t('kind'), width: 72, render: (_, one) => t(`kind.${one.kind}`) },
          {
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
          { title: t('unit'), width: 140, render: (_, one) => one.orgUnitName },
          {
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
      {editing && (
        <NoticeSheet
          notice={editing.notice}
          kind={editing.kind}
          units={units}
          today={today}
          onClose={() => setEditing(null)}
        />
      )}
    </ListPage>
  );
}
