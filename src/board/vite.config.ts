import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Where `vite dev` finds a server that speaks the contract (the real one, or test/e2e/stand-in). */
const server = 'http://127.0.0.1:3000';

export default defineConfig({
  root: here('.'),
  base: '/',
  plugins: [svelte({ configFile: false, compilerOptions: { runes: true } })],
  build: {
    outDir: here('../../dist/board'),
    emptyOutDir: true,
    target: ['chrome123', 'firefox128', 'safari17.5'],
    // The page is served under a policy without 'unsafe-inline': nothing may be written into index.html.
    modulePreload: { polyfill: false },
    // Two pages: the supervisors' board, and the agents' desk in a side panel or an iframe.
    rolldownOptions: { input: { board: here('index.html'), desk: here('desk/index.html') } },
    assetsInlineLimit: 0,
  },
  server: { proxy: { '/api': server, '/socket.io': { target: server, ws: true } } },
});
