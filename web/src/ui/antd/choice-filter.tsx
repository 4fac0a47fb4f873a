import { Select } from 'antd';
import { useText } from '../../lib/i18n.ts';
import { listToolsText } from './list-tools.text.ts';

/** From so many choices on one types to find. */
const searchFrom = 10;

interface ChoiceFilterProps<V extends string> {
  readonly label: string;
  /** What it says while nothing is chosen; absent = the label, and that it is all. */
  readonly any?: string;
  /** From the address. */
  readonly value: V | undefined;
  readonly options: readonly { readonly value: V; readonly label: string }[];
  readonly onChange: (value: V | undefined) => void;
  readonly width?: number;
}

/** One filter of a list: nothing chosen, or one of some. */
export function ChoiceFilter<V extends string>(props: ChoiceFilterProps<V>) {
  const { label, value, options, onChange, width = 150 } = props;
  const t = useText(listToolsText);
  const any = props.any ?? t('anyOf', { label });
  return (
    <Select<V | ''>
      value={value ?? ''}
      aria-label={label}
      style={{ width }}
      popupMatchSelectWidth={false}
      showSearch={options.length > searchFrom ? { optionFilterProp: 'label' } : false}
      onChange={(next) => onChange(next === '' ? undefined : next)}
      options={[{ value: '', label: any }, ...options]}
    />
  );
}
