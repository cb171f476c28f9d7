/** A browser for the tests, and pages opened in it as a reader would: from a file. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

const ARGUMENTS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
  '--disable-sync',
];

export const launch = () =>
  chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', headless: true, args: ARGUMENTS });

const folder = mkdtempSync(join(tmpdir(), 'viewer-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
let files = 0;

/** Writes a page to a file and gives its address. */
export function file(html) {
  const path = join(folder, `${files++}.html`);
  writeFileSync(path, html);
  return pathToFileURL(path).href;
}

/** Opens an address; what it asks of the network and what it complains of is kept. */
export async function open(browser, address, { viewport = DESKTOP, hash = '' } = {}) {
  const context = await browser.newContext({ viewport, acceptDownloads: true, locale: 'en-GB' });
  const page = await context.newPage();
  const requests = [];
  const complaints = [];
  page.on('request', (request) => {
    if (!/^(file|blob|data):/.test(request.url())) requests.push(request.url());
  });
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(address + hash);
  await page.waitForSelector('body[data-ready]', { timeout: 60_000 });
  return { page, context, requests, complaints };
}
