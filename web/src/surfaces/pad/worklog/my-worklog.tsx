import { hallEndpoints, WorklogPart, type WorklogNotes } from '@huiting/contracts/hall';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useBranch } from '../../../features/hall/index.ts';
import {
  IncidentSheet,
  myWorklogQuery,
  PatrolSheet,
  ReviewLine,
  WorklogForm,
  worklogKeys,
  WorklogTag,
  worklogText,
  WorklogView,
} from '../../../features/hall/worklog/index.ts';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { ActionBar } from '../../../ui/action-bar.tsx';
import { Button } from '../../../ui/button.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { usePadSheets } from '../pad-sheets.tsx';
import room from '../room-page.module.css';
import styles from './worklog-screen.module.css';

const blank = Object.fromEntries(WorklogPart.options.map((part) => [part, ''])) as WorklogNotes;

/** Today's log: figures come by themselves, notes and rounds by hand; then it is handed in. */
export function MyWorklog({ recent }: { readonly recent: ReactNode }) {
  const t = useText(worklogText);
  const format = useFormat();
  const branch = useBranch();
  const show = useToast();
  const queries = useQueryClient();
  const { blocked } = usePadSheets();
  const query = useQuery(myWorklogQuery(branch.id));
  const { run, busy } = useCommand(useProblemToast());
  /** What was typed since the last answer; null = nothing. */
  const [typed, setTyped] = useState<WorklogNotes | null>(null);
  const [missing, setMissing] = useState(false);
  const [sheet, setSheet] = useState<'patrol' | 'incident' | null>(null);
  const { data } = query;
  if (!data)
    return (
      <main className={room.page} tabIndex={0}>
        {query.error ? (
          <ErrorPanel error={query.error} title={t('failed')} onRetry={() => void query.refetch()} />
        ) : (
          <ListSkeleton rows={4} height={160} />
        )}
      </main>
    );
  const { worklog } = data;
  const notes = typed ?? worklog?.notes ?? blank;
  const isOpen = worklog === null || worklog.state === 'draft' || worklog.state === 'returned';
  const renew = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: worklogKeys.mine(branch.id) }),
      queries.invalidateQueries({ queryKey: worklogKeys.list(branch.id) }),
    ]);

  async function save(): Promise<string | null> {
    const answer = await run(
      hallEndpoints.saveWorklog,
      { branchId: branch.id, notes, version: worklog?.version ?? 0 },
      {
        onProblem: ({ code }) => {
          if (code !== 'platform.conflict') return false;
          setTyped(null);
          void renew();
          show({ words: t('conflict'), kind: 'warn' });
          return true;
        },
      },
    );
    if (!answer) return null;
    await renew();
    setTyped(null);
    return answer.worklog.id;
  }
  async function submit() {
    if (!notes.summary.trim()) {
      setMissing(true);
      return;
    }
    const id = typed === null && worklog ? worklog.id : await save();
    if (id === null) return;
    const answer = await run(hallEndpoints.submitWorklog, { branchId: branch.id, worklogId: id });
    if (!answer) return;
    await renew();
    show({ words: t('submitted') });
  }
  const extra = (part: WorklogPart) => {
    if (part === 'environment' && data.patrols.length > 0)
      return (
        <ul className={styles.lines}>
          {data.patrols.map((patrol) => (
            <li key={patrol.id}>
              {t('patrolLine', {
                round: patrol.round,
                time: format.clock(patrol.at),
                name: patrol.staffName,
              })}{' '}
              ·{' '}
              {patrol.findings.length === 0
                ? t('fine')
                : patrol.findings.map(({ item, words }) => `${t(`item.${item}`)}：${words}`).join('；')}
            </li>
          ))}
        </ul>
      );
    if (part === 'incidents' && data.incidents.length > 0)
      return (
        <ul className={styles.lines}>
          {data.incidents.map((incident) => (
            <li key={incident.id}>
              {format.clock(incident.at)} {t(`kind.${incident.kind}`)} · {incident.words}
              {incident.handling && ` → ${incident.handling}`}
            </li>
          ))}
        </ul>
      );
    return null;
  };
  const why = blocked ? { disabled: true, title: blocked } : {};
  return (
    <>
      <main className={room.page} tabIndex={0}>
        <div className={room.bar}>
          <h2>{t('title')}</h2>
          <span className={room.hint}>{format.day(data.date)}</span>
          <WorklogTag state={worklog?.state ?? 'draft'} />
          <span className={room.hint}>{t('hint')}</span>
        </div>
        {worklog && <ReviewLine worklog={worklog} />}
        {isOpen ? (
          <WorklogForm
            figures={worklog?.figures ?? data.figures}
            notes={notes}
            missingSummary={missing && !notes.summary.trim()}
            onChange={setTyped}
            extra={extra}
          />
        ) : (
          <div className={styles.read}>
            <WorklogView worklog={worklog} />
          </div>
        )}
        <div className={styles.recent}>{recent}</div>
      </main>
      <ActionBar label={t('acts')}>
        {isOpen && (
          <>
            <Button
              kind="primary"
              size="action"
              icon="send"
              {...why}
              busy={busy === hallEndpoints.submitWorklog.id}
              onClick={() => void submit()}
            >
              {t('submit')}
            </Button>
            <Button
              size="action"
              icon="save"
              {...why}
              busy={busy === hallEndpoints.saveWorklog.id}
              disabled={blocked !== null || typed === null}
              onClick={() => void save().then((id) => id !== null && show({ words: t('saved') }))}
            >
              {t('save')}
            </Button>
          </>
        )}
        <Button size="action" icon="checkSquare" {...why} onClick={() => setSheet('patrol')}>
          {t('patrol')}
        </Button>
        <Button size="action" icon="alarm" {...why} onClick={() => setSheet('incident')}>
          {t('incident')}
        </Button>
      </ActionBar>
      {sheet === 'patrol' && (
        <PatrolSheet
          branchId={branch.id}
          round={data.patrols.length + 1}
          onDone={() => {
            setSheet(null);
            void renew();
          }}
          onClose={() => setSheet(null)}
        />
      )}
      {sheet === 'incident' && (
        <IncidentSheet
          branchId={branch.id}
          onDone={() => {
            setSheet(null);
            void renew();
          }}
          onClose={() => setSheet(null)}
        />
      )}
    </>
  );
}
