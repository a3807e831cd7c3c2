/** The page at /: lists the titles, plays one with dash.js, and shows what the player does. */

import { Chart, rateText } from './chart.js';

const TICK_MILLIS = 500;

/** dash.js's rules that choose a rung, by name; those that only lower it are left as they are. */
const RULES = {
  'BOLA and throughput (dynamic)': ['bolaRule', 'throughputRule'],
  'Throughput': ['throughputRule'],
  'BOLA': ['bolaRule'],
  'L2A-LL': ['l2ARule'],
  'LoL+': ['loLPRule'],
};

const part = (id) => document.getElementById(id);
const video = part('video');
const chart = new Chart(part('chart'));

let titles = [];
let session;

/** One playback, from the choice of a title to the next choice. */
class Session {
  #player = window.dashjs.MediaPlayer().create();
  #began = performance.now();
  #ticking;
  #stalls = 0;
  #stalledSeconds = 0;
  #stalledSince;
  #switches = 0;
  #started = false;

  constructor(path, live) {
    this.path = path;
    this.live = live;
    chart.clear();
    part('live-only').hidden = !live;
    part('rung').length = 1;
    this.#rule();
    const on = (name, handler) => this.#player.on(window.dashjs.MediaPlayer.events[name], handler);
    on('STREAM_INITIALIZED', () => this.#listRungs());
    on('QUALITY_CHANGE_RENDERED', (event) => this.#rendered(event));
    on('PLAYBACK_PLAYING', () => this.#playing());
    on('PLAYBACK_WAITING', () => this.#waiting());
    on('PLAYBACK_ENDED', () => this.#ended());
    on('ERROR', (event) => problem(`${event.error?.message ?? event.error} (code ${event.error?.code ?? 'unknown'})`));
    this.#player.initialize(video, new URL(path, location.href).href, true);
    this.#watch();
  }

  end() {
    clearInterval(this.#ticking);
    this.#player.destroy();
  }

  /** Takes over the rule and the rung that the form says. */
  choose() {
    this.#rule();
    const rung = part('rung').value;
    if (rung !== 'auto') {
      this.#player.setRepresentationForTypeById('video', rung, true);
    }
  }

  #watch() {
    this.#ticking ??= setInterval(() => this.#tick(), TICK_MILLIS);
  }

  #rule() {
    const active = RULES[part('rule').value];
    const rules = {};
    for (const rule of new Set(Object.values(RULES).flat())) {
      rules[rule] = { active: active.includes(rule) };
    }
    const automatic = part('rung').value === 'auto';
    this.#player.updateSettings({ streaming: { abr: { rules, autoSwitchBitrate: { video: automatic } } } });
  }

  #listRungs() {
    const select = part('rung');
    const chosen = select.value;
    select.length = 1;
    const rungs = this.#player.getRepresentationsByType('video');
    chart.topRate = Math.max(...rungs.map((rung) => rung.bandwidth));
    for (const rung of rungs) {
      select.add(new Option(rungText(rung), rung.id));
    }
    select.value = [...select.options].some((option) => option.value === chosen) ? chosen : 'auto';
  }

  #rendered(event) {
    if (event.mediaType === 'video' && event.oldRepresentation) {
      this.#switches++;
      say(`Now ${rungText(event.newRepresentation)}`);
    }
  }

  #playing() {
    if (this.#stalledSince !== undefined) {
      this.#stalledSeconds += (performance.now() - this.#stalledSince) / 1000;
      this.#stalledSince = undefined;
      say('');
    }
    this.#started = true;
    this.#watch();
  }

  #waiting() {
    if (this.#started && !video.seeking && this.#stalledSince === undefined) {
      this.#stalls++;
      this.#stalledSince = performance.now();
      say('Stalled: the buffer is empty');
    }
  }

  /** Played to the end, it may yet be played again. */
  #ended() {
    clearInterval(this.#ticking);
    this.#ticking = undefined;
    this.#tick();
    say('Played to the end');
    part('player').dataset.ended = 'true';
  }

