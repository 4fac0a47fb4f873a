import { Post } from '@huiting/contracts/staff';
import { useText } from '../../../lib/i18n.ts';
import { SelectField } from '../../../ui/field.tsx';
import { staffText } from '../staff.text.ts';

/** One of the main posts. */
export function PostSelect({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: Post;
  readonly onChange: (post: Post) => void;
}) {
  const t = useText(staffText);
  return (
    <SelectField label={label} value={value} onChange={(event) => onChange(event.target.value as Post)}>
      {Post.options.map((one) => (
        <option key={one} value={one}>
          {t(`post.${one}`)}
        </option>
      ))}
    </SelectField>
  );
}
