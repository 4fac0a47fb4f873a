import { queueMachineEndpoints, type MachineFeed } from '@huiting/contracts/queue/machine';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { QueryTable } from '../../../ui/antd/query-table.tsx';
import { Button } from '../../../ui/button.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { TextAreaField } from '../../../ui/field.tsx';
import { Kpi } from '../../../ui/kpi.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Sheet } from '../../../ui/sheet.tsx';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { readMapping, writeMapping } from './machine.domain.ts';
import { machineFeedQuery } from './machine.queries.ts';
import { machineText } from './machine.text.ts';
import styles from './machine.module.css';

type Asking = 'connect' | 'disconnect' | 'replay';
interface MachineScreenProps {
  readonly branchId: string;
  /** Null = the business day of now. */
  readonly date: string | null;
  readonly onDate: (date: string) => void;
  readonly head: (extra: ReactNode) => ReactNode;
}

/** How the feed of the branch's queue machine is, and what can be done about it. */
export function MachineScreen({ branchId, date, onDate, head }: MachineScreenProps) {
  const t = useText(machineText);
  const show = useToast();
  const queries = useQueryClient();
  const query = useQuery(machineFeedQuery(branchId, date));
  const { run, busy } = useCommand(useProblemToast());
  const [asking, setAsking] = useState<Asking | null>(null);
  const [secret, setSecret] = useState<{ sender: string; secret: string } | null>(null);
  const feed = query.data;
  const renew = () => queries.invalidateQueries({ queryKey: ['queue', 'machine', branchId] });

  async function carryOut(act: Asking, reason: string) {
    if (act === 'connect') {
      const answer = await run(queueMachineEndpoints.connectMachine, { branchId, reason });
      if (!answer) return;
      setSecret(answer);
    } else if (act === 'disconnect') {
      if (!(await run(queueMachineEndpoints.disconnectMachine, { branchId, reason }))) return;
      show({ words: t('disconnected') });
    } else {
      const on = { branchId, date: feed!.businessDate, reason };
      const answer = await run(queueMachineEndpoints.replayMachineDay, on);
      if (!answer) return;
      show({ words: t('replayed', answer) });
    }
    setAsking(null);
    await renew();
  }
  return (
    <div className={styles.page} tabIndex={0}>
      {head(
        feed && (
          <>
            <Tag kind={feed.connected ? 'ok' : 'idle'}>{t(feed.connected ? 'on' : 'off')}</Tag>
            <Input
              type="date"
              value={feed.businessDate}
              aria-label={t('day')}
              className={styles.day ?? ''}
              onChange={(event) => event.target.value !== '' && onDate(event.target.value)}
            />
            {feed.version > 0 && <Button onClick={() => setAsking('replay')}>{t('replay')}</Button>}
            <Button
              kind={feed.connected ? 'plain' : 'primary'}
              onClick={() => setAsking(feed.connected ? 'disconnect' : 'connect')}
            >
              {t(feed.connected ? 'disconnect' : 'connect')}
            </Button>
          </>
        ),
      )}
      {query.isPending && <ListSkeleton rows={6} height={48} />}
      {query.error && !feed && (
        <ErrorPanel error={query.error} title={t('failed')} onRetry={() => void query.refetch()} />
      )}
      {feed && (
        <>
          <FeedFigures feed={feed} />
          <Refusals feed={feed} />
          {feed.contradictions.length > 0 && <Contradictions feed={feed} />}
          {feed.version > 0 && (
            <Mapping key={feed.version} branchId={branchId} feed={feed} onSaved={() => void renew()} />
          )}
        </>
      )}
      {asking && (
        <ReasonDialog
          title={t(asking)}
          hint={asking === 'replay' ? t('replayHint', { day: feed?.businessDate ?? '' }) : t(`${asking}Hint`)}
          busy={busy !== null}
          onReason={(reason) => void carryOut(asking, reason)}
          onClose={() => setAsking(null)}
        />
      )}
      {secret && (
        <Sheet
          open
          width={640}
          title={t('secretTitle')}
          onClose={() => setSecret(null)}
          actions={
            <Button kind="primary" onClick={() => setSecret(null)}>
              {t('close')}
            </Button>
          }
        >
          <p>{t('secretHint')}</p>
          <dl className={styles.secret}>
            <dt>{t('sender')}</dt>
            <dd>{secret.sender}</dd>
            <dt>{t('secret')}</dt>
            <dd>{secret.secret}</dd>
          </dl>
        </Sheet>
      )}
    </div>
  );
}

