import { useText } from '../../lib/i18n.ts'
import { SurfaceHead } from '../../ui/surface-head.tsx'
import { signedInText } from '../signed-in.text.ts'

export function H5App() {
  const t = useText(signedInText)
  return <SurfaceHead title={t('product')} />
}
