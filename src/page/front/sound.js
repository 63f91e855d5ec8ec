// Sounds of a phone, once somebody wants them.

const TONES = {
  1: [697, 1209], 2: [697, 1336], 3: [697, 1477], 4: [770, 1209], 5: [770, 1336], 6: [770, 1477],
  7: [852, 1209], 8: [852, 1336], 9: [852, 1477], "*": [941, 1209], 0: [941, 1336], "#": [941, 1477],
};

class Sound {
  on = false;
  speaks = false;
  #context = null;

  get canSpeak() {
    return "speechSynthesis" in window && window.speechSynthesis.getVoices().length > 0;
  }

  key(key) {
    this.#tones(TONES[key] ?? [], 0, 0.14);
  }

  ring() {
    this.#tones([440, 480], 0, 0.9);
  }

  busy() {
    for (let times = 0; times < 3; times += 1) this.#tones([480, 620], times * 0.5, 0.25);
  }

  say(text) {
    if (!this.speaks || !("speechSynthesis" in window)) return;
    this.hush();
    window.speechSynthesis.speak(new SpeechSynthesisUtterance(text));
  }

  /** Stops in the middle of a word, and goes on there. */
  hold(isHeld) {
    if (!this.speaks || !("speechSynthesis" in window)) return;
    if (isHeld) window.speechSynthesis.pause();
    else window.speechSynthesis.resume();
  }

  hush() {
    if (!("speechSynthesis" in window)) return;
    window.speechSynthesis.cancel();
    window.speechSynthesis.resume();
  }

  #tones(tones, after, seconds) {
    if (!this.on) return;
    this.#context ??= new AudioContext();
    const context = this.#context;
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