function FeedFigures({ feed }: { readonly feed: MachineFeed }) {
  const t = useText(machineText);
  const format = useFormat();
  const missing = feed.gaps.reduce((sum, { from, to }) => sum + to - from + 1, 0);
  return (
    <Panel>
      <div className={styles.kpis}>
        <Kpi label={t('last')} value={feed.last === null ? '—' : format.clockSeconds(feed.last.receivedAt)} />
        <Kpi
          label={t('lag')}
          value={feed.lagSeconds === null ? '—' : format.integer(feed.lagSeconds)}
          unit={t('seconds')}
        />
        <Kpi label={t('received')} value={format.integer(feed.received)} unit={t('events')} />
        <Kpi label={t('applied')} value={format.integer(feed.applied)} unit={t('events')} />
        <Kpi label={t('refused')} value={format.integer(feed.refused)} unit={t('events')} />
        <Kpi label={t('missing')} value={format.integer(missing)} unit={t('events')} />
      </div>
      <p className={styles.quiet}>
        {missing === 0
          ? t('gapsNone')
          : `${t('gaps')}：${feed.gaps.map(({ from, to }) => format.interval(from, to)).join('、')}`}
        {feed.since !== null && ` · ${t('since', { time: format.stamp(feed.since) })}`}
      </p>
    </Panel>
  );
}

function Refusals({ feed }: { readonly feed: MachineFeed }) {
  const t = useText(machineText);
  const format = useFormat();
  return (
    <Panel title={t('refusals')} hint={t('refusalsHint')} count={feed.refused} flush>
      <QueryTable<MachineFeed['refusals'][number]>
        rows={feed.refusals}
        rowKey={({ sequence }) => sequence}
        emptyWords={t(feed.last === null ? 'lastNone' : 'refusalsNone')}
        columns={[
          {
            key: 'sequence',
            title: t('sequence'),
            render: (_, one) => <span className="num">{one.sequence}</span>,
          },
          { key: 'what', title: t('what'), render: (_, one) => t(`kind.${one.kind}`) },
          { key: 'number', title: t('number'), render: (_, one) => <b className="num">{one.number}</b> },
          {
            key: 'at',
            title: t('at'),
            render: (_, one) => <span className="num">{format.clockSeconds(one.at)}</span>,
          },
          {
            key: 'arrived',
            title: t('arrived'),
            render: (_, one) => <span className="num">{format.clockSeconds(one.receivedAt)}</span>,
          },
          {
            key: 'why',
            title: t('why'),
            render: (_, one) => one.refused && <Tag kind="warn">{t(`why.${one.refused}`)}</Tag>,
          },
        ]}
      />
    </Panel>
  );
}

function Contradictions({ feed }: { readonly feed: MachineFeed }) {
  const t = useText(machineText);
  const format = useFormat();
  const words = (event: MachineFeed['contradictions'][number]['kept']) =>
    `${t(`kind.${event.kind}`)} ${event.number} ${format.clockSeconds(event.at)}`;
  return (
    <Panel title={t('contradictions')} hint={t('contradictionsHint')} count={feed.contradictions.length}>
      <ul className={styles.lines}>
        {feed.contradictions.map((one) => (
          <li key={`${one.sequence} ${one.at} ${one.told.at}`}>
            <span className="num">{one.sequence}</span> {t('kept')} {words(one.kept)} · {t('told')}{' '}
            {words(one.told)}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

interface MappingProps {
  readonly branchId: string;
  readonly feed: MachineFeed;
  readonly onSaved: () => void;
}
function Mapping({ branchId, feed, onSaved }: MappingProps) {
  const t = useText(machineText);
  const show = useToast();
  const { run, busy } = useCommand(useProblemToast());
  const [text, setText] = useState(() => writeMapping(feed.services));
  const [problem, setProblem] = useState<string | null>(null);
  async function save() {
    const read = readMapping(text);
    if ('badLine' in read) {
      setProblem(t('servicesBad', { line: read.badLine }));
      return;
    }
    const { services } = read;
    const input = { branchId, version: feed.version, services };
    if (!(await run(queueMachineEndpoints.mapMachineServices, input))) return;
    show({ words: t('saved') });
    onSaved();
  }
  return (
    <Panel title={t('services')}>
      <div className={styles.form}>
        <TextAreaField
          label={t('services')}
          hint={t('servicesHint')}
          error={problem}
          rows={4}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setProblem(null);
          }}
        />
        <span>
          <Button kind="tint" busy={busy !== null} onClick={() => void save()}>
            {t('save')}
          </Button>
        </span>
      </div>
    </Panel>
  );
}

interface ReasonDialogProps {
  readonly title: string;
  readonly hint: string;
  readonly busy: boolean;
  readonly onReason: (reason: string) => void;
  readonly onClose: () => void;
}
function ReasonDialog({ title, hint, busy, onReason, onClose }: ReasonDialogProps) {
  const t = useText(machineText);
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  return (
    <Sheet
      open
      width={520}
      title={title}
      onClose={onClose}
      actions={
        <Button
          kind="primary"
          busy={busy}
          onClick={() => (reason.trim() === '' ? setMissing(true) : onReason(reason.trim()))}
        >
          {t('confirm')}
        </Button>
      }
    >
      <div className={styles.form}>
        <p className={styles.quiet}>{hint}</p>
        <TextAreaField
          label={t('reason')}
          maxLength={200}
          rows={2}
          error={missing ? t('needReason') : null}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
    </Sheet>
  );
}
