import { AntdRoot } from '../../ui/antd/antd-root.tsx'
import { SignedIn } from '../signed-in.tsx'
import { PadHome } from './home.tsx'

export function PadApp() {
  return (
    <AntdRoot density="pad">
      <SignedIn surface="pad">{() => <PadHome />}</SignedIn>
    </AntdRoot>
  )
}
