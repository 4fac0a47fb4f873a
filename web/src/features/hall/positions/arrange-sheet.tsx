import { hallEndpoints, PositionKind, type Position } from '@huiting/contracts/hall';
import { useState } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Segmented } from '../../../ui/segmented.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { useTakePositions } from './positions.live.ts';
import { positionText } from './positions.text.ts';
import { hallText } from '../hall.text.ts';
import styles from './arrange-sheet.module.css';

interface ArrangeSheetProps {
  readonly branchId: string;
  readonly positions: readonly Position[];
  readonly zones: readonly { readonly id: string; readonly name: string }[];
  readonly onClose: () => void;
}
type Choice = PositionKind | 'none';
const choices: readonly Choice[] = [...PositionKind.options, 'none'];

/** Arranges the day: everybody's position by a tap, the order by moving up and down. */
export function ArrangeSheet({ branchId, positions, zones, onClose }: ArrangeSheetProps) {
  const t = useText(positionText);
  const h = useText(hallText);
  const show = useToast();
  const take = useTakePositions(branchId);
  const { run, busy } = useCommand(useProblemToast());
  const [people, setPeople] = useState<readonly Position[]>(positions);

  const choose = (staffId: string, kind: Choice) =>
    setPeople((held) =>
      held.map((one) => (one.staffId === staffId ? { ...one, kind: kind === 'none' ? null : kind } : one)),
    );
  const stand = (staffId: string, zoneId: string | null) =>
    setPeople((held) => held.map((one) => (one.staffId === staffId ? { ...one, zoneId } : one)));
  const move = (index: number, step: -1 | 1) =>
    setPeople((held) => {
      const next = [...held];
      const [one] = next.splice(index, 1);
      next.splice(index + step, 0, one!);
      return next;
    });
  async function save() {
    const answer = await run(hallEndpoints.setPositions, {
      branchId,
      positions: people.flatMap(({ staffId, kind, zoneId }) =>
        kind === null ? [] : [{ staffId, kind, zoneId }],
      ),
    });
    if (!answer) return;
    take(answer);
    show({ words: t('saved') });
    onClose();
  }
  return (
    <Sheet
      open
      side="side"
      width={720}
      onClose={onClose}
      title={t('arrangeTitle')}
      actions={
        <Button kind="primary" size="action" busy={busy !== null} onClick={() => void save()}>
          {t('save')}
        </Button>
      }
    >
      <p className={styles.hint}>{t('arrangeHint')}</p>
      <ul className={styles.rows}>
        {people.map((one, index) => (
          <li key={one.staffId}>
            <span className={styles.words}>
              <strong>{one.name}</strong>
              <small>{h(`post.${one.post}`)}</small>
            </span>
            <Segmented<Choice>
              label={t('positionOf', { name: one.name })}
              value={one.kind ?? 'none'}
              onChange={(kind) => choose(one.staffId, kind)}
              options={choices.map((value) => ({ value, label: t(`short.${value}`) }))}
            />
            {zones.length > 0 && (one.kind === 'lobbyManager' || one.kind === 'reserve') && (
              <select
                className={styles.zone}
                aria-label={t('zoneOf', { name: one.name })}
                value={one.zoneId ?? ''}
                onChange={(event) => stand(one.staffId, event.target.value || null)}
              >
                <option value="">{t('everywhere')}</option>
                {zones.map((zone) => (
                  <option key={zone.id} value={zone.id}>
                    {zone.name}
                  </option>
                ))}
              </select>
            )}
            <span className={styles.moves}>
              <Button
                kind="quiet"
                icon="chevronUp"
                aria-label={t('up', { name: one.name })}
                disabled={index === 0}
                onClick={() => move(index, -1)}
              />
              <Button
                kind="quiet"
                icon="chevronDown"
                aria-label={t('down', { name: one.name })}
                disabled={index === people.length - 1}
                onClick={() => move(index, 1)}
              />
            </span>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
