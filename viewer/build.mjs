/**
 * Builds the page into assets/viewer/. `node build.mjs --check` builds it beside and fails on a byte of difference.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const committed = join(here, '../assets/viewer');
const isCheck = process.argv.includes('--check');
const out = isCheck ? mkdtempSync(join(tmpdir(), 'viewer-')) : committed;
const hash = (bytes, encoding = 'hex') => createHash('sha256').update(bytes).digest(encoding);

const options = {
  absWorkingDir: here, bundle: true, minify: true, write: false, metafile: true, charset: 'utf8', legalComments: 'none',
  target: ['es2022', 'firefox115', 'safari16.4'], logLevel: 'warning',
};
const script = await esbuild.build({ ...options, entryPoints: ['src/main.ts'], format: 'iife' });
const style = await esbuild.build({ ...options, entryPoints: ['src/style.css'] });
// Neither may end the element that it stands in.
const app = script.outputFiles[0].text.replace(/<\/script/gi, '<\\/script').replace(/<!--/g, '<\\!--');
const css = style.outputFiles[0].text;
if (/<\/style/i.test(css)) throw new Error('the style would end its element');

const source = (bytes) => `'sha256-${hash(bytes, 'base64')}'`;
const policy = [
  "default-src 'none'", `script-src ${source(app)}`, `style-src ${source(css)}`, 'img-src data: blob:', "connect-src 'none'",
  "base-uri 'none'", "form-action 'none'",
].join('; ');
// The policy is that of these very bytes, so it is no slot.
const template = readFileSync(join(here, 'src/page.html'), 'utf8').replace('{{policy}}', () => policy);

const inputs = Object.keys({ ...script.metafile.inputs, ...style.metafile.inputs });
const packages = [...new Set(inputs.map((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]).filter(Boolean))].sort();
const manifestOf = (name) => JSON.parse(readFileSync(join(here, 'node_modules', name, 'package.json'), 'utf8'));
const notices = packages.map((name) => {
  const { version, license } = manifestOf(name);
  const file = readdirSync(join(here, 'node_modules', name)).find((entry) => /^licen[cs]e/i.test(entry));
  if (!file) throw new Error(`${name} ships no licence`);
  return `${name} ${version} (${license})\n\n${readFileSync(join(here, 'node_modules', name, file), 'utf8').trim()}\n`;
});
const files = {
  'app.js': app,
  'style.css': css,
  'page.html': template,
  'THIRD_PARTY.txt': `Software in app.js that others wrote.\n\n${notices.join(`\n${'-'.repeat(72)}\n\n`)}`,
};
const own = inputs.filter((path) => !path.startsWith('node_modules/')).concat('src/page.html', 'build.mjs').sort();
const manifest = {
  versions: Object.fromEntries([...packages, 'esbuild'].map((name) => [name, manifestOf(name).version])),
  lockfile: hash(readFileSync(join(here, 'package-lock.json'))),
  sources: hash(own.map((path) => `${path} ${hash(readFileSync(join(here, path)))}\n`).join('')),
  outputs: Object.fromEntries(Object.entries(files).map(([name, text]) => [name, hash(text)])),
};
files['manifest.json'] = `${JSON.stringify(manifest, null, 2)}\n`;

mkdirSync(out, { recursive: true });
for (const [name, text] of Object.entries(files)) writeFileSync(join(out, name), text);
if (isCheck) {
  const stale = Object.keys(files).filter((name) => {
    try {
      return !readFileSync(join(committed, name)).equals(readFileSync(join(out, name)));
    } catch {
      return true;
    }
  });
  rmSync(out, { recursive: true });
  if (stale.length) {
    console.error(`assets/viewer is not what viewer/ builds: ${stale.join(', ')}. Run npm run build.`);
    process.exit(1);
  }
}
console.log(`${relative(process.cwd(), committed) || '.'}: app.js ${app.length}, style.css ${css.length}`);
