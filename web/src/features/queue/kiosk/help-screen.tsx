import type { DisplayBoard } from '@huiting/contracts/queue';
import type { ReactNode } from 'react';
import { useText } from '../../../lib/i18n.ts';
import { Avatar } from '../../../ui/brand.tsx';
import styles from './help-screen.module.css';
import { kioskText } from './kiosk.text.ts';
import { StepFrame } from './step-frame.tsx';

interface HelpScreenProps {
  readonly board: DisplayBoard;
  /** Calls somebody to this kiosk. */
  readonly call: ReactNode;
  readonly onBack: () => void;
  readonly onHome: () => void;
}

/** Who helps today, and where. */
export function HelpScreen({ board, call, onBack, onHome }: HelpScreenProps) {
  const t = useText(kioskText);
  const managers = board.lobbyManagers;
  return (
    <StepFrame
      board={board}
      title={t('helpTitle')}
      hint={t(managers.length > 0 ? 'helpPlace' : 'helpNobody')}
      upper={
        managers.length > 0 && (
          <section className={styles.managers}>
            <h3>{t('helpManagers')}</h3>
            <ul>
              {managers.slice(0, 4).map((name) => (
                <li key={name}>
                  <Avatar name={name} size={96} />
                  <strong>{name}</strong>
                </li>
              ))}
            </ul>
          </section>
        )
      }
      onBack={onBack}
      onHome={onHome}
    >
      {call}
    </StepFrame>
  );
}
