import { useState, type ReactNode } from 'react';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import editing from '../editing/editing.module.css';
import { codesFrom } from './formats.domain.ts';
import { formatsText } from './formats.text.ts';

interface RowsProps {
  readonly title: string;
  readonly heads: readonly string[];
  readonly rows: readonly {
    readonly key: string;
    readonly name: string;
    readonly cells: readonly ReactNode[];
  }[];
  readonly onRemove: (at: number) => void;
  readonly onAdd: () => void;
}
/** Rows of a standard: so many of a kind, each with a way out, and one more at the end. */
export function Rows({ title, heads, rows, onRemove, onAdd }: RowsProps) {
  const t = useText(formatsText);
  return (
    <div>
      <table className={editing.rows}>
        <caption>{title}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head}>{head}</th>
            ))}
            <th style={{ width: 40 }}>
              <span className="visually-hidden">{t('removing')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, cells }, at) => (
            <tr key={key}>
              {cells.map((cell, column) => (
                <td key={heads[column]}>{cell}</td>
              ))}
              <td>
                <Button
                  kind="quiet"
                  size="small"
                  icon="trash"
                  aria-label={t('remove', { name })}
                  onClick={() => onRemove(at)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button kind="link" icon="plus" onClick={onAdd} aria-label={`${t('add')} ${title}`}>
        {t('add')}
      </Button>
    </div>
  );
}

interface CodesInputProps {
  readonly label: string;
  readonly hint: string;
  readonly codes: readonly string[];
  readonly onChange: (codes: string[]) => void;
}
/** Read when the person leaves it: a comma being typed is not taken away. */
export function CodesInput({ label, hint, codes, onChange }: CodesInputProps) {
  const [text, setText] = useState(codes.join(', '));
  return (
    <input
      type="text"
      aria-label={label}
      title={hint}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => {
        const read = codesFrom(text);
        setText(read.join(', '));
        onChange(read);
      }}
    />
  );
}
