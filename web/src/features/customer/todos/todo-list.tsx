import { type CustomerTodo } from '@huiting/contracts/customer';
import {
  dueBusinessEndpoints,
  type DueOutcome,
  type DueResult,
} from '@huiting/contracts/customer/due-business';
import { useState } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { ChoiceChips } from '../../../ui/field.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Tag } from '../../../ui/tag.tsx';
import { useToast } from '../../../ui/toast.tsx';
import styles from './todos.module.css';
import { todosText } from './todos.text.ts';

const results: Readonly<Record<DueOutcome, readonly DueResult[]>> = {
  handled: ['done', 'booked', 'willReturn', 'alreadyDone'],
  ignored: ['declined', 'notNow', 'wrong'],
};

interface TodoListProps {
  readonly branchId: string;
  readonly customerId: string;
  readonly todos: readonly CustomerTodo[];
  /** Given what is left once one has been settled. */
  readonly onSettled: (left: readonly CustomerTodo[]) => void;
}

/** What is open with the customer, each with what to say, and how it went. */
export function TodoList({ branchId, customerId, todos, onSettled }: TodoListProps) {
  const t = useText(todosText);
  const named = useNamed();
  const format = useFormat();
  const show = useToast();
  const { run, busy } = useCommand(useProblemToast());
  const [open, setOpen] = useState<string | null>(null);

  async function settle(key: string, outcome: DueOutcome, result: DueResult) {
    const answer = await run(dueBusinessEndpoints.settleDue, { branchId, customerId, key, outcome, result });
    if (!answer) return;
    setOpen(null);
    show({ words: t('saved') });
    onSettled(answer.todos);
  }
  return (
    <ul className={styles.list} aria-label={t('title')}>
      {todos.map((todo) => (
        <li key={todo.key}>
          <p className={styles.head}>
            <Tag kind={todo.kind === 'callback' ? 'warn' : 'info'}>{t(`kind.${todo.kind}`)}</Tag>
            <strong>{named(todo.subject)}</strong>
            <span className={styles.due}>{t('due', { date: format.day(todo.dueOn) })}</span>
            {todo.canSettle && open !== todo.key && (
              <Button kind="link" onClick={() => setOpen(todo.key)}>
                {t('settle')}
              </Button>
            )}
          </p>
          <p className={styles.say}>{named(todo.say)}</p>
          {open === todo.key && (
            <div className={styles.outcomes}>
              {(['handled', 'ignored'] as const).map((outcome) => (
                <div key={outcome} className={styles.outcome}>
                  <span>{t(outcome)}</span>
                  <ChoiceChips
                    single
                    label={`${t(outcome)} · ${t('what')}`}
                    options={results[outcome].map((value) => ({ value, label: t(`result.${value}`) }))}
                    chosen={[]}
                    onChange={([result]) => {
                      if (result && busy === null) void settle(todo.key, outcome, result);
                    }}
                  />
                </div>
              ))}
              <Button kind="quiet" onClick={() => setOpen(null)}>
                {t('cancel')}
              </Button>
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}
