import { type SetupProblem } from '@huiting/contracts/queue';
import { useText } from '../../../lib/i18n.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import { setupText } from './setup.text.ts';
import styles from './setup.module.css';

export function Problems({ problems }: { readonly problems: readonly SetupProblem[] }) {
  const t = useText(setupText);
  if (problems.length === 0) return null;
  return (
    <ul className={styles.problems}>
      {problems.map((one) => (
        <li key={`${one.path}:${one.code}`} data-severity={one.severity}>
          <Icon name={one.severity === 'error' ? 'warnSolid' : 'exclaimSolid'} />
          {t(`problem.${one.code}`, { subject: one.subject })}
        </li>
      ))}
    </ul>
  );
}
