// Sounds of a phone, once somebody wants them.

const TONES = {
  1: [697, 1209], 2: [697, 1336], 3: [697, 1477], 4: [770, 1209], 5: [770, 1336], 6: [770, 1477],
  7: [852, 1209], 8: [852, 1336], 9: [852, 1477], "*": [941, 1209], 0: [941, 1336], "#": [941, 1477],
};

/** How many seconds it rings. */
const RING = 0.9;

class Sound {
  on = false;
  speaks = false;
  /** What has the prompts of calls as sound; a page by itself has only the voice of the browser. */
  voice = null;
  /** Until when it rings, on the clock of what is heard. */
  ringsUntil = 0;
  #context = null;

  get context() {
    this.#context ??= new AudioContext();
    return this.#context;
  }

  get canSpeak() {
    return "speechSynthesis" in window && window.speechSynthesis.getVoices().length > 0;
  }

  key(key) {
    this.ringsUntil = 0;
    this.#tones(TONES[key] ?? [], 0, 0.14);
  }

  ring() {
    this.#tones([440, 480], 0, RING);
    if (this.on) this.ringsUntil = this.context.currentTime + RING;
  }

  /** Has heard what is said in a call at the moment. */
  follow(call) {
    if (this.on) this.voice?.follow(call);
  }

  /** At which time of a call what is heard is; null: nothing is heard that a call goes by. */
  reached(call) {
    return this.on && this.voice ? this.voice.reached(call) : null;
  }

  /** Turns sound on or off. */
  turn(isOn) {
    this.on = isOn;
    if (!isOn) this.voice?.stop();
  }

  /** What has begun to be said in a call, where that is left to the browser. */
  begins(caption) {
    if (!this.on || !this.voice) this.say(caption);
  }

  busy() {
    for (let times = 0; times < 3; times += 1) this.#tones([480, 620], times * 0.5, 0.25);
  }

  /** Says a caption in the voice of the browser; nothing, where it stands for a recording whose words nobody knows. */
  say({ text, language, wordless }) {
    if (!this.speaks || !("speechSynthesis" in window)) return;
    this.#quiet();
    if (wordless) return;
    const words = new SpeechSynthesisUtterance(text);
    words.lang = { en: "en-US", es: "es-US", fr: "fr-CA" }[language ?? "en"];
    window.speechSynthesis.speak(words);
  }

  /** Stops in the middle of a word, and goes on there. */
  hold(isHeld) {
    if (!this.speaks || !("speechSynthesis" in window)) return;
    if (isHeld) window.speechSynthesis.pause();
    else window.speechSynthesis.resume();
  }

  hush() {
    this.voice?.stop();
    this.#quiet();
  }

  #quiet() {
    if (!("speechSynthesis" in window)) return;
    window.speechSynthesis.cancel();
    window.speechSynthesis.resume();
  }

  #tones(tones, after, seconds) {
    if (!this.on) return;
    const { context } = this;
    const from = context.currentTime + after;
    const gain = context.createGain();
    gain.gain.setValueAtTime(0.0001, from);
    gain.gain.exponentialRampToValueAtTime(0.08, from + 0.01);
    gain.gain.setValueAtTime(0.08, from + seconds - 0.02);
    gain.gain.exponentialRampToValueAtTime(0.0001, from + seconds);
    gain.connect(context.destination);
    for (const tone of tones) {
      const oscillator = context.createOscillator();
      oscillator.frequency.value = tone;
      oscillator.connect(gain);
      oscillator.start(from);
      oscillator.stop(from + seconds);
    }
  }
}
