// What is said in a call, as the server has it: recorded, or spoken by a program of the server's machine. While something is
// said, the call goes on as fast as that: its captions keep pace with the sound, and what comes next comes when it has ended.

/** So many milliseconds a call waits for its sound; then it goes on without. */
const SOUND_PATIENCE = 1500;
/** So many seconds of sound are there before it begins, so that it does not break off. */
const SOUND_AHEAD = 0.08;
/** Speech that is made faster is cut into pieces of so many seconds, which overlap by half. */
const GRAIN = 0.04;

class ServedVoice {
  /** The how manieth plan of the server the page has. */
  plan;
  #place;
  #speaks;
  #sound;
  #said = null;

  constructor(sound, { plan, voice }) {
    this.plan = plan;
    this.#place = voice.place;
    this.#speaks = voice.speaks;
    this.#sound = sound;
  }

  /** Whether what is not recorded is spoken, too. */
  get speaks() {
    return this.#speaks;
  }

  /** Says what is said in a call now, and nothing else. */
  follow(call) {
    const index = call && !call.isOver ? call.view.captions.findLastIndex(({ who, from, to }) => who === "system" && from <= call.elapsed && call.elapsed < to) : -1;
    const said = this.#said;
    if (said && (index < 0 || said.call !== call || said.index !== index || said.from !== call.view.captions[index].from)) this.stop();
    const isHeld = index >= 0 && call.paused;
    const { context } = this.#sound;
    if (isHeld && context.state === "running") context.suspend();
    if (!isHeld && context.state === "suspended") context.resume();
    if (isHeld && this.#said) this.#said.asked = performance.now();
    if (index >= 0 && !isHeld && !this.#said) this.#begin(call, index);
  }

  /** At which time of the call the sound is; null: none is heard, and the call goes by the clock. */
  reached(call) {
    const said = this.#said;
    if (!said || said.call !== call || said.isSilent) return null;
    const { from, full } = call.view.captions[said.index];
    if (said.startAt === null || this.#sound.context.state !== "running") {
      // What does not come is not waited for, nor what the browser forbids.
      if (performance.now() - said.asked > SOUND_PATIENCE) { this.#silent(said); return null; }
      return call.elapsed;
    }
    const heard = said.offset + Math.max(0, this.#sound.context.currentTime - said.startAt) * said.speed;
    if (said.seconds === null) return Math.min(full - 1, from + heard * 1000);
    if (heard >= said.seconds) { this.#silent(said); return full; }
    return from + (full - from) * (heard / said.seconds);
  }

  /** Falls silent. */
  stop() {
    if (this.#said) this.#silent(this.#said);
    this.#said = null;
  }

  #silent(said) {
    said.isSilent = true;
    said.asking.abort();
    for (const source of said.sources) source.stop();
    said.sources = [];
  }

  #begin(call, index) {
    const caption = call.view.captions[index];
    const part = caption.full > caption.from ? (call.elapsed - caption.from) / (caption.full - caption.from) : 0;
    const speed = Number(byId("speed").value);
    const said = { call, index, from: caption.from, part, speed, asked: performance.now(), asking: new AbortController(), sources: [], startAt: null, endAt: null, offset: 0, seconds: null, isSilent: false };
    this.#said = said;
    this.#play(said, caption).catch(() => this.#silent(said));
  }

  #address({ call, index }) {
    const until = Math.floor(call.elapsed);
    const made = { ...call.spec, until, acts: call.spec.acts.filter((act) => act.after <= until) };
    return `${this.#place}?${new URLSearchParams({ plan: this.plan, call: JSON.stringify(made), caption: index })}`;
  }

  async #play(said, caption) {
    const response = await fetch(this.#address(said), { signal: said.asking.signal });
    if (response.status !== 200) {
      this.#silent(said);
      // The browser may have a voice of its own.
      if (said === this.#said) this.#sound.say(caption);
      return;
    }
    const stream = new SoundStream(response.body.getReader());
    // What begins in its middle or is faster is cut, and so waited for.
    if (said.part < 0.01 && said.speed === 1) {
      let samples = await stream.next(SOUND_AHEAD);
      for (; samples; samples = await stream.next(0)) this.#add(said, samples, stream.rate);
    }
    if (!stream.isBegun) {
      const { samples, rate } = await stream.all(this.#sound.context);
      said.seconds = samples.length / rate;
      said.offset = said.part * said.seconds;
      const rest = samples.subarray(Math.floor(said.offset * rate));
      this.#add(said, said.speed === 1 ? rest : faster(rest, rate, said.speed), rate);
    }
    said.seconds ??= stream.seconds;
  }

  /** Has some more heard, behind what is heard already. */
  #add(said, samples, rate) {
    if (said.isSilent || samples.length === 0) return;
    const { context } = this.#sound;
    const buffer = context.createBuffer(1, samples.length, rate);
    buffer.copyToChannel(samples, 0);
    const source = context.createBufferSource();
    source.buffer = buffer;
    source.connect(context.destination);
    said.startAt ??= Math.max(context.currentTime, this.#sound.ringsUntil);
    const at = Math.max(said.endAt ?? said.startAt, context.currentTime);
    source.start(at);
    said.endAt = at + buffer.duration;
    said.sources.push(source);
  }
}

/** Speech in less time and at the same height: pieces of it, each a little further on than it would be. */
function faster(samples, rate, speed) {
  const hop = Math.round((GRAIN * rate) / 2);
  const made = new Float32Array(Math.ceil(samples.length / speed) + 2 * hop);
  for (let to = 0; to < samples.length / speed; to += hop) {
    const from = Math.round(to * speed);
    for (let at = 0; at < 2 * hop; at += 1) made[to + at] += (samples[from + at] ?? 0) * Math.sin((Math.PI * (at + 0.5)) / (2 * hop)) ** 2;
  }
  return made.subarray(0, Math.ceil(samples.length / speed));
}

/** A WAV file that is still coming: whole numbers on one side are heard as they come, anything else when it is there. */
class SoundStream {
  rate = 0;
  /** Whether something of it was given out. */
  isBegun = false;
  #reader;
  #bytes = new Uint8Array(0);
  #at = 0;
  #end = Infinity;
  #count = 0;
  #isWhole = false;

  constructor(reader) {
    this.#reader = reader;
  }

  get seconds() {
    return this.#count / this.rate;
  }

  async #more() {
    const { done, value } = await this.#reader.read();
    if (done) { this.#isWhole = true; return; }
    const bytes = new Uint8Array(this.#bytes.length + value.length);
    bytes.set(this.#bytes);
    bytes.set(value, this.#bytes.length);
    this.#bytes = bytes;
  }

  /** Looks for where the sound begins. Gives whether it can be heard as it comes. */
  async #isSimple() {
    if (this.rate) return true;
    const word = (view, at) => String.fromCharCode(...[0, 1, 2, 3].map((by) => view.getUint8(at + by)));
    for (;;) {
      const view = new DataView(this.#bytes.buffer, this.#bytes.byteOffset, this.#bytes.length);
      let format = null;
      for (let at = 12; at + 8 <= view.byteLength; at += 8 + view.getUint32(at + 4, true) + (view.getUint32(at + 4, true) & 1)) {
        if (word(view, at) === "fmt " && at + 24 <= view.byteLength) format = at + 8;
        if (word(view, at) !== "data" || format === null) continue;
        const [tag, channels, bits] = [0, 2, 14].map((by) => view.getUint16(format + by, true));
        if (tag !== 1 || channels !== 1 || bits !== 16) return false;
        this.rate = view.getUint32(format + 4, true);
        this.#at = at + 8;
        this.#end = this.#at + view.getUint32(at + 4, true);
        return true;
      }
      if (this.#isWhole) return false;
      await this.#more();
    }
  }

  /** The next samples, when there are so many seconds of them or no more come; null: there are none, or not so. */
  async next(seconds) {
    if (!(await this.#isSimple())) return null;
    const ready = () => Math.floor((Math.min(this.#bytes.length, this.#end) - this.#at) / 2);
    while (!this.#isWhole && ready() < Math.max(1, seconds * this.rate)) await this.#more();
    const count = ready();
    if (count <= 0) return null;
    const view = new DataView(this.#bytes.buffer, this.#bytes.byteOffset + this.#at, count * 2);
    const samples = Float32Array.from({ length: count }, (_, index) => view.getInt16(index * 2, true) / 32768);
    this.#at += count * 2;
    this.#count += count;
    this.isBegun = true;
    return samples;
  }

  /** All of it at once. */
  async all(context) {
    while (!this.#isWhole) await this.#more();
    if (await this.#isSimple()) return { samples: (await this.next(0)) ?? new Float32Array(0), rate: this.rate };
    const decoded = await context.decodeAudioData(this.#bytes.slice().buffer);
    const samples = decoded.getChannelData(0).slice();
    for (let channel = 1; channel < decoded.numberOfChannels; channel += 1) {
      decoded.getChannelData(channel).forEach((value, at) => { samples[at] += value; });
    }
    return { samples: samples.map((value) => value / decoded.numberOfChannels), rate: decoded.sampleRate };
  }
}