  #tick() {
    const rung = this.#player.getCurrentRepresentationForType('video');
    const throughput = (this.#player.getAverageThroughput('video') || 0) * 1000;
    const buffer = this.#player.getBufferLength('video') || 0;
    const stalled = this.#stalledSince !== undefined;
    const rate = rung?.bandwidth ?? 0;
    chart.add({ seconds: (performance.now() - this.#began) / 1000, rate, throughput, buffer, stalled });
    const frames = video.getVideoPlaybackQuality();
    show('rung', rung ? rungText(rung) : '–');
    show('throughput', throughput ? rateText(throughput) : '–');
    show('buffer', `${buffer.toFixed(1)} s`);
    show('switches', this.#switches);
    const now = stalled ? (performance.now() - this.#stalledSince) / 1000 : 0;
    show('stalls', `${this.#stalls} (${(this.#stalledSeconds + now).toFixed(1)} s)`);
    show('dropped', `${frames.droppedVideoFrames} of ${frames.totalVideoFrames} frames`);
    if (this.live) {
      show('latency', `${this.#player.getCurrentLiveLatency().toFixed(1)} s`);
    }
    part('chart').setAttribute(
      'aria-label',
      `Over time: rung now ${rateText(rate)}, throughput ${rateText(throughput)}, buffer ${buffer.toFixed(1)} s`,
    );
  }
}

function rungText(representation) {
  const size = representation.height ? `${representation.height}p, ` : '';
  return size + rateText(representation.bandwidth);
}

function show(figure, text) {
  part(`figure-${figure}`).textContent = text;
}

function say(text) {
  part('status').textContent = text;
}

function problem(text) {
  part('problem').textContent = text;
}

/** Plays what the address says after #, or nothing. */
function follow() {
  session?.end();
  session = undefined;
  problem('');
  say('');
  const path = location.hash.slice(1);
  const title = titles.find((one) => one.manifest === path || one.live === path);
  part('player').hidden = true;
  delete part('player').dataset.ended;
  if (path && !title) {
    problem(`${path}: no such title here`);
  } else if (title && window.dashjs) {
    const live = path === title.live;
    part('now-playing').textContent = title.name + (live ? ', live' : '');
    part('player').hidden = false;
    part('now-playing').focus();
    session = new Session(path, live);
  }
}

function listed(title) {
  const item = document.createElement('li');
  const about = document.createElement('div');
  about.className = 'about';
  about.append(
    line('name', title.name),
    line('rungs', `${durationText(title.durationSeconds)} · ${title.rungs.join(' · ')}`),
  );
  for (const path of [title.manifest, title.live]) {
    const link = document.createElement('a');
    link.href = path;
    link.textContent = new URL(path, location.href).href;
    const address = line('address', '');
    address.append(link);
    about.append(address);
  }
  item.append(about);
  if (window.dashjs) {
    item.append(
      button('Play', title.manifest, `Play ${title.name}`, 'main'),
      button('Live', title.live, `Play ${title.name} as a live stream`, ''),
    );
  }
  return item;
}

function line(name, text) {
  const div = document.createElement('div');
  div.className = name;
  div.textContent = text;
  return div;
}

function button(text, path, label, name) {
  const element = document.createElement('button');
  element.type = 'button';
  element.className = name;
  element.textContent = text;
  element.setAttribute('aria-label', label);
  element.addEventListener('click', () => {
    if (location.hash === '#' + path) {
      follow();
    } else {
      location.hash = path;
    }
  });
  return element;
}

function durationText(seconds) {
  const whole = Math.round(seconds);
  const pad = (number) => String(number).padStart(2, '0');
  const clock = `${Math.floor(whole / 60) % 60}:${pad(whole % 60)}`;
  return whole < 3600 ? clock : `${Math.floor(whole / 3600)}:${clock.padStart(5, '0')}`;
}

async function open() {
  part('place').textContent = location.host;
  part('no-player').hidden = Boolean(window.dashjs);
  part('credit').hidden = !window.dashjs;
  for (const name of Object.keys(RULES)) {
    part('rule').add(new Option(name));
  }
  part('rule').addEventListener('change', () => session?.choose());
  part('rung').addEventListener('change', () => session?.choose());
  part('stop').addEventListener('click', () => {
    location.hash = '';
  });
  window.addEventListener('hashchange', follow);
  window.addEventListener('resize', () => chart.draw());

  const response = await fetch('titles.json');
  if (!response.ok) {
    throw new Error(`titles.json: status ${response.status} (expected: 200)`);
  }
  titles = await response.json();
  part('titles').replaceChildren(...titles.map(listed));
  if (titles.length === 0) {
    part('titles').append(line('rungs', 'None yet: ./labwire video ingest FILE… makes one.'));
  }
  follow();
}

open().catch((error) => problem(error.message));
