import { Input } from 'antd';
import { useEffect, useState } from 'react';
import { Icon } from '../icons/icon.tsx';

interface SearchWordsProps {
  readonly label: string;
  /** From the address. */
  readonly value: string;
  /** Told with Enter, when the field is left, and when it is cleared. */
  readonly onChange: (words: string) => void;
  readonly width?: number;
}

/** A search field that does not ask the server at every key. */
export function SearchWords({ label, value, onChange, width = 200 }: SearchWordsProps) {
  const [words, setWords] = useState(value);
  useEffect(() => setWords(value), [value]);
  const tell = (next: string) => {
    if (next.trim() !== value) onChange(next.trim());
  };
  return (
    <Input
      prefix={<Icon name="search" />}
      aria-label={label}
      data-find
      placeholder={label}
      maxLength={60}
      allowClear
      style={{ width }}
      value={words}
      onChange={(event) => {
        setWords(event.target.value);
        if (event.target.value === '') tell('');
      }}
      onBlur={() => tell(words)}
      onPressEnter={() => tell(words)}
    />
  );
}
