/**
 * Writes what the static picture shares with the page into assets/draw/. `node picture.mjs --check` compares only.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, '../assets/draw');
const { outputFiles } = await esbuild.build({
  absWorkingDir: here, entryPoints: ['src/picture.ts'], bundle: true, write: false, format: 'esm', charset: 'utf8', logLevel: 'warning',
});
const shared = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
mkdirSync(out, { recursive: true });
for (const name of ['words', 'signs']) {
  const path = join(out, `${name}.json`);
  const text = `${JSON.stringify(shared[name], null, 1)}\n`;
  if (!process.argv.includes('--check')) writeFileSync(path, text);
  else if (readFileSync(path, 'utf8') !== text) {
    console.error(`assets/draw/${name}.json is not what viewer/ says. Run npm run build.`);
    process.exitCode = 1;
  }
}
