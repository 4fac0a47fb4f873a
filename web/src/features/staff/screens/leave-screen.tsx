import { LeaveState, type MandatoryLeave } from '@huiting/contracts/staff';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { oneOf, type ListAddress } from '../../../lib/list-address.ts';
import { ChoiceFilter } from '../../../ui/antd/choice-filter.tsx';
import { ListPage } from '../../../ui/antd/list-page.tsx';
import { QueryTable, type ListColumns } from '../../../ui/antd/query-table.tsx';
import { RowDrawer } from '../../../ui/antd/row-drawer.tsx';
import { Button } from '../../../ui/button.tsx';
import { Tag, type TagKind } from '../../../ui/tag.tsx';
import type { Unit } from '../components/change-person.tsx';
import styles from '../components/staff.module.css';
import { postsText } from '../staff.posts.text.ts';
import { leavesQuery } from '../staff.queries.ts';
import { LeaveDraws, DrawLeave } from '../components/leave-draws.tsx';
import { LeaveActSheet, type LeaveAct } from '../components/leave-acts.tsx';

const kinds: Readonly<Record<MandatoryLeave['state'], TagKind>> = {
  drawn: 'warn',
  ready: 'info',
  running: 'dangerSolid',
  ended: 'warn',
  closed: 'ok',
  cancelled: 'idle',
};

interface LeaveScreenProps {
  /** `state`, `q`, and the open `leave`. */
  readonly address: ListAddress;
  readonly units: readonly Unit[];
}

/** OS-07: who was drawn for unannounced leave, who stands in, what the check found, and the draws themselves. */
export function LeaveScreen({ address: { words, change }, units }: LeaveScreenProps) {
  const t = useText(postsText);
  const named = useNamed();
  const query = useQuery(leavesQuery);
  const [drawing, setDrawing] = useState(false);
  const [acting, setActing] = useState<{ readonly act: LeaveAct; readonly leave: MandatoryLeave } | null>(
    null,
  );
  const state = oneOf(LeaveState.options, words['state']);
  const opened = query.data?.leaves.find(({ id }) => id === words['leave']);
  const button = (act: LeaveAct, words: string, leave: MandatoryLeave) => (
    <Button
      size="small"
      onClick={(event) => {
        event.stopPropagation();
        setActing({ act, leave });
      }}
    >
      {words}
    </Button>
  );
  const actsOf = (one: MandatoryLeave) => (
    <span className={styles.tags}>
      {(one.state === 'drawn' || one.state === 'ready') && (
        <>
          {button('substitute', t('nameSubstitute'), one)}
          {button('cancel', t('cancelLeave'), one)}
        </>
      )}
      {(one.state === 'running' || one.state === 'ended') && button('check', t('recordCheck'), one)}
    </span>
  );
  const columns: ListColumns<MandatoryLeave> = [
    { key: 'person', title: t('person'), render: (_, one) => `${one.staffName} ${one.number}` },
    { key: 'unit', title: t('unit'), dataIndex: 'orgUnitName' },
    { key: 'posts', title: t('posts'), render: (_, one) => one.posts.map((post) => named(post)).join('、') },
    {
      key: 'period',
      title: t('period'),
      render: (_, one) => (
        <span className="num">
          {one.from} – {one.until}
        </span>
      ),
    },
    {
      key: 'state',
      title: t('state'),
      render: (_, one) => <Tag kind={kinds[one.state]}>{t(`leave.${one.state}`)}</Tag>,
    },
    {
      key: 'substitute',
      title: t('substitute'),
      render: (_, one) => one.substituteName ?? <span className={styles.none}>—</span>,
    },
    {
      key: 'checkResult',
      title: t('checkResult'),
      render: (_, one) =>
        one.check === null ? (
          <span className={styles.none}>—</span>
        ) : (
          <Tag kind={one.check.result === 'clean' ? 'ok' : 'danger'}>{t(`check.${one.check.result}`)}</Tag>
        ),
    },
    {
      key: 'acts',
      title: t('acts'),
      width: 260,
      render: (_, one) => actsOf(one),
    },
  ];
  return (
    <ListPage
      drawer={
        words['leave'] && (
          <RowDrawer
            columns={columns}
            row={opened}
            title={opened?.staffName}
            subtitle={opened?.orgUnitName}
            foot={opened && actsOf(opened)}
            onClose={() => change({ leave: null })}
          />
        )
      }
      title={t('leaveTitle')}
      hint={t('leaveHint')}
      action={
        <Button kind="primary" icon="plus" onClick={() => setDrawing(true)}>
          {t('draw')}
        </Button>
      }
    >
      <QueryTable<MandatoryLeave>
        list="mandatory-leave"
        rows={query.data?.leaves.filter((one) => state === undefined || one.state === state)}
        filtered={state !== undefined}
        onClearFilters={() => change({ state: null, q: null })}
        selectedKey={words['leave'] ?? null}
        onOpen={({ id }) => change({ leave: id })}
        find={{
          words: words['q'],
          onWords: (q) => change({ q }),
          of: (one) => [one.staffName, one.number, one.orgUnitName, one.substituteName],
        }}
        filters={
          <ChoiceFilter
            label={t('state')}
            value={state}
            options={LeaveState.options.map((value) => ({ value, label: t(`leave.${value}`) }))}
            onChange={(next) => change({ state: next })}
          />
        }
        rowKey={({ id }) => id}
        error={query.error}
        onRetry={() => void query.refetch()}
        refreshing={query.isFetching}
        emptyWords={t('none')}
        scrollX={1080}
        columns={columns}
      />
      <LeaveDraws />
      {drawing && <DrawLeave units={units} onClose={() => setDrawing(false)} />}
      {acting && <LeaveActSheet {...acting} onClose={() => setActing(null)} />}
    </ListPage>
  );
}
