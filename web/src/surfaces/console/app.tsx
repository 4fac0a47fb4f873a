import { RouterProvider } from '@tanstack/react-router';
import { useState } from 'react';
import { AntdRoot } from '../../ui/antd/antd-root.tsx';
import { SignedIn } from '../signed-in.tsx';
import { createConsoleRouter } from './routes.tsx';

export function ConsoleApp() {
  const [router] = useState(createConsoleRouter);
  return (
    <AntdRoot density="console">
      <SignedIn surface="console">{() => <RouterProvider router={router} />}</SignedIn>
    </AntdRoot>
  );
}
