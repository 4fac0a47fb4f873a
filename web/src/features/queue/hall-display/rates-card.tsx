import type { ShownNotice } from '@huiting/contracts/queue';
import { useEffect, useState } from 'react';
import { useNamed } from '../../../lib/i18n.ts';
import styles from './rates-card.module.css';

const rowsShown = 6;
const turnMs = 10_000;

/** Tables of rates, six rows at a time; longer ones and further tables take turns. */
export function RatesCard({ tables }: { readonly tables: readonly ShownNotice[] }) {
  const named = useNamed();
  const pages = tables.flatMap((table) =>
    Array.from({ length: Math.ceil(table.rates.length / rowsShown) }, (_, page) => ({
      key: `${table.id} ${page}`,
      title: table.text,
      rates: table.rates.slice(page * rowsShown, (page + 1) * rowsShown),
    })),
  );
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (pages.length < 2) return;
    const timer = setInterval(() => setTurn((now) => now + 1), turnMs);
    return () => clearInterval(timer);
  }, [pages.length]);
  const page = pages[turn % Math.max(1, pages.length)];
  if (page === undefined) return null;
  return (
    <section className={styles.card} aria-label={named(page.title)}>
      <h3 className="truncate">{named(page.title)}</h3>
      <dl>
        {page.rates.map((rate) => (
          <div key={rate.name.zh}>
            <dt className="truncate">{named(rate.name)}</dt>
            <dd className="num">{rate.value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
