import { permissions, type Permission } from '@huiting/contracts/access';
import type { RoleEntry } from '@huiting/contracts/access/role-book';
import { useText } from '../../../lib/i18n.ts';
import { DetailDrawer } from '../../../ui/antd/detail-drawer.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { groupOf, permissionGroups } from '../access.roles.domain.ts';
import { rolesText } from '../access.roles.text.ts';
import { accessText } from '../access.text.ts';
import styles from './role-drawer.module.css';

/** What a role may do, in words, grouped; the name each right has in the trail beside it. */
export function RoleDrawer({ entry, onClose }: { readonly entry: RoleEntry; readonly onClose: () => void }) {
  const t = useText(rolesText);
  const a = useText(accessText);
  const held: readonly Permission[] = permissions.filter((one) => entry.permissions.includes(one));
  return (
    <DetailDrawer
      open
      width={480}
      onClose={onClose}
      title={
        <>
          {a(`role.${entry.role}`)}{' '}
          <Tag kind={entry.kind === 'privileged' ? 'warn' : 'plain'}>{t(`kind.${entry.kind}`)}</Tag>
        </>
      }
      subtitle={`${t('rights')} ${held.length} · ${t('onlyThere')}`}
    >
      <div className={styles.parts}>
        <p className={styles.about}>{t(`about.${entry.kind}`)}</p>
        {permissionGroups.map((group) => {
          const here = held.filter((permission) => groupOf(permission) === group);
          return (
            here.length > 0 && (
              <section key={group}>
                <h3>{t(`group.${group}`)}</h3>
                <ul className={styles.rights}>
                  {here.map((permission) => (
                    <li key={permission}>
                      <span>{t(`may.${permission}`)}</span>
                      <code>{permission}</code>
                    </li>
                  ))}
                </ul>
              </section>
            )
          );
        })}
      </div>
    </DetailDrawer>
  );
}
