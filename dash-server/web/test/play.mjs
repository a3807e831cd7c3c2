/**
 * Plays something in headless Chromium and prints what happened as one line of JSON.
 *
 *     node play.mjs PLAYER BASE PATH [SECONDS] [SCREENSHOT]
 *
 * PLAYER is page (our page with its dash.js), bare (our page, as if it had none) or shaka; BASE the server's address without a slash at its end; PATH the
 * manifest's, with one at its beginning. Plays to the end, or, with SECONDS greater than 0, until so much has been played. The browser is
 * $CHROMIUM.
 */

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

const open = { page: openPage, bare: openBarePage, shaka: openShaka };
const [player, base, path, seconds = '0', screenshot] = process.argv.slice(2);
const errors = [];

/** Opens our page at the title. */
async function openPage(page) {
  await page.goto(`${base}/#${path}`);
  return '#player[data-ended=true]';
}

/** Opens our page where the build had no npm. */
async function openBarePage(page) {
  await page.route('**/dash.all.min.js', (route) => route.fulfill({ status: 404 }));
  await page.goto(`${base}/`);
  return '#no-player:not([hidden]) ~ #titles li';
}

/** Opens a page of the test's own, as if the server had it, with shaka-player in it. */
async function openShaka(page) {
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
  return 'body[data-ended=true]';
}

/** What the video element says of itself. */
function inspect() {
  const video = document.querySelector('video');
  const quality = video.getVideoPlaybackQuality();
  return {
    frames: quality.totalVideoFrames,
    dropped: quality.droppedVideoFrames,
    audioBytes: video.webkitAudioDecodedByteCount,
    seconds: video.currentTime,
    duration: Number.isFinite(video.duration) ? video.duration : null,
    ended: video.ended,
    links: [...document.querySelectorAll('#titles a')].map((link) => link.href),
    buttons: document.querySelectorAll('#titles button').length,
    problem: document.getElementById('problem')?.textContent ?? '',
  };
}

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
  const ended = await open[player](page);
  if (Number(seconds) > 0) {
    await page.waitForFunction((wanted) => {
      const video = document.querySelector('video');
      if (video.seeking || video.readyState < HTMLMediaElement.HAVE_FUTURE_DATA) {
        return false;
      }
      window.playedFrom ??= video.currentTime;
      return video.currentTime - window.playedFrom >= wanted;
    }, Number(seconds));
  } else {
    await page.waitForSelector(ended);
  }
  result = await page.evaluate(inspect);
  if (screenshot) {
    await page.screenshot({ path: screenshot, fullPage: true });
  }
} catch (error) {
  errors.push(error.message);
} finally {
  await context.close();
  await rm(profile, { recursive: true, force: true });
}
console.log(JSON.stringify({ ...result, errors }));
