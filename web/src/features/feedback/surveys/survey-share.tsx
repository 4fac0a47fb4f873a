import type { Survey } from '@huiting/contracts/feedback';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { QrCode } from '../../../ui/qr-code.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { surveysText } from './surveys.text.ts';
import styles from './surveys.module.css';

/** The code and the link customers open. */
export function SurveyShare({ survey }: { readonly survey: Survey }) {
  const t = useText(surveysText);
  const toast = useToast();
  if (survey.path === null) return <EmptyState icon="qr" words={t('unpublished')} />;
  const address = new URL(survey.path, window.location.origin).href;
  return (
    <div className={styles.share}>
      <QrCode text={address} size={220} label={t('qr')} />
      <code>{address}</code>
      <Button
        icon="copy"
        onClick={() => void navigator.clipboard.writeText(address).then(() => toast({ words: t('copied') }))}
      >
        {t('copy')}
      </Button>
      <p>{t(survey.content.respondents === 'visitors' ? 'shareVisitors' : 'shareHint')}</p>
    </div>
  );
}
