/** The pages that the program itself writes of the example reports, for three borders. Skipped where it is not built. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { after, before, test } from 'node:test';
import { DESKTOP, launch, open, PHONE } from './browser.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folders = [process.env.CARGO_TARGET_DIR, join(root, 'target')].filter(Boolean);
const built = folders.flatMap((folder) => ['release/marz', 'debug/marz'].map((name) => join(folder, name))).filter(existsSync);
// The one that was built last.
const program = process.env.MARZ ?? built.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0];
const skip = program ? false : 'the program is not built';

let browser;
const out = mkdtempSync(join(tmpdir(), 'marz-'));
before(async () => {
  browser = await launch();
});
after(async () => {
  await browser.close();
  rmSync(out, { recursive: true });
});

const BORDERS = { 'TJ-AF': 'Tajikistan – Afghanistan', 'IN-PK': 'India – Pakistan', 'KH-TH': 'Cambodia – Thailand' };
for (const [border, name] of Object.entries(BORDERS)) {
  test(`the page of the border ${border} shows the whole border beside its legend`, { skip }, async () => {
    const folder = join(out, border);
    execFileSync(program, ['map', join(root, 'examples/reports'), '--border', border, '-o', folder], { stdio: 'ignore' });
    for (const viewport of [DESKTOP, PHONE]) {
      for (const lang of ['en', 'fa']) {
        const { page, context, requests, complaints } = await open(browser, pathToFileURL(join(folder, 'map.html')).href, { viewport, hash: `#lang=${lang}` });
        assert.deepEqual([requests, complaints], [[], []]);
        if (lang === 'en') assert.equal(await page.locator('h1').textContent(), `Reports from the ${name} border`);
        await page.waitForTimeout(400);
        const seen = await borderSeen(page);
        assert.ok(seen.count > 100, `${seen.count} pixels of the border`);
        assert.ok(seen.edge < 12, `${seen.edge} pixels of the border at the edge: it leaves the view`);
        assert.ok(viewport === PHONE || seen.legend < seen.count / 20, `${seen.legend} of ${seen.count} pixels of the border are below the legend`);
        await context.close();
      }
    }
  });
}

/** Pixels in the colour of the border: all, those at the edge of the map, and those below the legend. */
const borderSeen = (page) => page.evaluate(() => {
  const map = document.getElementById('map').getBoundingClientRect();
  const legend = document.getElementById('legend').getBoundingClientRect();
  const found = { count: 0, edge: 0, legend: 0 };
  for (const canvas of document.querySelectorAll('#map canvas')) {
    if (!canvas.width) continue;
    const scale = canvas.width / map.width;
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    for (let at = 0; at < data.length; at += 4) {
      if (data[at] !== 0x7a || data[at + 1] !== 0x1f || data[at + 2] !== 0x4b || data[at + 3] !== 255) continue;
      const [x, y] = [((at / 4) % canvas.width) / scale, Math.floor(at / 4 / canvas.width) / scale];
      found.count++;
      if (x < 2 || y < 2 || x > map.width - 2 || y > map.height - 2) found.edge++;
      if (x + map.left > legend.left && x + map.left < legend.right && y + map.top > legend.top && y + map.top < legend.bottom) found.legend++;
    }
  }
  return found;
});
