import { useState } from 'react';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icons/icon.tsx';
import styles from './editing.module.css';
import { editingText } from './editing.text.ts';
import type { RecordField } from './editing.merge.domain.ts';

interface ConflictPanelProps {
  /** Who saved the newer version. */
  readonly savedBy: string | null;
  readonly version: number;
  readonly rows: readonly {
    readonly field: RecordField;
    readonly mine: string;
    readonly theirs: string;
    /** Both changed it; otherwise it only shows what the other did. */
    readonly contested: boolean;
  }[];
  readonly onContinue: (keptTheirs: ReadonlySet<RecordField>) => void;
}

/** Somebody was quicker: both versions side by side, a choice where both changed the same, and nothing overwritten in silence. */
export function ConflictPanel({ savedBy, version, rows, onContinue }: ConflictPanelProps) {
  const t = useText(editingText);
  const [theirs, setTheirs] = useState<ReadonlySet<RecordField>>(new Set());
  const choose = (field: RecordField, take: boolean) => {
    const next = new Set(theirs);
    if (take) next.add(field);
    else next.delete(field);
    setTheirs(next);
  };
  return (
    <section className={styles.conflict} role="alert">
      <h3>
        <Icon name="exclaimSolid" />
        {t('conflictTitle', { name: savedBy ?? t('somebody'), version })}
      </h3>
      <p className={styles.note}>{t('conflictHint')}</p>
      <table>
        <thead>
          <tr>
            <td />
            <th>{t('mine')}</th>
            <th>{t('theirs')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.field}>
              <th scope="row">{t(`field.${row.field}`)}</th>
              {([false, true] as const).map((take) => (
                <td key={String(take)}>
                  {row.contested ? (
                    <label>
                      <input
                        type="radio"
                        name={`keep-${row.field}`}
                        checked={theirs.has(row.field) === take}
                        onChange={() => choose(row.field, take)}
                      />
                      {take ? row.theirs : row.mine}
                    </label>
                  ) : take ? (
                    row.theirs
                  ) : (
                    row.mine
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <div>
        <Button kind="primary" onClick={() => onContinue(theirs)}>
          {t('continue', { version })}
        </Button>
      </div>
    </section>
  );
}
