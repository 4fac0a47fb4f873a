import { CheckResult, staffEndpoints, type LeaveDraw, type MandatoryLeave } from '@huiting/contracts/staff';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormat } from '../../../lib/format-context.tsx';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { ListPage } from '../../../ui/antd/list-page.tsx';
import { QueryTable } from '../../../ui/antd/query-table.tsx';
import { Button } from '../../../ui/button.tsx';
import { SelectField, TextAreaField, TextField } from '../../../ui/field.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { Tag, type TagKind } from '../../../ui/tag.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { useStaffCommand } from '../components/change-act.ts';
import { UnitSelect, type Unit } from '../components/change-person.tsx';
import { StaffPicker } from '../components/staff-picker.tsx';
import styles from '../components/staff.module.css';
import { useToday } from '../components/today.ts';
import { postsText } from '../staff.posts.text.ts';
import { leaveDrawsQuery, leavesQuery } from '../staff.queries.ts';

const kinds: Readonly<Record<MandatoryLeave['state'], TagKind>> = {
  drawn: 'warn',
  ready: 'info',
  running: 'dangerSolid',
  ended: 'warn',
  closed: 'ok',
  cancelled: 'idle',
};
type Act = 'substitute' | 'cancel' | 'check';

/** OS-07: who was drawn for unannounced leave, who stands in, what the check found, and the draws themselves. */
export function LeaveScreen({ units }: { readonly units: readonly Unit[] }) {
  const t = useText(postsText);
  const named = useNamed();
  const query = useQuery(leavesQuery);
  const [drawing, setDrawing] = useState(false);
  const [acting, setActing] = useState<{ readonly act: Act; readonly leave: MandatoryLeave } | null>(null);
  const button = (act: Act, words: string, leave: MandatoryLeave) => (
    <Button size="small" onClick={() => setActing({ act, leave })}>
      {words}
    </Button>
  );
  return (
    <ListPage
      title={t('leaveTitle')}
      hint={t('leaveHint')}
      action={
        <Button kind="primary" icon="plus" onClick={() => setDrawing(true)}>
          {t('draw')}
        </Button>
      }
    >
      <QueryTable<MandatoryLeave>
        rows={query.data?.leaves}
        rowKey={({ id }) => id}
        error={query.error}
        onRetry={() => void query.refetch()}
        refreshing={query.isFetching}
        emptyWords={t('none')}
        scrollX={1080}
        columns={[
          { title: t('person'), render: (_, one) => `${one.staffName} ${one.number}` },
          { title: t('unit'), dataIndex: 'orgUnitName' },
          { title: t('posts'), render: (_, one) => one.posts.map((post) => named(post)).join('、') },
          {
            title: t('period'),
            render: (_, one) => (
              <span className="num">
                {one.from} – {one.until}
              </span>
            ),
          },
          {
            title: t('state'),
            render: (_, one) => <Tag kind={kinds[one.state]}>{t(`leave.${one.state}`)}</Tag>,
          },
          {
            title: t('substitute'),
            render: (_, one) => one.substituteName ?? <span className={styles.none}>—</span>,
          },
          {
            title: t('checkResult'),
            render: (_, one) =>
              one.check === null ? (
                <span className={styles.none}>—</span>
              ) : (
                <Tag kind={one.check.result === 'clean' ? 'ok' : 'danger'}>
                  {t(`check.${one.check.result}`)}
                </Tag>
              ),
          },
          {
            title: t('acts'),
            width: 260,
            render: (_, one) => (
              <span className={styles.tags}>
                {(one.state === 'drawn' || one.state === 'ready') && (
                  <>
                    {button('substitute', t('nameSubstitute'), one)}
                    {button('cancel', t('cancelLeave'), one)}
                  </>
                )}
                {(one.state === 'running' || one.state === 'ended') && button('check', t('recordCheck'), one)}
              </span>
            ),
          },
        ]}
      />
      <Draws />
      {drawing && <Draw units={units} onClose={() => setDrawing(false)} />}
      {acting && <ActSheet {...acting} onClose={() => setActing(null)} />}
    </ListPage>
  );
}

function Draws() {
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
        rows={query.data?.draws}
        rowKey={({ id }) => id}
        error={query.error}
        onRetry={() => void query.refetch()}
        emptyWords={t('none')}
        scrollX={900}
        columns={[
          {
            title: t('drawnAt'),
            render: (_, one) => <span className="num">{format.stamp(one.drawnAt)}</span>,
          },
          { title: t('scope'), dataIndex: 'orgUnitName' },
          { title: t('drawnBy'), dataIndex: 'drawnBy' },
          { title: t('reason'), dataIndex: 'reason' },
          {
            title: t('count'),
            render: (_, one) => t('candidates', { count: one.candidates.length, drawn: one.drawn.length }),
          },
          { title: t('seed'), render: (_, one) => <code>{one.seed}</code> },
          {
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

function Draw({ units, onClose }: { readonly units: readonly Unit[]; readonly onClose: () => void }) {
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

function ActSheet({
  act,
  leave,
  onClose,
}: {
  readonly act: Act;
  readonly leave: MandatoryLeave;
  readonly onClose: () => void;
}) {
  const t = useText(postsText);
  const toast = useToast();
  const { run, busy } = useStaffCommand();
  const [substituteId, setSubstitute] = useState<string | null>(leave.substituteId);
  const [words, setWords] = useState('');
  const [result, setResult] = useState<(typeof CheckResult.options)[number]>('clean');
  const titles = { substitute: t('nameSubstitute'), cancel: t('cancelLeave'), check: t('recordCheck') };
  async function go() {
    const onOne = { leaveId: leave.id };
    const answer =
      act === 'substitute'
        ? await run(staffEndpoints.nameSubstitute, { ...onOne, substituteId: substituteId! })
        : act === 'cancel'
          ? await run(staffEndpoints.cancelLeave, { ...onOne, reason: words })
          : await run(staffEndpoints.recordLeaveCheck, { ...onOne, result, findings: words });
    if (answer === null) return;
    toast({ words: t('saved') });
    onClose();
  }
  const isWhole = act === 'substitute' ? substituteId !== null : words.trim() !== '';
  return (
    <Sheet
      open
      width={520}
      onClose={onClose}
      title={`${titles[act]} · ${leave.staffName}`}
      actions={
        <>
          <Button
            kind={act === 'cancel' ? 'danger' : 'primary'}
            disabled={!isWhole}
            busy={busy !== null}
            onClick={() => void go()}
          >
            {titles[act]}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <div className={styles.form}>
        {act === 'substitute' && (
          <StaffPicker
            label={t('substitute')}
            value={substituteId}
            onChange={setSubstitute}
            except={leave.staffId}
          />
        )}
        {act === 'check' && (
          <SelectField
            label={t('checkResult')}
            value={result}
            onChange={(event) => setResult(event.target.value as typeof result)}
          >
            {CheckResult.options.map((value) => (
              <option key={value} value={value}>
                {t(`check.${value}`)}
              </option>
            ))}
          </SelectField>
        )}
        {act !== 'substitute' && (
          <TextAreaField
            label={t(act === 'check' ? 'findings' : 'reason')}
            maxLength={act === 'check' ? 2000 : 200}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        )}
      </div>
    </Sheet>
  );
}
