import { SignedIn } from '../signed-in.tsx';
import { PadHome } from './home.tsx';

export function PadApp() {
  return <SignedIn surface="pad">{() => <PadHome />}</SignedIn>;
}
