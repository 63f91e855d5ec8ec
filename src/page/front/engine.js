// The engine of the page: ivrsim itself. Questions and answers are texts of JSON; see `src/page/request.rs`.

const bytesOf = (base64) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

async function unpacked(base64) {
  if (typeof DecompressionStream === "undefined") {
    throw new Error("This browser is too old for this page: it cannot unpack it. Firefox 113, Safari 16.4 and Chrome 80 can.");
  }
  const packed = new Blob([bytesOf(base64)]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

class Engine {
  #wasm;

  static async load() {
    const module = document.getElementById("engine").textContent;
    const { instance } = await WebAssembly.instantiate(await unpacked(module), {});
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
    const answer = JSON.parse(this.#say("answer", JSON.stringify(question)));
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer;
  }
}
