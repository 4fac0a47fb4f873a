import react from '@vitejs/plugin-react';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { defineConfig } from 'vitest/config';
import { contractDeclarations } from './contract-declarations.ts';
import { tokensCss } from './src/ui/tokens-css.ts';

const here = import.meta.dirname;
const surfacesDir = join(here, 'src/surfaces');

/** Every folder with an index.html is a surface; the gallery shows the design system and is for development only. */
const surfaces = readdirSync(surfacesDir).filter((name) => existsSync(join(surfacesDir, name, 'index.html')));
const shipped = surfaces.filter((name) => name !== 'gallery');

/** `import 'virtual:tokens.css'`: the tokens of `ui/tokens.ts` as CSS variables, so that a value is written once. */
function tokens(): Plugin {
  const id = 'virtual:tokens.css';
  return {
    name: 'huiting:tokens',
    resolveId: (source) => (source === id ? `\0${id}` : null),
    load: (resolved) => (resolved === `\0${id}` ? tokensCss() : null),
  };
}

/** In development `/teller/anything` answers with the teller's page, as the server does with `dist`. */
function surfaceFallback(): Plugin {
  return {
    name: 'huiting:surface-fallback',
    configureServer(server) {
      server.middlewares.use((req, _res, next) => {
        const [path = '', query] = (req.url ?? '').split('?');
        const name = path.split('/')[1] ?? '';
        const wantsPage = req.headers.accept?.includes('text/html') ?? false;
        if (wantsPage && surfaces.includes(name)) req.url = `/${name}/index.html${query ? `?${query}` : ''}`;
        next();
      });
    },
  };
}

/** Files the PAD's page can reach, lazy screens included: what its service worker keeps, and nothing else. */
const padFiles = new Set<string>();
function collectPadFiles(): Plugin {
  return {
    name: 'huiting:pad-files',
    apply: 'build',
    generateBundle(_options, bundle) {
      const waiting = Object.values(bundle).flatMap((file) =>
        file.type === 'chunk' && file.isEntry && file.name === 'pad' ? [file.fileName] : [],
      );
      for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
        const file = bundle[name];
        if (padFiles.has(name) || file?.type !== 'chunk') continue;
        padFiles.add(name);
        for (const asset of [
          ...(file.viteMetadata?.importedCss ?? []),
          ...(file.viteMetadata?.importedAssets ?? []),
        ])
          padFiles.add(asset);
        waiting.push(...file.imports, ...file.dynamicImports);
      }
    },
  };
}

/** The PAD alone can be installed and opened without a network; its scope ends at `/pad/`. */
const padWorker = VitePWA({
  strategies: 'generateSW',
  filename: 'pad/sw.js',
  scope: '/pad/',
  base: '/',
  injectRegister: null,
  manifest: false,
  workbox: {
    globPatterns: ['assets/**/*.{js,css,woff2}', 'pad/*.{html,png,webmanifest}', 'icon.svg'],
    modifyURLPrefix: { '': '/' },
    manifestTransforms: [
      async (entries) => ({
        manifest: entries.filter(
          ({ url }) => !url.startsWith('/assets/') || padFiles.has(url.slice(1)) || url.endsWith('.woff2'),
        ),
        warnings: [],
      }),
    ],
    navigateFallback: '/pad/index.html',
    navigateFallbackAllowlist: [/^\/pad\//],
    cleanupOutdatedCaches: true,
    skipWaiting: true,
    clientsClaim: true,
    inlineWorkboxRuntime: true,
    sourcemap: false,
  },
});

export default defineConfig({
  root: surfacesDir,
  publicDir: join(here, 'public'),
  cacheDir: join(here, '../node_modules/.vite'),
  appType: 'mpa',
  plugins: [tokens(), surfaceFallback(), react(), contractDeclarations(), collectPadFiles(), padWorker],
  server: {
    host: '127.0.0.1',
    fs: { allow: [join(here, '..')] },
    proxy: {
      '/api': { target: process.env['HUITING_SERVER'] ?? 'http://127.0.0.1:8080', changeOrigin: false },
    },
  },
  resolve: { alias: [{ find: /^zod$/, replacement: join(here, 'src/lib/zod-declarations.ts') }] },
  worker: { format: 'es' },
  build: {
    outDir: join(here, 'dist'),
    emptyOutDir: true,
    target: 'es2023',
    manifest: true,
    reportCompressedSize: false,
    rolldownOptions: {
      input: {
        // the front door: served at `/`, lists the surfaces
        landing: join(surfacesDir, 'index.html'),
        ...Object.fromEntries(shipped.map((name) => [name, join(surfacesDir, name, 'index.html')])),
      },
      output: {
        codeSplitting: {
          groups: [{ name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ }],
        },
      },
    },
  },
  test: {
    root: here,
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: [join(here, 'src/test-setup.ts')],
    restoreMocks: true,
  },
});
