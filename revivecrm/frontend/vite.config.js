import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [react()],
  build: {
    // Under /assets/ every name carries its content's hash: cached for a year, never overwritten.
    assetsDir: 'assets',
    // The Content-Security-Policy allows no data: scripts or fonts; a file is a file.
    assetsInlineLimit: 0,
  },
});
