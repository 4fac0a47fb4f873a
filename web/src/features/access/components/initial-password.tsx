import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { accessText } from '../access.text.ts';
import styles from './user-drawer.module.css';

/** A first password, once: to be told to the person, who must change it. */
export function InitialPassword({ password }: { readonly password: string }) {
  const t = useText(accessText);
  const toast = useToast();
  return (
    <div className={styles.initial} role="status">
      <span>{t('user.initial')}</span>
      <code>{password}</code>
      <small>{t('user.initialHint')}</small>
      {window.isSecureContext && (
        <Button
          size="small"
          icon="copy"
          onClick={() =>
            void navigator.clipboard.writeText(password).then(() => toast({ words: t('user.copied') }))
          }
        >
          {t('user.copy')}
        </Button>
      )}
    </div>
  );
}
