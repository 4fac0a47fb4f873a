import { accessEndpoints, TerminalKind, type Terminal } from '@huiting/contracts/access';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { useCountdown } from '../../../ui/countdown-ring.tsx';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { Icon } from '../../../ui/icons/icon.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Sheet } from '../../../ui/sheet.tsx';
import { accessKeys, terminalsQuery } from '../access.queries.ts';
import { accessText } from '../access.text.ts';
import styles from './register-terminal.module.css';

/** Seconds of wall time an enrolment code lives (contract of createTerminal). */
const codeSeconds = 600;
const atWindow: ReadonlySet<string> = new Set(['windowDisplay', 'evaluator']);

interface RegisterTerminalProps {
  readonly branchId: string;
  readonly windows: readonly { readonly id: string; readonly label: string }[];
  readonly onClose: () => void;
}

/** Name and kind first, then the one-time code to type at the terminal. */
export function RegisterTerminal({ branchId, windows, onClose }: RegisterTerminalProps) {
  const t = useText(accessText);
  const format = useFormat();
  const queries = useQueryClient();
  const command = useCommand(useProblemToast());
  const [kind, setKind] = useState<Terminal['kind']>('kiosk');
  const [name, setName] = useState('');
  const [windowId, setWindowId] = useState('');
  const [missing, setMissing] = useState<'name' | 'window' | null>(null);
  const [made, setMade] = useState<{ readonly terminal: Terminal; readonly code: string } | null>(null);

  async function register() {
    if (name.trim() === '') return setMissing('name');
    if (atWindow.has(kind) && windowId === '') return setMissing('window');
    const answer = await command.run(accessEndpoints.createTerminal, {
      branchId,
      kind,
      name: name.trim(),
      windowId: atWindow.has(kind) ? windowId : null,
    });
    if (!answer) return;
    setMade(answer);
    await queries.invalidateQueries({ queryKey: accessKeys.terminals(branchId) });
  }

  if (made)
    return <CodeSheet branchId={branchId} terminal={made.terminal} code={made.code} onClose={onClose} />;
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('terminal.register')}
      actions={
        <>
          <Button kind="primary" busy={command.busy !== null} onClick={() => void register()}>
            {t('terminal.register')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <div className={styles.form}>
        <SelectField
          label={t('terminal.kindColumn')}
          value={kind}
          onChange={(event) => setKind(event.target.value as Terminal['kind'])}
        >
          {TerminalKind.options.map((value) => (
            <option key={value} value={value}>
              {t(`kind.${value}`)}
            </option>
          ))}
        </SelectField>
        {atWindow.has(kind) && (
          <SelectField
            label={t('terminal.window')}
            value={windowId}
            error={missing === 'window' ? t('terminal.windowNeeded') : null}
            onChange={(event) => {
              setWindowId(event.target.value);
              setMissing(null);
            }}
          >
            <option value="" />
            {windows.map((window) => (
              <option key={window.id} value={window.id}>
                {format.windowName(window.label)}
              </option>
            ))}
          </SelectField>
        )}
        <TextField
          label={t('terminal.name')}
          placeholder={t('terminal.nameHint')}
          maxLength={40}
          data-autofocus
          value={name}
          error={missing === 'name' ? t('terminal.nameNeeded') : null}
          onChange={(event) => {
            setName(event.target.value);
            setMissing(null);
          }}
        />
      </div>
    </Sheet>
  );
}

interface CodeSheetProps {
  readonly branchId: string;
  readonly terminal: Terminal;
  readonly code: string;
  readonly onClose: () => void;
}
function CodeSheet({ branchId, terminal, code, onClose }: CodeSheetProps) {
  const t = useText(accessText);
  const format = useFormat();
  const [copied, setCopied] = useState(false);
  const left = useCountdown(codeSeconds, () => {});
  const terminals = useQuery(terminalsQuery(branchId));
  const used =
    terminals.data?.terminals.some((one) => one.id === terminal.id && one.enrolledAt !== null) ?? false;
  return (
    <Sheet
      open
      onClose={onClose}
      title={`${t(`kind.${terminal.kind}`)} · ${terminal.name}`}
      actions={
        <>
          {!used && window.isSecureContext && (
            <Button
              icon={copied ? 'check' : 'copy'}
              onClick={() => void navigator.clipboard.writeText(code).then(() => setCopied(true))}
            >
              {t(copied ? 'terminal.copied' : 'terminal.copy')}
            </Button>
          )}
          <Button kind="primary" onClick={onClose}>
            {t('close')}
          </Button>
        </>
      }
    >
      <div className={styles.code} data-over={left === 0 || undefined} role="status">
        {used ? (
          <p className={styles.used}>
            <Icon name="checkSolid" size="1.6em" />
            {t('terminal.codeUsed')}
          </p>
        ) : (
          <>
            <span>{t('terminal.codeTitle')}</span>
            <strong className="num">{code}</strong>
            <p>
              {left === 0
                ? t('terminal.codeOver')
                : t('terminal.codeHint', {
                    address: `${window.location.origin}/lobby/`,
                    time: format.timer(left * 1000),
                  })}
            </p>
          </>
        )}
      </div>
    </Sheet>
  );
}
