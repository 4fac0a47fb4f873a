import { SignedIn } from '../signed-in.tsx'
import { TellerHome } from './home.tsx'

export function TellerApp() {
  return (
    <SignedIn surface="teller">{() => <TellerHome />}</SignedIn>
  )
}
