import { useCallback, useEffect, useState, type ReactNode } from 'react';
import { newIdempotencyKey } from '../../../lib/api.ts';
import { setLocale, useLocale } from '../../../lib/i18n.ts';
import { useElderMode } from '../../../ui/modes.ts';
import { Bone, Skeleton } from '../../../ui/skeleton.tsx';
import { Stage, usePortrait } from '../../../ui/stage.tsx';
import { useDisplayBoard } from '../display/display.live.ts';
import { TerminalTrouble } from '../display/terminal-trouble.tsx';
import { CheckInScreen } from './check-in-screen.tsx';
import { HelpScreen } from './help-screen.tsx';
import { IssuedScreen } from './issued-screen.tsx';
import type { Terms } from './kiosk.flow.domain.ts';
import { KioskHome } from './kiosk-home.tsx';
import styles from './kiosk.module.css';
import { IssuingScreen, RefusedScreen } from './outcome-screens.tsx';
import { IdleCountdown } from './idle-countdown.tsx';
import { useKiosk } from './kiosk.queries.ts';

interface KioskProps {
  readonly branchId: string;
  readonly onRevoked: () => void;
  /** What calls somebody here; below who helps today. */
  readonly help: ReactNode;
}

const idleSeconds = { standard: 30, elder: 90 } as const;
const firstLocale = 'zh-CN';

/** The ticket kiosk, 1080×1920 or 1920×1080, scaled to its screen. */
export function Kiosk({ branchId, onRevoked, help }: KioskProps) {
  const board = useDisplayBoard(branchId, { onRevoked });
  const portrait = usePortrait();
  const [elder, setElder] = useElderMode();
  const locale = useLocale();
  const [helping, setHelping] = useState(false);

  const terms = useCallback(
    (): Terms => ({ key: newIdempotencyKey(), elder, language: locale }),
    [elder, locale],
  );
  const { flow, tell } = useKiosk({ branchId, terms, onElder: () => setElder(true) });
  const goHome = useCallback(() => {
    setHelping(false);
    tell({ kind: 'home' });
  }, [tell]);
  const reset = useCallback(() => {
    goHome();
    setElder(false);
    void setLocale(firstLocale, { remember: false });
  }, [goHome, setElder]);
  // what a person has remembered for other surfaces of this browser is not the kiosk's
  useEffect(reset, [reset]);

  const away = helping || flow.step !== 'home' || flow.document !== null || elder || locale !== firstLocale;
  const seconds = elder ? idleSeconds.elder : idleSeconds.standard;
  const shape = portrait ? 'portrait' : 'landscape';

  return (
    <Stage width={portrait ? 1080 : 1920} height={portrait ? 1920 : 1080}>
      <main className={styles.kiosk} data-shape={shape}>
        {board.data ? (
          helping ? (
            <HelpScreen board={board.data} call={help} onBack={() => setHelping(false)} onHome={goHome} />
          ) : flow.step === 'home' ? (
            <KioskHome
              board={board.data}
              document={flow.document}
              elder={elder}
              locale={locale}
              idleSeconds={seconds}
              onElder={setElder}
              onLocale={(next) => void setLocale(next, { remember: false })}
              onPick={(serviceTypeId) => tell({ kind: 'pick', serviceTypeId, terms: terms() })}
              onCheckIn={() => tell({ kind: 'openCheckIn' })}
              onHelp={() => setHelping(true)}
              onDropDocument={() => tell({ kind: 'dropDocument' })}
            />
          ) : flow.step === 'checkIn' ? (
            <CheckInScreen
              board={board.data}
              code={flow.code}
              onCode={(code) => tell({ kind: 'code', code })}
              onSubmit={() => tell({ kind: 'checkIn', code: flow.code, terms: terms() })}
              onHelp={() => setHelping(true)}
              onHome={goHome}
            />
          ) : flow.step === 'issuing' ? (
            <IssuingScreen board={board.data} act={flow.act} />
          ) : flow.step === 'issued' ? (
            <IssuedScreen
              board={board.data}
              ticket={flow.ticket}
              timing={flow.timing}
              onHelp={() => setHelping(true)}
              onHome={reset}
            />
          ) : (
            <RefusedScreen
              board={board.data}
              act={flow.act}
              code={flow.code}
              title={flow.title}
              onAgain={() => tell({ kind: 'again' })}
              onCorrect={() => tell({ kind: 'correct' })}
              onHelp={() => setHelping(true)}
              onHome={goHome}
            />
          )
        ) : board.error ? (
          <TerminalTrouble
            error={board.error}
            since={board.errorUpdatedAt}
            onRetry={() => void board.refetch()}
          />
        ) : (
          <div className={styles.loading}>
            <Skeleton>
              <Bone height={500} radius={24} />
              <Bone height={216} radius={24} />
              <Bone height={216} radius={24} />
              <Bone height={216} radius={24} />
            </Skeleton>
          </div>
        )}
        {away && flow.step !== 'issuing' && <IdleCountdown seconds={seconds} onReset={reset} />}
      </main>
    </Stage>
  );
}
