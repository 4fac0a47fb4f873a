import type { Me } from '@huiting/contracts/access';
import { Dropdown } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { profileText } from '../../../features/access/access.profile.text.ts';
import { useText } from '../../../lib/i18n.ts';
import { useOwnLooks } from '../../../lib/own-looks.ts';
import { useMe, useSignOut } from '../../../lib/session.tsx';
import { Avatar } from '../../../ui/brand.tsx';
import { Icon } from '../../../ui/icons/icon.tsx';
import { useColorVision } from '../../../ui/modes.ts';
import { consoleText } from '../console.text.ts';
import styles from './user-menu.module.css';

/** Seldom opened: not part of the first load. */
const OwnProfile = lazy(() =>
  import('../../../features/access/components/own-profile.tsx').then((part) => ({
    default: part.OwnProfile,
  })),
);

type StaffRole = Exclude<Me['roles'][number], 'kiosk' | 'hallDisplay' | 'windowDisplay' | 'evaluator'>;

export function UserMenu() {
  const t = useText(consoleText);
  const profile = useText(profileText);
  const me = useMe();
  const [isOpen, setOpen] = useState(false);
  const signOut = useSignOut();
  const { locale, chooseLocale } = useOwnLooks();
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
            { key: 'profile', icon: <Icon name="user" />, label: profile('title') },
            { type: 'divider' },
            { key: 'signOut', icon: <Icon name="logout" />, label: t('signOut') },
          ],
          onClick: ({ key }) => {
            if (key === 'language') chooseLocale(locale === 'en' ? 'zh-CN' : 'en');
            else if (key === 'vision') setAssisted(!assisted);
            else if (key === 'profile') setOpen(true);
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
      {isOpen && (
        <Suspense fallback={null}>
          <OwnProfile onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
