/**
 * Has headless Chromium show something frame by frame, and prints the frames' hashes as one line of JSON.
 *
 *     node frames.mjs PLAYER BASE PATH RATE SECONDS
 *
 * PLAYER, BASE and PATH are as for play.mjs; RATE is frames a second. Nothing is played, so that no frame is dropped, however
 * busy the machine: when SECONDS are buffered, the paused player is sent to every frame of them. A hash is the SHA-256 of the
 * frame as it was decoded, its planes one after the other, before any conversion of colours.
 */

import { inChromium, openPage, openShaka } from './browser.mjs';

const [player, base, path, rate, seconds] = process.argv.slice(2);
const open = { page: openPage, shaka: openShaka }[player];

/** The first frame's number, at the rate, since the presentation's beginning; and the hashes from it on. */
async function hashFrames([rate, seconds]) {
  const PATIENCE_MILLIS = 10_000;
  const video = document.querySelector('video');
  const start = Math.ceil(video.buffered.start(0) * rate - 0.5);
  const hashes = [];
  for (let number = start; number < start + seconds * rate; number++) {
    const frame = await show(number);
    const planes = new Uint8Array(frame.allocationSize());
    await frame.copyTo(planes);
    frame.close();
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', planes));
    hashes.push([...digest].map((byte) => byte.toString(16).padStart(2, '0')).join(''));
  }
  return { start, hashes };

  async function show(number) {
    const patience = performance.now() + PATIENCE_MILLIS;
    video.currentTime = (number + 0.5) / rate;
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, 2));
      const frame = video.seeking ? undefined : new VideoFrame(video);
      if (frame?.format === 'I420' && Math.round((frame.timestamp / 1e6) * rate) === number) {
        return frame;
      }
      const found = frame ? `${frame.format} at ${frame.timestamp / 1e6} s` : 'nothing';
      frame?.close();
      if (performance.now() > patience) {
        throw new Error(`frame ${number} of ${rate} a second: ${found} (expected: I420 at ${number / rate} s)`);
      }
    }
  }
}

await inChromium(async (page) => {
  await page.addInitScript(() => {
    HTMLMediaElement.prototype.play = async () => {};
    Object.defineProperty(HTMLMediaElement.prototype, 'autoplay', { set() {} });
  });
  await open(page, base, path);
  await page.waitForFunction((wanted) => {
    const { buffered } = document.querySelector('video');
    return buffered.length === 1 && buffered.end(0) - buffered.start(0) >= wanted - 0.001;
  }, Number(seconds));
  return page.evaluate(hashFrames, [Number(rate), Number(seconds)]);
});
