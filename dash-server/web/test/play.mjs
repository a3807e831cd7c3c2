/**
 * Plays something in headless Chromium and prints what happened as one line of JSON.
 *
 *     node play.mjs PLAYER BASE PATH [SECONDS] [SCREENSHOT]
 *
 * PLAYER is page (our page with its dash.js), bare (our page, as if it had none) or shaka; BASE the server's address without a
 * slash at its end; PATH the manifest's, with one at its beginning. Plays to the end, or, with SECONDS greater than 0, until
 * so much has been played. The browser is $CHROMIUM.
 */

import { inChromium, openPage, openShaka } from './browser.mjs';

const [player, base, path, seconds = '0', screenshot] = process.argv.slice(2);

/** By player: how it is opened, and what is there when it has come to its end. */
const players = {
  page: { open: openPage, ended: '#player[data-ended=true]' },
  bare: { open: openBarePage, ended: '#no-player:not([hidden]) ~ #titles li' },
  shaka: { open: openShaka, ended: 'body[data-ended=true]' },
};

/** Opens our page where the build had no npm. */
async function openBarePage(page) {
  await page.route('**/dash.all.min.js', (route) => route.fulfill({ status: 404 }));
  await page.goto(`${base}/`);
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

await inChromium(async (page) => {
  const { open, ended } = players[player];
  await open(page, base, path);
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
  if (screenshot) {
    await page.screenshot({ path: screenshot, fullPage: true });
  }
  return page.evaluate(inspect);
});
