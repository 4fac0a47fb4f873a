import { staffEndpoints, type LeaveDraw } from '@huiting/contracts/staff';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { QueryTable } from '../../../ui/antd/query-table.tsx';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/field.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { useStaffCommand } from './change-act.ts';
import { UnitSelect, type Unit } from './change-person.tsx';
import styles from './staff.module.css';
import { useToday } from './today.ts';
import { postsText } from '../staff.posts.text.ts';
import { leaveDrawsQuery } from '../staff.queries.ts';

export function LeaveDraws() {
  const t = useText(postsText);
  const format = useFormat();
  const query = useQuery(leaveDrawsQuery);
  return (
    <>
      <div className={styles.head}>
        <h2>{t('draws')}</h2>
        <span className={styles.note}>{t('drawsHint')}</span>
      </div>
      <QueryTable<LeaveDraw>
        list="leave-draws"
        rows={query.data?.draws}
        rowKey={({ id }) => id}
        error={query.error}
        onRetry={() => void query.refetch()}
        emptyWords={t('none')}
        scrollX={900}
        columns={[
          {
            key: 'drawnAt',
            title: t('drawnAt'),
            render: (_, one) => <span className="num">{format.stamp(one.drawnAt)}</span>,
          },
          { key: 'scope', title: t('scope'), dataIndex: 'orgUnitName' },
          { key: 'drawnBy', title: t('drawnBy'), dataIndex: 'drawnBy' },
          { key: 'reason', title: t('reason'), dataIndex: 'reason' },
          {
            key: 'count',
            title: t('count'),
            render: (_, one) => t('candidates', { count: one.candidates.length, drawn: one.drawn.length }),
          },
          { key: 'seed', title: t('seed'), render: (_, one) => <code>{one.seed}</code> },
          {
            key: 'state',
            title: t('state'),
            render: (_, one) => (
              <Tag kind={one.verified ? 'ok' : 'danger'}>{t(one.verified ? 'verified' : 'notVerified')}</Tag>
            ),
          },
        ]}
      />
    </>
  );
}

/** Draws people for unannounced leave. */
export function DrawLeave({
  units,
  onClose,
}: {
  readonly units: readonly Unit[];
  readonly onClose: () => void;
}) {
  const t = useText(postsText);
  const toast = useToast();
  const today = useToday();
  const { run, busy } = useStaffCommand();
  const [orgUnitId, setUnit] = useState(units[0]?.id ?? '');
  const [words, setWords] = useState({ count: '3', notDrawnMonths: '12', from: '', until: '', reason: '' });
  const field = (name: keyof typeof words, label: string, more: object = {}) => (
    <TextField
      label={label}
      value={words[name]}
      onChange={(event) => setWords({ ...words, [name]: event.target.value })}
      {...more}
    />
  );
  const isWhole = orgUnitId !== '' && words.from !== '' && words.until !== '' && words.reason.trim() !== '';
  async function draw() {
    const answer = await run(staffEndpoints.drawLeave, {
      orgUnitId,
      count: Number(words.count),
      notDrawnMonths: Number(words.notDrawnMonths),
      from: words.from,
      until: words.until,
      reason: words.reason,
    });
    if (answer === null) return;
    toast({ words: t('drawn', { count: answer.leaveIds.length }) });
    onClose();
  }
  return (
    <Sheet
      open
      width={520}
      onClose={onClose}
      title={t('drawTitle')}
      actions={
        <>
          <Button kind="primary" disabled={!isWhole} busy={busy !== null} onClick={() => void draw()}>
            {t('draw')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <div className={styles.form}>
        <UnitSelect units={units} value={orgUnitId} onChange={setUnit} />
        <div className={styles.two}>
          {field('count', t('count'), { type: 'number', min: 1, max: 50 })}
          {field('notDrawnMonths', t('notDrawnMonths'), { type: 'number', min: 0, max: 60 })}
          {field('from', t('from'), { type: 'date', min: today })}
          {field('until', t('until'), { type: 'date', min: words.from })}
        </div>
        {field('reason', t('reason'), { maxLength: 200 })}
      </div>
    </Sheet>
  );
}
