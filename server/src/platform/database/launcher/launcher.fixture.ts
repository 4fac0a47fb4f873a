import { launchPostgres } from './launcher.ts';

// Run by launcher.test.ts as a process of its own, which is then killed.
const [, , dataDir = ''] = process.argv;
const server = await launchPostgres({ dataDir, settings: { shared_buffers: '16MB' } });
process.send?.(server.pid);
setInterval(() => undefined, 60_000);
