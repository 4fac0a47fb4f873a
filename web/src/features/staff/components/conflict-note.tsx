import type { ApiProblem } from '../../../lib/problem.ts';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { staffText } from '../staff.text.ts';
import styles from './staff.module.css';

export interface Conflict {
  readonly by: string | null;
  readonly version: number;
}

/** Who was quicker, when an edit was of an older version; null = another refusal. */
export function conflictOf(problem: ApiProblem): Conflict | null {
  return problem.code === 'staff.version_conflict' ? (problem.detail as Conflict) : null;
}

/** Somebody saved first: what was typed stays, and nothing was overwritten. */
export function ConflictNote({
  conflict,
  onReload,
}: {
  readonly conflict: Conflict;
  readonly onReload: () => void;
}) {
  const t = useText(staffText);
  return (
    <div className={styles.alert} role="alert">
      {t('conflict', { name: conflict.by ?? '—', version: conflict.version })}
      <Button size="small" onClick={onReload}>
        {t('reload')}
      </Button>
    </div>
  );
}
