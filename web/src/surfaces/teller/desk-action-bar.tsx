import { CallHall } from '../../features/hall/assist/call-hall.tsx';
import { useBranch } from '../../features/hall/index.ts';
import type { Desk } from '../../features/queue/index.ts';
import { useText } from '../../lib/i18n.ts';
import { ActionBar } from '../../ui/action-bar.tsx';
import { Button } from '../../ui/button.tsx';
import styles from './desk-action-bar.module.css';
import { useDeskKeys } from './desk-keys.ts';
import { tellerText } from './teller.text.ts';
import type { DeskActs } from './use-desk-acts.ts';

/** One main button that follows the state, then the others; only what can be done now is enabled. */
export function DeskActionBar({ desk, deskActs }: { readonly desk: Desk; readonly deskActs: DeskActs }) {
  const t = useText(tellerText);
  const { acts, may, busy, offline, setDialog } = deskActs;
  const keys = useDeskKeys();
  const branch = useBranch();
  return (
    <div className={styles.bar}>
      <ActionBar
        label={t('acts')}
        bare
        apart={
          offline ? (
            <span className={styles.offline} role="alert">
              {t('offlineHint')}
            </span>
          ) : (
            <CallHall branchId={branch.id} windowId={desk.window.id} disabled={offline} />
          )
        }
      >
        <DeskPrimary desk={desk} deskActs={deskActs} wide />
        <Button
          size="action"
          icon="refresh"
          keyCap={keys.recall}
          disabled={!may.recall}
          busy={busy === 'queue.recall'}
          onClick={() => void acts.recall()}
        >
          {t('recall')}
        </Button>
        <Button
          size="action"
          icon="skip"
          keyCap={keys.skip}
          disabled={!may.skip || busy !== null}
          onClick={() => setDialog({ kind: 'skip' })}
        >
          {t('skip')}
        </Button>
        <Button
          size="action"
          icon="swap"
          keyCap={keys.transfer}
          disabled={!may.transfer || busy !== null}
          onClick={() => setDialog({ kind: 'transfer' })}
        >
          {t('transfer')}
        </Button>
        <Button
          size="action"
          icon="pause"
          keyCap={keys.park}
          disabled={!may.park || busy !== null}
          onClick={() => setDialog({ kind: 'park' })}
        >
          {t('park')}
        </Button>
        <Button
          size="action"
          icon="plus"
          disabled={!may.addService || busy !== null}
          onClick={() => setDialog({ kind: 'addService' })}
        >
          {t('addService')}
        </Button>
        <Button
          size="action"
          icon="check"
          disabled={!may.complete}
          busy={busy === 'queue.complete'}
          onClick={() => void acts.complete()}
        >
          {t('complete')}
        </Button>
      </ActionBar>
    </div>
  );
}

/** The one button: call, start, or complete and call next. */
export function DeskPrimary({
  desk,
  deskActs,
  wide = false,
}: {
  readonly desk: Desk;
  readonly deskActs: DeskActs;
  readonly wide?: boolean;
}) {
  const t = useText(tellerText);
  const { acts, may, busy, offline } = deskActs;
  const keys = useDeskKeys();
  const state = desk.window.session?.state === 'paused' ? 'paused' : (desk.current?.state ?? 'free');
  const main =
    state === 'serving'
      ? ({
          icon: 'checkSolid',
          words: t('completeAndNext'),
          keyCap: keys.completeAndNext,
          may: may.complete,
          act: acts.completeAndNext,
        } as const)
      : state === 'called'
        ? ({
            icon: 'play',
            words: t('start'),
            keyCap: keys.callOrStart,
            may: may.start,
            act: acts.start,
          } as const)
        : state === 'paused'
          ? ({
              icon: 'play',
              words: t('resume'),
              keyCap: undefined,
              may: !offline,
              act: acts.resume,
            } as const)
          : ({
              icon: 'megaphone',
              words: t('callNext'),
              keyCap: keys.callOrStart,
              may: may.callNext,
              act: acts.callNext,
            } as const);
  return (
    <span className={wide ? styles.primary : styles.grow}>
      <Button
        kind="primary"
        size="action"
        block
        icon={main.icon}
        disabled={!main.may}
        busy={busy !== null && main.may}
        onClick={() => void main.act()}
        {...(main.keyCap ? { keyCap: main.keyCap } : {})}
      >
        {main.words}
      </Button>
    </span>
  );
}
