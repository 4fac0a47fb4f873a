import { hallEndpoints, type CallUp } from '@huiting/contracts/hall';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { useMay } from '../../../lib/may.ts';
import { useMe } from '../../../lib/session.tsx';
import { useBusinessNow } from '../../../lib/ticker.ts';
import { Button } from '../../../ui/button.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Tag, type TagKind } from '../../../ui/tag.tsx';
import { useTakePositions } from './positions.live.ts';
import { positionText } from './positions.text.ts';
import styles from './call-up-row.module.css';

const kinds: Record<CallUp['state'], TagKind> = {
  called: 'warn',
  accepted: 'ok',
  declined: 'plain',
  unanswered: 'danger',
  cancelled: 'plain',
};

interface CallUpRowProps {
  readonly callUp: CallUp;
  readonly blocked: string | null;
}

/** A reserve called into the hall: by what, how long they have, and their answer. */
export function CallUpRow({ callUp, blocked }: CallUpRowProps) {
  const t = useText(positionText);
  const format = useFormat();
  const me = useMe();
  const now = useBusinessNow(1000);
  const take = useTakePositions(callUp.branchId);
  const { run, busy } = useCommand(useProblemToast());
  const mine = callUp.staffId === me.staff?.id;
  const mayAnswer = useMay(hallEndpoints.setPositions) || mine;
  const pending = callUp.state === 'called';

  async function answer(comes: boolean) {
    const answered = await run(hallEndpoints.answerCallUp, {
      branchId: callUp.branchId,
      callUpId: callUp.id,
      comes,
    });
    if (answered) take(answered);
  }
  return (
    <div className={styles.row} data-pending={pending || undefined}>
      <span className={styles.words}>
        <strong>{mine && pending ? t('needs') : callUp.name}</strong>
        <small>
          {[
            format.clock(callUp.calledAt),
            t(`cause.${callUp.cause}`),
            pending && t('answerWithin', { time: format.timer(callUp.answerDueAt - now) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </small>
      </span>
      {pending && mayAnswer ? (
        <span className={styles.acts}>
          <Button
            size="small"
            kind="tint"
            disabled={blocked !== null}
            busy={busy !== null}
            onClick={() => void answer(true)}
          >
            {mine ? t('come') : t('comeFor', { name: callUp.name })}
          </Button>
          <Button
            size="small"
            disabled={blocked !== null || busy !== null}
            onClick={() => void answer(false)}
          >
            {t('cannot')}
          </Button>
        </span>
      ) : (
        <Tag kind={kinds[callUp.state]}>{t(`state.${callUp.state}`)}</Tag>
      )}
    </div>
  );
}
