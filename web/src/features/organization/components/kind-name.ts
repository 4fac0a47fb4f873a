import { StandardDevice, WindowKind, ZoneKind } from '@huiting/contracts/organization';
import { Post } from '@huiting/contracts/posts';
import { useText } from '../../../lib/i18n.ts';
import { formatsText } from '../formats/formats.text.ts';
import { organizationText } from '../organization.text.ts';

/** The name of whatever kind a code is of: zone, window, post or device; `general/cashCounter` is the window's. */
export function useKindName(): (code: string) => string {
  const t = useText(formatsText);
  const o = useText(organizationText);
  return (code) => {
    const [first = ''] = code.split('/');
    const window = WindowKind.options.find((one) => one === first);
    if (window !== undefined && code !== 'vip') return o(`window.${window}`);
    const zone = ZoneKind.options.find((one) => one === first);
    if (zone !== undefined) return o(`zone.${zone}`);
    const post = Post.options.find((one) => one === first);
    if (post !== undefined) return t(`post.${post}`);
    const device = StandardDevice.options.find((one) => one === first);
    return device === undefined ? code : t(`device.${device}`);
  };
}
