import { InputNumber } from 'antd';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { overrideAt, withOverride, type Overrides } from './rules.domain.ts';
import { rulesText } from './rules.text.ts';
import styles from './rules.module.css';

interface CapacityGridProps {
  readonly services: readonly {
    readonly id: string;
    readonly name: { readonly zh: string; readonly en: string };
    readonly usual: number;
  }[];
  readonly times: readonly string[];
  readonly overrides: Overrides;
  readonly onChange: (overrides: Overrides) => void;
}

/** Half hours × services. An empty cell takes what the windows give, which stands in it in grey. */
export function CapacityGrid({ services, times, overrides, onChange }: CapacityGridProps) {
  const t = useText(rulesText);
  const named = useNamed();
  return (
    <div className={styles.scroll}>
      <table className={styles.grid}>
        <thead>
          <tr>
            <th scope="col">{t('time')}</th>
            {services.map((service) => (
              <th key={service.id} scope="col">
                {named(service.name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {times.map((time) => (
            <tr key={time}>
              <th scope="row" className="num num-medium">
                {time}
              </th>
              {services.map((service) => (
                <td key={service.id}>
                  <InputNumber
                    min={0}
                    max={200}
                    precision={0}
                    controls={false}
                    value={overrideAt(overrides, service.id, time)}
                    placeholder={String(service.usual)}
                    aria-label={t('cell', { service: named(service.name), time })}
                    onChange={(value) =>
                      onChange(
                        withOverride(overrides, service.id, [time], value === null ? null : Number(value)),
                      )
                    }
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('fill')}</th>
            {services.map((service) => (
              <td key={service.id}>
                <span className={styles.fill}>
                  <InputNumber
                    min={0}
                    max={200}
                    precision={0}
                    controls={false}
                    value={null}
                    aria-label={t('fillTitle', { service: named(service.name) })}
                    onChange={(value) =>
                      value !== null && onChange(withOverride(overrides, service.id, times, Number(value)))
                    }
                  />
                  <Button
                    kind="link"
                    size="small"
                    onClick={() => onChange(withOverride(overrides, service.id, times, null))}
                  >
                    {t('clear')}
                  </Button>
                </span>
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
