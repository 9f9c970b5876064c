import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { earlyScript } from './build/early-script.ts';

export default defineConfig({
  plugins: [react(), tailwind(), earlyScript('src/theme/early.js')],
  build: {
    target: 'es2024',
    // A data: URL would need an exception in the Content-Security-Policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 700,
  },
  server: {
    proxy: Object.fromEntries(['/readyz', '/livez', '/version', '/api'].map((path) => [path, 'http://127.0.0.1:4400'])),
  },
});
