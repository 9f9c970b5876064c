import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Plugin } from 'vite';

/**
 * Puts a classic script, hashed like the rest, at the head of the page. It runs before the first paint and before every
 * module, and it is no inline script, which the Content-Security-Policy forbids.
 */
export const earlyScript = (file: string): Plugin => {
  let root = '';
  let isBuild = false;
  let asset = '';
  return {
    name: 'holdfast:early-script',
    configResolved(config) {
      root = config.root;
      isBuild = config.command === 'build';
    },
    async buildStart() {
      if (!isBuild) return;
      const source = await readFile(path.join(root, file), 'utf8');
      asset = this.emitFile({ type: 'asset', name: path.basename(file), source });
    },
    transformIndexHtml: {
      order: 'post',
      handler(_, { bundle }) {
        const emitted = Object.values(bundle ?? {}).find(
          (output) => output.type === 'asset' && output.names.includes(path.basename(file)),
        );
        if (asset !== '' && emitted === undefined) throw new Error(`${file} is not in the bundle`);
        const src = `/${emitted?.fileName ?? file}`;
        return [{ tag: 'script', attrs: { src }, injectTo: 'head-prepend' }];
      },
    },
  };
};
