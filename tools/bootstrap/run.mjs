import { spawn } from 'node:child_process';
import { root } from './install.mjs';

/**
 * Runs a program of the house in the foreground and resolves with its exit code.
 * Ctrl-C reaches the whole foreground group by itself; a signal sent to us alone (docker stop, kill) is handed on.
 */
export function runInForeground(node, args, cwd = root) {
  return new Promise((resolve, reject) => {
    const child = spawn(node, args, { cwd, stdio: 'inherit' });
    const hasTerminal = [process.stdin, process.stdout, process.stderr].some(({ isTTY }) => isTTY === true);
    const handedOn = new Set();
    const handlers = ['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => {
      const handler = () => {
        // npm repeats to us what the group already got: a program takes a second Ctrl-C as impatience.
        if (handedOn.has(signal) || (signal === 'SIGINT' && hasTerminal)) return;
        handedOn.add(signal);
        setTimeout(() => handedOn.delete(signal), 1_000).unref();
        child.kill(signal);
      };
      process.on(signal, handler);
      return { signal, handler };
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      for (const { signal: name, handler } of handlers) process.off(name, handler);
      resolve(signal === null ? (code ?? 1) : 1);
    });
  });
}
