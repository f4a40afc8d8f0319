import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    // data: URIs are refused by the content security policy, so nothing is inlined
    assetsInlineLimit: 0,
    sourcemap: false,
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      // The office, and the portal for everybody, which must stay light: no antd, no map library (e2e/portal weighs it).
      input: { main: join(import.meta.dirname, 'index.html'), portal: join(import.meta.dirname, 'portal.html') },
    },
  },
  worker: { format: 'es' },
})
