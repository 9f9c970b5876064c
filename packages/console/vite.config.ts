import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { earlyScript } from './build/early-script.ts';

const SERVER_PATHS = ['/readyz', '/livez', '/version', '/api', '/docs', '/openapi.json'];

export default defineConfig(({ command }) => {
  // A build that a test or a developer's shell starts would otherwise carry the slow, larger React for development.
  if (command === 'build') process.env['NODE_ENV'] = 'production';
  return {
    plugins: [react(), tailwind(), earlyScript('src/theme/early.js'), earlyScript('src/server/without-eval.js')],
    build: {
      target: 'es2024',
      // A data: URL would need an exception in the Content-Security-Policy.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      chunkSizeWarningLimit: 700,
    },
    server: { proxy: Object.fromEntries(SERVER_PATHS.map((path) => [path, 'http://127.0.0.1:4400'])) },
  };
});
