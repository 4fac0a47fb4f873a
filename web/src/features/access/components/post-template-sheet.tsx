import { accessEndpoints, type RoleCode } from '@huiting/contracts/access';
import type { OutputOf } from '@huiting/contracts/core/endpoint';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { ChoiceChips } from '../../../ui/field.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Sheet } from '../../../ui/sheet.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { postTemplatesQuery } from '../access.queries.ts';
import { rolesText } from '../access.roles.text.ts';
import { accessText } from '../access.text.ts';
import styles from './role-drawer.module.css';

export type Template = OutputOf<typeof accessEndpoints.listPostTemplates>['templates'][number];

interface PostTemplateSheetProps {
  readonly template: Template;
  /** Roles that may come with a post. */
  readonly ordinary: readonly RoleCode[];
  readonly onClose: () => void;
}

/** Says which roles a post brings, for the version that was read. */
export function PostTemplateSheet({ template, ordinary, onClose }: PostTemplateSheetProps) {
  const t = useText(rolesText);
  const a = useText(accessText);
  const toast = useToast();
  const queries = useQueryClient();
  const { run, busy } = useCommand(useProblemToast());
  const [roles, setRoles] = useState<readonly RoleCode[]>(template.roles);
  const post = t(`post.${template.post}`);
  const isSame =
    roles.length === template.roles.length && roles.every((role) => template.roles.includes(role));
  async function save() {
    const answer = await run(accessEndpoints.savePostTemplate, {
      post: template.post,
      version: template.version,
      roles: [...roles],
    });
    if (answer === null) return void queries.invalidateQueries(postTemplatesQuery);
    queries.setQueryData(postTemplatesQuery.queryKey, answer);
    toast({ words: t('saved', { post }) });
    onClose();
  }
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('changeTitle', { post })}
      actions={
        <>
          <Button kind="primary" disabled={isSame} busy={busy !== null} onClick={() => void save()}>
            {t('save')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <div className={styles.form}>
        <p className={styles.about}>{t('changeHint')}</p>
        <ChoiceChips<RoleCode>
          label={t('roles')}
          options={ordinary.map((role) => ({ value: role, label: a(`role.${role}`) }))}
          chosen={roles}
          onChange={setRoles}
        />
      </div>
    </Sheet>
  );
}
