import type { SetupProblem } from '@huiting/contracts/queue';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { Icon, iconNames, type IconName } from '../../../ui/icons/icon.tsx';
import { moved, useSortable } from '../../../ui/sortable.ts';
import { Tag } from '../../../ui/tag.tsx';
import type { SetupDraft } from './setup.domain.ts';
import { setupText } from './setup.text.ts';
import styles from './setup.module.css';

interface ServiceTableProps {
  readonly draft: SetupDraft;
  readonly problems: readonly SetupProblem[];
  readonly selected: string | null;
  readonly onSelect: (code: string) => void;
  readonly onChange: (draft: SetupDraft) => void;
}

/** The service tree as one ordered table: the order of the kiosk, the group beside each. */
export function ServiceTable({ draft, problems, selected, onSelect, onChange }: ServiceTableProps) {
  const t = useText(setupText);
  const named = useNamed();
  const { services, groups, rows } = draft;
  const sortable = useSortable(services.length, (from, to) =>
    onChange({ ...draft, services: moved(services, from, to) }),
  );
  const groupName = (code: string | null) => {
    const group = groups.find((one) => one.code === code);
    return group ? named(group.name) : t('ungrouped');
  };
  return (
    <table className={styles.table} data-sortable>
      <thead>
        <tr>
          <td />
          <th>{t('name')}</th>
          <th>{t('group')}</th>
          <th>{t('numbers')}</th>
          <th>{t('limit')}</th>
          <th>{t('daily')}</th>
          <th>{t('hours')}</th>
          <th>{t('windows')}</th>
          <th>{t('state')}</th>
        </tr>
      </thead>
      <tbody>
        {services.map((service, index) => {
          const own = problems.filter(({ path }) => path.startsWith(`services[${index}]`));
          const name = named(service.name) || service.code;
          return (
            <tr
              key={service.code}
              {...sortable.row(index)}
              data-selected={service.code === selected || undefined}
              data-idle={!service.offered || undefined}
            >
              <td>
                <button
                  type="button"
                  data-handle
                  className={styles.handle}
                  aria-label={t('order', { name })}
                  {...sortable.handle(index)}
                >
                  <Icon name="menu" />
                </button>
              </td>
              <td>
                <button type="button" className={styles.pick} onClick={() => onSelect(service.code)}>
                  <Icon name={iconOf(service.icon)} size={16} /> {name}
                </button>
              </td>
              <td className={styles.quiet}>{groupName(service.groupCode)}</td>
              <td className="num">{rangeWords(service)}</td>
              <td>{t('minutes', { minutes: service.waitLimitMinutes })}</td>
              <td className="num">
                {service.dailyLimit ?? <span className={styles.quiet}>{t('noLimit')}</span>}
              </td>
              <td className="num">
                {service.hours ? (
                  `${service.hours.open}–${service.hours.close}`
                ) : (
                  <span className={styles.quiet}>{t('allDay')}</span>
                )}
              </td>
              <td className="num">
                {rows.filter(({ serviceCodes }) => serviceCodes.includes(service.code)).length}
              </td>
              <td>
                <span className={styles.state}>
                  {own.some(({ severity }) => severity === 'error') ? (
                    <Icon
                      name="warnSolid"
                      className={styles.error ?? ''}
                      label={t('problems', { count: own.length })}
                    />
                  ) : own.length > 0 ? (
                    <Icon
                      name="exclaimSolid"
                      className={styles.warning ?? ''}
                      label={t('warnings', { count: own.length })}
                    />
                  ) : null}{' '}
                  <Tag kind={service.offered ? 'ok' : 'idle'}>
                    {t(service.offered ? 'offered' : 'withdrawn')}
                  </Tag>
                </span>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

const three = (number: number): string => String(number).padStart(3, '0');
function rangeWords(service: SetupDraft['services'][number]): string {
  const last = service.lastNumber === null ? '…' : three(service.lastNumber);
  return `${service.prefix}${three(service.firstNumber)}–${last}`;
}

export function iconOf(name: string): IconName {
  return (iconNames as readonly string[]).includes(name) ? (name as IconName) : 'ticket';
}
