import { queueElsewhereEndpoints } from '@huiting/contracts/queue/elsewhere';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../lib/api.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { ChoiceChips } from '../../../ui/field.tsx';
import { Icon } from '../../../ui/icons/icon.tsx';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import styles from './elsewhere-list.module.css';
import { elsewhereText } from './elsewhere.text.ts';

interface ElsewhereListProps {
  readonly branchId: string;
  /** Asked about first. */
  readonly serviceCode?: string;
}

/** BR-13: which channel can do it, and the nearest open branches with their waits of now. Public: nothing of anybody. */
export function ElsewhereList({ branchId, serviceCode }: ElsewhereListProps) {
  const t = useText(elsewhereText);
  const named = useNamed();
  const format = useFormat();
  const [chosen, setChosen] = useState(serviceCode ?? '');
  const query = useQuery({
    queryKey: ['queue', 'elsewhere', branchId, chosen],
    queryFn: ({ signal }) =>
      call(
        queueElsewhereEndpoints.findElsewhere,
        { branchId, ...(chosen === '' ? {} : { serviceCode: chosen }) },
        { signal },
      ),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  });
  const data = query.data;
  if (!data)
    return query.error ? (
      <ErrorPanel error={query.error} title={t('failed')} onRetry={() => void query.refetch()} />
    ) : (
      <ListSkeleton rows={4} height={64} />
    );
  const distance = (metres: number) =>
    metres < 1000
      ? t('metres', { count: format.integer(metres) })
      : t('kilometres', { count: (metres / 1000).toFixed(1) });
  return (
    <section className={styles.elsewhere} aria-label={t('title')}>
      <ChoiceChips
        label={t('service')}
        single
        options={[
          { value: '', label: t('any') },
          ...data.services.map(({ code, name }) => ({ value: code, label: named(name) })),
        ]}
        chosen={[chosen]}
        onChange={([next]) => setChosen(next ?? '')}
      />
      {data.serviceCode !== null && (
        <div className={styles.channel}>
          {data.channel === null ? (
            <p>{t('onlyWindow')}</p>
          ) : (
            <>
              <h4>{t('channel')}</h4>
              <strong>
                {t('channelWords', {
                  place: t(`place.${data.channel.place}`),
                  minutes: data.channel.minutes,
                })}
              </strong>
              <p>{named(data.channel.advice)}</p>
            </>
          )}
        </div>
      )}
      <p>{t('here', { waiting: data.here.waiting })}</p>
      <h4>{t('near')}</h4>
      {data.branches.length === 0 ? (
        <p>{t('none')}</p>
      ) : (
        <ol className={styles.branches}>
          {data.branches.map((one) => (
            <li key={one.id}>
              <span className={styles.line}>
                <strong>{one.name}</strong>
                <span className="num">
                  <Icon name="pin" /> {distance(one.straightMetres)}
                </span>
              </span>
              <span className={styles.address}>{one.address}</span>
              <span className={styles.line}>
                <span>
                  {t('waiting', { count: one.waiting })}
                  {one.expected !== null &&
                    ` · ${
                      'noWindow' in one.expected
                        ? t('noWindow')
                        : t('expected', {
                            range: format.interval(
                              one.expected.lowSeconds * 1000,
                              one.expected.highSeconds * 1000,
                            ),
                          })
                    }`}
                </span>
                <span>{t('until', { time: format.clock(one.closesAt) })}</span>
              </span>
            </li>
          ))}
        </ol>
      )}
      <p className={styles.note}>{t('straight')}</p>
    </section>
  );
}
