import type { CallOf, Endpoint, OutputOf } from '@huiting/contracts/core/endpoint';
import { useState } from 'react';
import { call, newIdempotencyKey } from '../../lib/api.ts';
import { createIntentions } from '../../lib/command.ts';
import { useText } from '../../lib/i18n.ts';
import { Button } from '../button.tsx';
import { TextField } from '../field.tsx';
import { Icon } from '../icons/icon.tsx';
import { problemWords } from '../problem-words.ts';
import { Sheet } from '../sheet.tsx';
import { uiText } from '../ui.text.ts';
import styles from './list-tools.module.css';
import { listToolsText } from './list-tools.text.ts';

/** With what one row is dealt with. */
export interface BulkMeans {
  /** Sends a command; whose outcome stays unknown is repeated under the same key, should the act be tried again. */
  readonly send: <E extends Endpoint>(endpoint: E, input: CallOf<E>) => Promise<OutputOf<E>>;
  /** Empty where none is asked for. */
  readonly reason: string;
}
export interface BulkAct<R> {
  readonly name: string;
  readonly kind?: 'primary' | 'danger';
  /** Asked before anything is done; absent for acts that are easily undone. */
  readonly confirm?: string;
  /** Label of the reason to be given, the same for all rows; absent = none is asked for. */
  readonly reason?: string;
  /** Does it to one row; what it throws is shown beside the row. */
  readonly act: (row: R, means: BulkMeans) => Promise<unknown>;
  /** Takes it back for one row, where that is possible. */
  readonly undo?: (row: R, means: BulkMeans) => Promise<unknown>;
  /** When all rows have been dealt with: what lists show is asked for again. */
  readonly after?: () => unknown;
  /** Rows it makes no sense for are passed over, and said to be. */
  readonly fits?: (row: R) => boolean;
}
interface Outcome<R> {
  readonly row: R;
  readonly state: 'done' | 'refused' | 'passed' | 'undone';
  readonly why?: string;
}
interface Run<R> {
  readonly act: BulkAct<R>;
  readonly total: number;
  readonly outcomes: readonly Outcome<R>[];
  readonly running: boolean;
}

interface BulkBarProps<R> {
  readonly rows: readonly R[];
  readonly nameOf: (row: R) => string;
  readonly acts: readonly BulkAct<R>[];
  /** When the run is over and has been read. */
  readonly onDone: () => void;
  readonly onClear: () => void;
}

/** Acts on all chosen rows, one after another, with what became of each; one refusal does not stop the others. */
export function BulkBar<R>({ rows, nameOf, acts, onDone, onClear }: BulkBarProps<R>) {
  const t = useText(listToolsText);
  const ui = useText(uiText);
  const [asking, setAsking] = useState<BulkAct<R> | null>(null);
  const [run, setRun] = useState<Run<R> | null>(null);
  const [reason, setReason] = useState('');
  const [intentions] = useState(() => createIntentions(newIdempotencyKey));
  const means: BulkMeans = {
    send: (endpoint, input) => intentions.run(call, endpoint, input),
    reason: reason.trim(),
  };

  async function start(act: BulkAct<R>) {
    setAsking(null);
    const outcomes: Outcome<R>[] = [];
    setRun({ act, total: rows.length, outcomes, running: true });
    for (const row of rows) {
      outcomes.push(
        act.fits?.(row) === false ? { row, state: 'passed' } : await attempt(act.act, row, 'done'),
      );
      setRun({ act, total: rows.length, outcomes: [...outcomes], running: outcomes.length < rows.length });
    }
    act.after?.();
  }
  async function takeBack({ act, outcomes, total }: Run<R>) {
    const undone = [...outcomes];
    for (const [at, outcome] of outcomes.entries()) {
      if (outcome.state !== 'done' || act.undo === undefined) continue;
      undone[at] = await attempt(act.undo, outcome.row, 'undone');
      setRun({ act, total, outcomes: [...undone], running: true });
    }
    setRun({ act: { name: act.name, act: act.act }, total, outcomes: undone, running: false });
    act.after?.();
  }
  async function attempt(act: BulkAct<R>['act'], row: R, state: 'done' | 'undone'): Promise<Outcome<R>> {
    try {
      await act(row, means);
      return { row, state };
    } catch (error) {
      return { row, state: 'refused', why: problemWords(error, ui) };
    }
  }
  const counted = (state: Outcome<R>['state']) =>
    run?.outcomes.filter((outcome) => outcome.state === state).length ?? 0;
  function close() {
    setRun(null);
    onDone();
  }
  return (
    <div className={styles.bulk} role="group" aria-label={t('bulk')}>
      <b>{t('chosen', { count: rows.length })}</b>
      {acts.map((act) => (
        <Button
          key={act.name}
          size="small"
          {...(act.kind ? { kind: act.kind } : {})}
          onClick={() => {
            setReason('');
            if (act.confirm === undefined && act.reason === undefined) void start(act);
            else setAsking(act);
          }}
        >
          {act.name}
        </Button>
      ))}
      <Button kind="link" onClick={onClear}>
        {t('chooseNone')}
      </Button>
      <Sheet
        open={asking !== null}
        onClose={() => setAsking(null)}
        title={asking ? t('bulkTitle', { act: asking.name, count: rows.length }) : ''}
        width={460}
        actions={
          asking && (
            <>
              <Button
                kind={asking.kind ?? 'primary'}
                disabled={asking.reason !== undefined && reason.trim() === ''}
                onClick={() => void start(asking)}
              >
                {asking.name}
              </Button>
              <Button onClick={() => setAsking(null)}>{t('cancel')}</Button>
            </>
          )
        }
      >
        {asking?.confirm && <p>{asking.confirm}</p>}
        {asking?.reason && (
          <TextField
            label={asking.reason}
            maxLength={200}
            value={reason}
            data-autofocus
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Sheet>
      <Sheet
        open={run !== null}
        onClose={() => run?.running === false && close()}
        title={run ? t('bulkTitle', { act: run.act.name, count: run.total }) : ''}
        width={520}
        actions={
          run && (
            <>
              <Button kind="primary" busy={run.running} onClick={close}>
                {ui('close')}
              </Button>
              {run.act.undo && !run.running && counted('done') > 0 && (
                <Button onClick={() => void takeBack(run)}>{ui('undo')}</Button>
              )}
            </>
          )
        }
      >
        {run && (
          <>
            <progress
              className={styles.progress}
              max={run.total}
              value={run.outcomes.length}
              aria-label={t('bulk')}
            />
            <p role="status">
              {t('bulkCounts', {
                done: counted('done'),
                refused: counted('refused'),
                passed: counted('passed'),
              })}
              {counted('undone') > 0 && ` · ${t('bulkUndone', { count: counted('undone') })}`}
            </p>
            <ul className={styles.outcomes}>
              {run.outcomes.map((outcome, at) => (
                <li key={at} data-state={outcome.state}>
                  <Icon name={icons[outcome.state]} />
                  <span>{nameOf(outcome.row)}</span>
                  <em>{outcome.why ?? t(`bulk.${outcome.state}`)}</em>
                </li>
              ))}
            </ul>
          </>
        )}
      </Sheet>
    </div>
  );
}
const icons = { done: 'checkSolid', refused: 'warnSolid', passed: 'infoSolid', undone: 'undo' } as const;
