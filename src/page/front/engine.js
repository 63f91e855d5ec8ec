// The engine of the page: ivrsim itself. Questions and answers are texts of JSON; see `src/page/request.rs`.

/** The bytes that a text holds, 13 or 14 bits in two signs; see `src/page/packed_text.rs`. */
function bytesOf(text) {
  const bytes = new Uint8Array(Math.floor((text.length * 14) / 16));
  const value = (at) => text.charCodeAt(at) - (text.charCodeAt(at) > 60 ? 34 : 33);
  let [held, bits, count] = [0, 0, 0];
  for (let at = 0; at < text.length; at += 2) {
    const pair = value(at) * 93 + value(at + 1);
    const few = pair % 8192;
    const isLonger = few < 457;
    held = isLonger ? (held << 14) | (few << 1) | (pair >> 13) : (held << 13) | pair;
    for (bits += isLonger ? 14 : 13; bits >= 8; count += 1) bytes[count] = held >>> (bits -= 8);
  }
  return bytes.subarray(0, count);
}

/** What a module asks for that was compiled in and is never called: a library asks browsers for their clock. */
function neverCalled(module) {
  const imports = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    imports[from] ??= {};
    imports[from][name] = () => { throw new Error(`The engine of the page has asked for ${name}.`); };
  }
  return imports;
}

class Engine {
  #wasm;

  static async load() {
    if (typeof WebAssembly === "undefined") {
      throw new Error("This browser is too old for this page, or forbids it to run: it takes Firefox 113, Safari 16.4 or Chrome 97.");
    }
    const packed = bytesOf(document.getElementById("engine").textContent);
    const module = await WebAssembly.compile(new Unpacker(packed).unpacked());
    const instance = await WebAssembly.instantiate(module, neverCalled(module));
    const engine = new Engine();
    engine.#wasm = instance.exports;
    engine.#take(document.getElementById("plan").textContent);
    return engine;
  }

  /** Takes up the plan of these files; throws what is wrong with it. */
  open(files) {
    this.#take(JSON.stringify(files));
  }

  #take(text) {
    const wrong = this.#say("open", text);
    if (wrong) throw new Error(wrong);
  }

  #say(name, text) {
    const bytes = new TextEncoder().encode(text);
    const at = this.#wasm.room(bytes.length);
    new Uint8Array(this.#wasm.memory.buffer, at, bytes.length).set(bytes);
    const length = this.#wasm[name](bytes.length);
    return new TextDecoder().decode(new Uint8Array(this.#wasm.memory.buffer, this.#wasm.buffer(), length));
  }

  /** The answer to a question; throws what is wrong, in words for people. */
  ask(question) {
    return this.#answer("answer", question);
  }

  /** The same about lessons; see `src/page/study/request.rs`. */
  study(question) {
    return this.#answer("study", question);
  }

  #answer(name, question) {
    const answer = JSON.parse(this.#say(name, JSON.stringify(question)));
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer;
  }
}
