import { accessEndpoints, permissions, type Permission } from '@huiting/contracts/access';
import type { OutputOf } from '@huiting/contracts/core/endpoint';
import { useState } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Sheet } from '../../../ui/sheet.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { rolesText } from '../access.roles.text.ts';
import { accessText } from '../access.text.ts';
import styles from './user-drawer.module.css';

/** What a user would find: surfaces, fields, rights and where. Asked for each time, because looking is in the trail. */
export function SeeAs({ userId }: { readonly userId: string }) {
  const t = useText(accessText);
  const may = useText(rolesText);
  const { run, busy } = useCommand(useProblemToast());
  const [seen, setSeen] = useState<OutputOf<typeof accessEndpoints.seeAs> | null>(null);
  return (
    <>
      <Button
        size="small"
        icon="eye"
        busy={busy !== null}
        onClick={() => void run(accessEndpoints.seeAs, { userId }).then(setSeen)}
      >
        {t('user.seeAs')}
      </Button>
      {seen && (
        <Sheet
          open
          side="side"
          width={560}
          onClose={() => setSeen(null)}
          title={
            <>
              {seen.name} <Tag kind="warn">{t('user.seeAsHint')}</Tag>
            </>
          }
        >
          <div className={styles.parts}>
            <section>
              <h3>{t('user.surfaces')}</h3>
              <p className={styles.facts}>
                {seen.surfaces.map((surface) => (
                  <Tag key={surface} kind="ok">
                    {t(`surface.${surface}`)}
                  </Tag>
                ))}
                {seen.surfaces.length === 0 && t('user.noSurfaces')}
                {seen.branches > 0 && t('user.reach', { count: seen.branches })}
              </p>
            </section>
            <section>
              <h3>{t('user.fieldsShown')}</h3>
              <p className={styles.facts}>
                {seen.fields.map((field) => (
                  <Tag key={field} kind="info">
                    {t(`field.${field}`)}
                  </Tag>
                ))}
                {seen.fields.length === 0 && t('user.fieldsNone')}
              </p>
            </section>
            <section>
              <h3>{t('user.held')}</h3>
              <ul className={styles.rows}>
                {inWords(seen.permissions).map(({ permission, at }) => (
                  <li key={permission} title={permission}>
                    <span className={styles.right}>{may(`may.${permission}`)}</span>
                    <span>
                      {at.map(({ unitName, role }) => `${unitName} · ${t(`role.${role}`)}`).join('  ')}
                    </span>
                  </li>
                ))}
                {seen.permissions.length === 0 && <li>{t('user.mayNot')}</li>}
              </ul>
            </section>
          </div>
        </Sheet>
      )}
    </>
  );
}

type Seen = OutputOf<typeof accessEndpoints.seeAs>['permissions'][number];

/** In the order of the contract, with names that have words. */
function inWords(seen: readonly Seen[]): (Seen & { readonly permission: Permission })[] {
  return permissions.flatMap((permission) => {
    const found = seen.find((one) => one.permission === permission);
    return found === undefined ? [] : [{ ...found, permission }];
  });
}
