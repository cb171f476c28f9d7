/** Pictures of a page to look at: `node tests/look.mjs PAGE.html PREFIX`. */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DESKTOP, launch, open, PHONE } from './browser.mjs';

const [path, prefix] = process.argv.slice(2);
const browser = await launch();
for (const [name, viewport, hash] of [
  ['desktop-en', DESKTOP, ''], ['desktop-fa', DESKTOP, '#lang=fa'], ['phone-en', PHONE, ''], ['phone-ru', PHONE, '#lang=ru'],
]) {
  const { page, context, complaints, requests } = await open(browser, pathToFileURL(resolve(path)).href, { viewport, hash });
  if (name.endsWith('fa')) await page.locator('tr[data-id] .open').first().click({ timeout: 3000 }).catch(() => {});
  await page.waitForTimeout(600);
  await page.screenshot({ path: `${prefix}-${name}.png` });
  console.log(name, await page.getAttribute('body', 'data-ready'), complaints, requests);
  await context.close();
}
await browser.close();
