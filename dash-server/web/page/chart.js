/** The last so many seconds of a session on a canvas: rung and throughput above, buffer below, stalls behind both. */

const LEAST_SPAN_SECONDS = 30;
const SPAN_SECONDS = 90;
/** A fast network would flatten the rungs: throughput beyond so many times the top rung is drawn at the upper edge. */
const THROUGHPUT_HEADROOM = 2;
const GAP = 26;
const LEFT = 72;

export class Chart {
  #canvas;
  #samples = [];
  #ceiling = 0;

  constructor(canvas) {
    this.#canvas = canvas;
  }

  clear() {
    this.#samples = [];
    this.#ceiling = 0;
    this.draw();
  }

  /** The rate of the top rung, in bit/s. */
  set topRate(rate) {
    this.#ceiling = rate * THROUGHPUT_HEADROOM;
  }

  /** A sample: {seconds, rate, throughput (bit/s), buffer (s), stalled}. */
  add(sample) {
    this.#samples.push(sample);
    const first = sample.seconds - SPAN_SECONDS - 2;
    while (this.#samples[0].seconds < first) {
      this.#samples.shift();
    }
    this.draw();
  }

  draw() {
    const canvas = this.#canvas;
    const scale = window.devicePixelRatio || 1;
    const width = canvas.clientWidth;
    const height = canvas.clientHeight;
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    const pen = canvas.getContext('2d');
    pen.scale(scale, scale);
    pen.font = '12px system-ui, sans-serif';
    const style = getComputedStyle(canvas);
    const colour = (name) => style.getPropertyValue('--' + name);

    const last = this.#samples.at(-1)?.seconds ?? 0;
    const from = Math.max(0, last - SPAN_SECONDS);
    const span = Math.min(SPAN_SECONDS, Math.max(LEAST_SPAN_SECONDS, last));
    const x = (seconds) => LEFT + ((seconds - from) / span) * (width - LEFT - 4);
    const upper = { top: 6, bottom: Math.round(height * 0.58) };
    const lower = { top: upper.bottom + GAP, bottom: height - 20 };

    this.#stalls(pen, x, upper.top, lower.bottom, colour('stall'));
    const rate = (s) => Math.max(s.rate, Math.min(s.throughput, this.#ceiling));
    const rates = this.#pane(pen, upper, width, colour, rate, 500e3, rateText);
    const buffers = this.#pane(pen, lower, width, colour, (s) => s.buffer, 10, (s) => `${s} s`);
    pen.save();
    pen.beginPath();
    pen.rect(LEFT, 0, width - LEFT, height);
    pen.clip();
    this.#steps(pen, x, (s) => rates(s.rate), colour('rate'), 2.5);
    this.#line(pen, x, (s) => rates(s.throughput), colour('throughput'), 1.5);
    this.#area(pen, x, (s) => buffers(s.buffer), lower.bottom, colour('buffer'));
    pen.restore();

    pen.fillStyle = colour('faint');
    pen.textAlign = 'center';
    for (let second = Math.ceil(from / 15) * 15; second <= from + span; second += 15) {
      pen.fillText(`${second} s`, Math.min(x(second), width - 14), height - 5);
    }
  }

  /** Draws the grid of a pane and returns its scale. */
  #pane(pen, { top, bottom }, width, colour, value, least, text) {
    const most = niceAbove(this.#samples.reduce((max, s) => Math.max(max, value(s)), least));
    const y = (v) => bottom - (Math.min(v, most) / most) * (bottom - top);
    pen.strokeStyle = colour('line');
    pen.fillStyle = colour('faint');
    pen.lineWidth = 1;
    pen.textAlign = 'right';
    for (const part of [0, 0.5, 1]) {
      const at = Math.round(y(most * part)) + 0.5;
      pen.beginPath();
      pen.moveTo(LEFT, at);
      pen.lineTo(width, at);
      pen.stroke();
      pen.fillText(text(most * part), LEFT - 6, at + 4);
    }
    return y;
  }

  #stalls(pen, x, top, bottom, colour) {
    pen.fillStyle = colour;
    pen.globalAlpha = 0.25;
    this.#samples.forEach((sample, i) => {
      const next = this.#samples[i + 1];
      if (sample.stalled && next) {
        pen.fillRect(x(sample.seconds), top, x(next.seconds) - x(sample.seconds), bottom - top);
      }
    });
    pen.globalAlpha = 1;
  }

  #line(pen, x, y, colour, width) {
    pen.strokeStyle = colour;
    pen.lineWidth = width;
    pen.beginPath();
    for (const sample of this.#samples) {
      pen.lineTo(x(sample.seconds), y(sample));
    }
    pen.stroke();
  }

  #steps(pen, x, y, colour, width) {
    pen.strokeStyle = colour;
    pen.lineWidth = width;
    pen.beginPath();
    let before;
    for (const sample of this.#samples) {
      if (before !== undefined) {
        pen.lineTo(x(sample.seconds), before);
      }
      before = y(sample);
      pen.lineTo(x(sample.seconds), before);
    }
    pen.stroke();
  }

  #area(pen, x, y, bottom, colour) {
    if (this.#samples.length === 0) {
      return;
    }
    this.#line(pen, x, y, colour, 2);
    pen.lineTo(x(this.#samples.at(-1).seconds), bottom);
    pen.lineTo(x(this.#samples[0].seconds), bottom);
    pen.globalAlpha = 0.2;
    pen.fillStyle = colour;
    pen.fill();
    pen.globalAlpha = 1;
  }
}

/** Bits per second, for people. */
export function rateText(bitsPerSecond) {
  return bitsPerSecond >= 1e6
    ? `${Number((bitsPerSecond / 1e6).toPrecision(3))} Mbit/s`
    : `${Math.round(bitsPerSecond / 1e3)} kbit/s`;
}

/** 1, 2 or 5 times a power of ten. */
function niceAbove(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((step) => step * power).find((step) => step >= value);
}
