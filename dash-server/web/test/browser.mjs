/** Headless Chromium, $CHROMIUM, and how the players are opened in it. */

import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { chromium } from 'playwright-core';

const PATIENCE_MILLIS = 60_000;
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
];

/**
 * Lets `work` loose on a page, and prints what it returns as one line of JSON, with all that went wrong as `errors`: of the
 * page, of the network, of `work` itself.
 */
export async function inChromium(work) {
  const errors = [];
  const profile = await mkdtemp(join(tmpdir(), 'labwire-chromium-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM,
    headless: true,
    args: FLAGS,
    viewport: { width: 1000, height: 1250 },
  });
  let result = {};
  try {
    const page = context.pages()[0];
    page.setDefaultTimeout(PATIENCE_MILLIS);
    page.on('pageerror', (error) => errors.push(`page: ${error.message}`));
    page.on('console', (message) => message.type() === 'error' && errors.push(`console: ${message.text()}`));
    page.on('response', (response) => response.status() >= 400 && errors.push(`${response.status()}: ${response.url()}`));
    result = await work(page);
  } catch (error) {
    errors.push(error.message);
  } finally {
    await context.close();
    await rm(profile, { recursive: true, force: true });
  }
  console.log(JSON.stringify({ ...result, errors }));
}

/** Opens our page at a manifest's path. */
export async function openPage(page, base, path) {
  await page.goto(`${base}/#${path}`);
}

/** Opens a page of the test's own, as if the server had it, with shaka-player in it. */
export async function openShaka(page, base, path) {
  const require = createRequire(import.meta.url);
  const dist = dirname(require.resolve('shaka-player/package.json')) + '/dist/';
  await page.route('**/shaka-test/*', (route) => {
    const name = new URL(route.request().url()).pathname.split('/').pop();
    return name === 'player.js'
      ? route.fulfill({ path: dist + 'shaka-player.compiled.js' })
      : route.fulfill({ contentType: 'text/html', body: '<video muted></video><script src=player.js></script>' });
  });
  await page.goto(`${base}/shaka-test/`);
  await page.evaluate(async (manifest) => {
    const video = document.querySelector('video');
    video.addEventListener('ended', () => (document.body.dataset.ended = 'true'));
    const player = new window.shaka.Player();
    player.addEventListener('error', (event) => console.error(`shaka: ${event.detail}`));
    await player.attach(video);
    await player.load(manifest);
    await video.play();
  }, base + path);
}
