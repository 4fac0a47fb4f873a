import { AntdRoot } from '../../ui/antd/antd-root.tsx'
import { SignedIn } from '../signed-in.tsx'
import { TellerHome } from './home.tsx'

export function TellerApp() {
  return (
    <AntdRoot density="teller">
      <SignedIn surface="teller">{() => <TellerHome />}</SignedIn>
    </AntdRoot>
  )
}
