import type { Board } from '@huiting/contracts/queue';
import { useState } from 'react';
import { IdentifierForm } from '../../features/customer/index.ts';
import { queueText, ReasonSheet, serviceOf, TransferSheet, type Desk } from '../../features/queue/index.ts';
import { useFormat } from '../../lib/format-context.tsx';
import { useNamed, useText } from '../../lib/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import styles from './desk-dialogs.module.css';
import { DeskSettings } from './desk-settings.tsx';
import { tellerText } from './teller.text.ts';
import type { DeskActs, PauseReason } from './use-desk-acts.ts';

const pauseReasons: readonly PauseReason[] = ['lunch', 'break', 'meeting', 'counting', 'helping', 'other'];

interface DeskDialogsProps {
  readonly board: Board;
  readonly desk: Desk;
  readonly deskActs: DeskActs;
}

/** What asks before it acts. A dialog whose ticket has gone meanwhile closes by itself. */
export function DeskDialogs({ board, desk, deskActs }: DeskDialogsProps) {
  const t = useText(tellerText);
  const q = useText(queueText);
  const named = useNamed();
  const format = useFormat();
  const { acts, busy, dialog, close, restoreMinutes } = deskActs;
  const { current, window } = desk;
  const isBusy = busy !== null;
  const [problem, setProblem] = useState<string | null>(null);
  if (!dialog) return null;

  switch (dialog.kind) {
    case 'settings':
      return <DeskSettings onClose={close} />;
    case 'pause':
      return (
        <Sheet
          open
          onClose={close}
          title={t('pauseTitle', { window: format.windowName(window.label) })}
          width={520}
        >
          <p className={styles.hint}>{t('pauseHint')}</p>
          <div className={styles.grid}>
            {pauseReasons.map((reason) => (
              <Button key={reason} size="action" disabled={isBusy} onClick={() => void acts.pause(reason)}>
                {q(`pause.${reason}`)}
              </Button>
            ))}
          </div>
        </Sheet>
      );
    case 'leave':
      return (
        <Confirm
          title={t('leaveTitle', { window: format.windowName(window.label) })}
          hint={t('leaveHint')}
          confirm={t('leaveNow')}
          busy={isBusy}
          onConfirm={() => void acts.leave()}
          onClose={close}
        />
      );
    case 'specific':
      return (
        <ReasonSheet
          title={t('specificTitle', { number: dialog.ticket.number })}
          hint={t('specificHint')}
          quick={
            dialog.ticket.state === 'waiting'
              ? ['elder', 'unwell', 'child', 'disabled', 'booked', 'wish']
              : ['returned', 'authorise', 'fillForm', 'documents']
          }
          confirm={t('callThis')}
          busy={isBusy}
          onConfirm={(reason) => void acts.specific(dialog.ticket, reason)}
          onClose={close}
        />
      );
    default:
      break;
  }
  if (!current) return null;

  switch (dialog.kind) {
    case 'skip':
      return (
        <Confirm
          title={t('skipTitle', { number: current.number })}
          hint={t('skipHint', { minutes: restoreMinutes })}
          confirm={t('skip')}
          busy={isBusy}
          onConfirm={() => void acts.skip()}
          onClose={close}
        />
      );
    case 'park':
      return (
        <ReasonSheet
          title={t('parkTitle', { number: current.number })}
          hint={t('parkHint')}
          quick={['authorise', 'documents', 'fillForm', 'wish']}
          confirm={t('park')}
          busy={isBusy}
          onConfirm={(reason) => void acts.park(reason)}
          onClose={close}
        />
      );
    case 'transfer':
      return (
        <TransferSheet
          board={board}
          ticket={current}
          busy={isBusy}
          onTransfer={(input) => {
            const service = serviceOf(board, input.serviceTypeId);
            void acts.transfer(
              input,
              q('transferred', { number: current.number, service: service ? named(service.name) : '' }),
            );
          }}
          onClose={close}
        />
      );
    case 'addService':
      return (
        <Sheet open onClose={close} title={t('addTitle', { number: current.number })} width={560}>
          <p className={styles.hint}>{t('addHint')}</p>
          <div className={styles.grid}>
            {window.serviceTypeIds
              .map((id) => serviceOf(board, id))
              .filter((service) => service !== undefined)
              .map((service) => (
                <Button
                  key={service.id}
                  size="action"
                  disabled={isBusy}
                  onClick={() =>
                    void acts.addService(
                      service.id,
                      t('added', { number: current.number, service: named(service.name) }),
                    )
                  }
                >
                  {named(service.name)}
                </Button>
              ))}
          </div>
        </Sheet>
      );
    case 'identify':
      return (
        <Sheet open onClose={close} title={t('identifyTitle', { number: current.number })} width={520}>
          <IdentifierForm
            busy={isBusy}
            problem={problem}
            onIdentifier={(identifier) => {
              setProblem(null);
              void acts.attach(identifier, setProblem);
            }}
          />
        </Sheet>
      );
  }
}

interface ConfirmProps {
  readonly title: string;
  readonly hint: string;
  readonly confirm: string;
  readonly busy: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}
function Confirm({ title, hint, confirm, busy, onConfirm, onClose }: ConfirmProps) {
  const q = useText(queueText);
  return (
    <Sheet
      open
      onClose={onClose}
      title={title}
      width={440}
      actions={
        <>
          <Button kind="danger" busy={busy} onClick={onConfirm} data-autofocus>
            {confirm}
          </Button>
          <Button onClick={onClose}>{q('back')}</Button>
        </>
      }
    >
      <p>{hint}</p>
    </Sheet>
  );
}
