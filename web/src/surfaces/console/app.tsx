import { AntdRoot } from '../../ui/antd/antd-root.tsx'
import { SignedIn } from '../signed-in.tsx'
import { ConsoleHome } from './home.tsx'

export function ConsoleApp() {
  return (
    <AntdRoot density="console">
      <SignedIn surface="console">{() => <ConsoleHome />}</SignedIn>
    </AntdRoot>
  )
}
