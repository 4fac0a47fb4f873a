import type { Me } from '@huiting/contracts/access';
import { Dropdown } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { accountText } from '../../../features/access/access.account.text.ts';
import { setLocale, useLocale, useText } from '../../../lib/i18n.ts';
import { useMe, useSignOut } from '../../../lib/session.tsx';
import { Avatar } from '../../../ui/brand.tsx';
import { Icon } from '../../../ui/icons/icon.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { useColorVision } from '../../../ui/modes.ts';
import { consoleText } from '../console.text.ts';
import styles from './user-menu.module.css';

/** Seldom opened: not part of the first load. */
const ChangePassword = lazy(() =>
  import('../../../features/access/components/change-password.tsx').then((part) => ({
    default: part.ChangePassword,
  })),
);
const SecondFactor = lazy(() =>
  import('../../../features/access/components/second-factor.tsx').then((part) => ({
    default: part.SecondFactor,
  })),
);

type StaffRole = Exclude<Me['roles'][number], 'kiosk' | 'hallDisplay' | 'windowDisplay' | 'evaluator'>;

export function UserMenu() {
  const t = useText(consoleText);
  const account = useText(accountText);
  const me = useMe();
  const [own, setOwn] = useState<'password' | 'secondFactor' | null>(null);
  const signOut = useSignOut();
  const locale = useLocale();
  const [assisted, setAssisted] = useColorVision();
  const role = me.roles[0] as StaffRole | undefined;
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            {
              key: 'language',
              icon: <Icon name="globe" />,
              label: t(locale === 'en' ? 'chinese' : 'english'),
            },
            {
              key: 'vision',
              icon: <Icon name="eye" />,
              label: t(assisted ? 'colorVisionOff' : 'colorVision'),
            },
            { key: 'password', icon: <Icon name="lock" />, label: account('changePassword') },
            { key: 'secondFactor', icon: <Icon name="key" />, label: account('secondFactor') },
            { type: 'divider' },
            { key: 'signOut', icon: <Icon name="logout" />, label: t('signOut') },
          ],
          onClick: ({ key }) => {
            if (key === 'language') void setLocale(locale === 'en' ? 'zh-CN' : 'en');
            else if (key === 'vision') setAssisted(!assisted);
            else if (key === 'password' || key === 'secondFactor') setOwn(key);
            else void signOut();
          },
        }}
      >
        <button type="button" className={styles.user}>
          <Avatar name={me.name} size={32} />
          <span>
            <strong>{me.name}</strong>
            <small>{role ? t(`role.${role}`) : ''}</small>
          </span>
          <Icon name="chevronDown" />
        </button>
      </Dropdown>
      <Sheet
        open={own !== null}
        onClose={() => setOwn(null)}
        width={460}
        title={own === null ? '' : account(own === 'password' ? 'changePassword' : 'secondFactor')}
      >
        <Suspense fallback={null}>
          {own === 'password' && <ChangePassword onDone={() => setOwn(null)} />}
          {own === 'secondFactor' && <SecondFactor onDone={() => setOwn(null)} />}
        </Suspense>
      </Sheet>
    </>
  );
}
