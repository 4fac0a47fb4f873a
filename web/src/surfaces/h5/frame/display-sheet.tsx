import { setLocale, useLocale, useText, type Locale } from '../../../lib/i18n.ts';
import { Segmented } from '../../../ui/segmented.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { useElderMode } from '../../../ui/modes.ts';
import { h5Text } from '../h5.text.ts';
import styles from './display-sheet.module.css';

/** 长者模式 and language; both belong to the phone and are remembered. */
export function DisplaySheet({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const t = useText(h5Text);
  const locale = useLocale();
  const [elder, setElder] = useElderMode({ remember: true });
  return (
    <Sheet open={open} onClose={onClose} title={t('settings')} side="bottom">
      <div className={styles.rows}>
        <div className={styles.row}>
          <span>
            {t('elderMode')}
            <small>{t('elderHint')}</small>
          </span>
          <Segmented<'on' | 'off'>
            label={t('elderMode')}
            value={elder ? 'on' : 'off'}
            onChange={(value) => setElder(value === 'on')}
            options={[
              { value: 'off', label: t('off') },
              { value: 'on', label: t('on'), tone: 'elder' },
            ]}
          />
        </div>
        <div className={styles.row}>
          <span>{t('language')}</span>
          <Segmented<Locale>
            label={t('language')}
            value={locale}
            onChange={(next) => void setLocale(next)}
            options={[
              { value: 'zh-CN', label: t('chinese') },
              { value: 'en', label: t('english') },
            ]}
          />
        </div>
      </div>
    </Sheet>
  );
}
