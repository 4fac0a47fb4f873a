import { useConnection } from '../../../lib/live.ts';
import { useText } from '../../../lib/i18n.ts';
import { consoleText } from '../console.text.ts';
import styles from './live-mark.module.css';

/** Says that a list moves by itself, as long as it does. */
export function LiveMark() {
  const t = useText(consoleText);
  return useConnection().state === 'connected' ? <span className={styles.live}>{t('live')}</span> : null;
}
