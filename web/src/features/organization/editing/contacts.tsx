import {
  ContactRole,
  organizationEditingEndpoints,
  type BranchContact,
  type BranchRecord,
} from '@huiting/contracts/organization';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Sheet } from '../../../ui/sheet.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { contactsQuery, revisionsQuery, useBranchChanged } from '../organization.queries.ts';
import styles from './editing.module.css';
import { editingText } from './editing.text.ts';

interface ContactsProps {
  readonly branch: BranchRecord;
  readonly mayEdit: boolean;
}

/** Whom to call at the branch. */
export function Contacts({ branch, mayEdit }: ContactsProps) {
  const t = useText(editingText);
  const { data } = useQuery(contactsQuery(branch.id));
  const [editing, setEditing] = useState(false);
  if (!data) return null;
  return (
    <section aria-label={t('contacts')}>
      <div className={styles.head}>
        <h3>{t('contacts')}</h3>
        {mayEdit && (
          <Button kind="link" icon="edit" onClick={() => setEditing(true)}>
            {t('editContacts')}
          </Button>
        )}
      </div>
      {data.contacts.length === 0 ? (
        <p className={styles.note}>{t('noContacts')}</p>
      ) : (
        <table className={styles.rows}>
          <tbody>
            {data.contacts.map((one) => (
              <tr key={`${one.role} ${one.name}`}>
                <td>{t(`role.${one.role}`)}</td>
                <td>{one.name}</td>
                <td className="num num-medium">{one.phone}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {editing && (
        <ContactsSheet
          branch={branch}
          contacts={data.contacts}
          version={data.version}
          onClose={() => setEditing(false)}
        />
      )}
    </section>
  );
}

interface ContactsSheetProps {
  readonly branch: BranchRecord;
  readonly contacts: readonly BranchContact[];
  readonly version: number;
  readonly onClose: () => void;
}
interface Newest {
  readonly contacts: readonly BranchContact[];
  readonly version: number;
  readonly savedBy: string;
}
const isSound = ({ name, phone }: BranchContact): boolean =>
  name.trim() !== '' && /^[0-9+\- ]{3,30}$/.test(phone.trim());

function ContactsSheet({ branch, contacts, version, onClose }: ContactsSheetProps) {
  const t = useText(editingText);
  const toast = useToast();
  const command = useCommand(useProblemToast());
  const changed = useBranchChanged(branch.id);
  const [rows, setRows] = useState(() => contacts.map((contact, at) => ({ ...contact, key: at })));
  const [asked, setAsked] = useState(false);
  const queries = useQueryClient();
  const [base, setBase] = useState(version);
  const [newest, setNewest] = useState<Newest | null>(null);
  const put = (key: number, change: Partial<BranchContact>) =>
    setRows(rows.map((row) => (row.key === key ? { ...row, ...change } : row)));

  async function save() {
    setAsked(true);
    if (!rows.every(isSound)) return;
    const onto = newest?.version ?? base;
    const answer = await command.run(
      organizationEditingEndpoints.saveContacts,
      {
        branchId: branch.id,
        version: onto,
        contacts: rows.map(({ role, name, phone }) => ({ role, name: name.trim(), phone: phone.trim() })),
      },
      {
        onProblem: (problem) => {
          if (problem.code !== 'organization.version_conflict') return false;
          void showNewest();
          return true;
        },
      },
    );
    if (!answer) return;
    await changed();
    toast({ words: t('saved', { version: onto + 1 }) });
    onClose();
  }

  /** Theirs beside mine; nothing is written before somebody has decided. */
  async function showNewest() {
    const held = await queries.fetchQuery({ ...contactsQuery(branch.id), staleTime: 0 });
    const history = await queries.fetchQuery({ ...revisionsQuery(branch.id), staleTime: 0 });
    const savedBy = history.items.find((one) => one.version === held.version)?.actorName;
    setNewest({ ...held, savedBy: savedBy ?? t('somebody') });
  }
  function takeNewest(held: Newest) {
    setRows(held.contacts.map((contact, at) => ({ ...contact, key: at })));
    setBase(held.version);
    setNewest(null);
  }

  return (
    <Sheet
      open
      onClose={onClose}
      width={560}
      title={t('contactsTitle', { name: branch.name })}
      actions={
        <>
          <Button kind="primary" busy={command.busy !== null} onClick={() => void save()}>
            {t(newest ? 'contactsMine' : 'save')}
          </Button>
          {newest && <Button onClick={() => takeNewest(newest)}>{t('contactsTheirs')}</Button>}
          <Button onClick={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <div className={styles.form}>
        {newest && (
          <div className={styles.conflict} role="alert">
            <p>{t('contactsConflict', { name: newest.savedBy, version: newest.version })}</p>
            {newest.contacts.length === 0 ? (
              <p>{t('noContacts')}</p>
            ) : (
              <ul>
                {newest.contacts.map(({ role, name, phone }) => (
                  <li key={`${role} ${name}`}>{`${t(`role.${role}`)} ${name} ${phone}`}</li>
                ))}
              </ul>
            )}
          </div>
        )}
        {asked && !rows.every(isSound) && (
          <p className={styles.problem} role="alert">
            {t('contactInvalid')}
          </p>
        )}
        <table className={styles.rows}>
          <thead>
            <tr>
              <th style={{ width: 110 }}>{t('contactRole')}</th>
              <th>{t('contactName')}</th>
              <th>{t('contactPhone')}</th>
              <th style={{ width: 40 }} />
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key} data-wrong={(asked && !isSound(row)) || undefined}>
                <td>
                  <select
                    aria-label={t('contactRole')}
                    value={row.role}
                    onChange={(event) => put(row.key, { role: event.target.value as ContactRole })}
                  >
                    {ContactRole.options.map((role) => (
                      <option key={role} value={role}>
                        {t(`role.${role}`)}
                      </option>
                    ))}
                  </select>
                </td>
                <td>
                  <input
                    type="text"
                    maxLength={20}
                    aria-label={t('contactName')}
                    value={row.name}
                    onChange={(event) => put(row.key, { name: event.target.value })}
                  />
                </td>
                <td>
                  <input
                    type="tel"
                    maxLength={30}
                    className="num"
                    aria-label={t('contactPhone')}
                    value={row.phone}
                    onChange={(event) => put(row.key, { phone: event.target.value })}
                  />
                </td>
                <td>
                  <Button
                    kind="quiet"
                    size="small"
                    icon="trash"
                    aria-label={`${t('remove')} ${row.name}`}
                    onClick={() => setRows(rows.filter(({ key }) => key !== row.key))}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {rows.length < 12 && (
          <div>
            <Button
              kind="link"
              icon="plus"
              onClick={() =>
                setRows([
                  ...rows,
                  {
                    key: Math.max(-1, ...rows.map(({ key }) => key)) + 1,
                    role: 'duty',
                    name: '',
                    phone: '',
                  },
                ])
              }
            >
              {t('addContact')}
            </Button>
          </div>
        )}
      </div>
    </Sheet>
  );
}
