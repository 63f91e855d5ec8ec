// Unpacks what is packed as LZMA, which takes a third less room than what browsers unpack by themselves.

class Unpacker {
  #packed;
  #at;
  #range = 0xffffffff;
  #code = 0;

  constructor(packed) {
    this.#packed = packed;
    // Behind the properties, the sizes and a byte that is nothing.
    this.#at = 14;
    for (let index = 0; index < 4; index += 1) this.#code = ((this.#code << 8) | packed[this.#at++]) >>> 0;
  }

  #narrow() {
    if (this.#range >= 0x1000000) return;
    this.#range = (this.#range << 8) >>> 0;
    this.#code = ((this.#code << 8) | this.#packed[this.#at++]) >>> 0;
  }

  #bit(odds, at) {
    const bound = (this.#range >>> 11) * odds[at];
    let bit = 0;
    if (this.#code < bound) {
      this.#range = bound;
      odds[at] += (2048 - odds[at]) >>> 5;
    } else {
      this.#range -= bound;
      this.#code -= bound;
      odds[at] -= odds[at] >>> 5;
      bit = 1;
    }
    this.#narrow();
    return bit;
  }

  /** So many bits, the highest first, each with odds of its own for what came before it. */
  #tree(odds, at, bits) {
    let found = 1;
    for (let index = 0; index < bits; index += 1) found = (found << 1) | this.#bit(odds, at + found);
    return found - (1 << bits);
  }

  /** The same, the lowest first. */
  #backwards(odds, at, bits) {
    let [found, value] = [1, 0];
    for (let index = 0; index < bits; index += 1) {
      const bit = this.#bit(odds, at + found);
      found = (found << 1) | bit;
      value |= bit << index;
    }
    return value;
  }

  /** So many bits that are as likely as not. */
  #plain(bits) {
    let value = 0;
    for (let index = 0; index < bits; index += 1) {
      this.#range >>>= 1;
      const bit = this.#code >= this.#range ? 1 : 0;
      if (bit) this.#code -= this.#range;
      value = value * 2 + bit;
      this.#narrow();
    }
    return value;
  }

  #length(odds, place) {
    if (!this.#bit(odds, 0)) return this.#tree(odds, 2 + (place << 3), 3);
    if (!this.#bit(odds, 1)) return 8 + this.#tree(odds, 130 + (place << 3), 3);
    return 16 + this.#tree(odds, 258, 8);
  }

  #distance(odds, length) {
    const slot = this.#tree(odds.slot, Math.min(length, 3) << 6, 6);
    if (slot < 4) return slot;
    const bits = (slot >> 1) - 1;
    const begin = (2 | (slot & 1)) * 2 ** bits;
    if (slot < 14) return begin + this.#backwards(odds.near, begin - slot, bits);
    return begin + this.#plain(bits - 4) * 16 + this.#backwards(odds.align, 0, 4);
  }

  /** All of it. */
  unpacked() {
    const first = this.#packed[0];
    const [literal, low, high] = [first % 9, Math.floor(first / 9) % 5, Math.floor(first / 45)];
    const even = (count) => new Uint16Array(count).fill(1024);
    const odds = { slot: even(256), near: even(128), align: even(16) };
    const [texts, lengths, again] = [even(0x300 << (literal + low)), even(514), even(514)];
    const [isMatch, isLong, isAgain, isOther, isThird, isFourth] = [even(192), even(192), even(12), even(12), even(12), even(12)];
    let out = new Uint8Array(1 << 22);
    let [count, state] = [0, 0];
    let [back, second, third, fourth] = [0, 0, 0, 0];
    for (;;) {
      if (count + 274 > out.length) {
        const larger = new Uint8Array(out.length * 2);
        larger.set(out);
        out = larger;
      }
      const place = count & ((1 << high) - 1);
      if (!this.#bit(isMatch, (state << 4) + place)) {
        const before = count > 0 ? out[count - 1] : 0;
        const at = 0x300 * (((count & ((1 << low) - 1)) << literal) + (before >> (8 - literal)));
        let sign = 1;
        if (state >= 7) {
          let like = out[count - back - 1];
          while (sign < 0x100) {
            const wanted = (like >> 7) & 1;
            like <<= 1;
            const bit = this.#bit(texts, at + ((1 + wanted) << 8) + sign);
            sign = (sign << 1) | bit;
            if (wanted !== bit) break;
          }
        }
        while (sign < 0x100) sign = (sign << 1) | this.#bit(texts, at + sign);
        out[count++] = sign & 0xff;
        state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
        continue;
      }
      let length;
      if (this.#bit(isAgain, state)) {
        if (!this.#bit(isOther, state)) {
          if (!this.#bit(isLong, (state << 4) + place)) {
            out[count] = out[count - back - 1];
            count += 1;
            state = state < 7 ? 9 : 11;
            continue;
          }
        } else if (!this.#bit(isThird, state)) {
          [back, second] = [second, back];
        } else if (!this.#bit(isFourth, state)) {
          [back, second, third] = [third, back, second];
        } else {
          [back, second, third, fourth] = [fourth, back, second, third];
        }
        length = this.#length(again, place);
        state = state < 7 ? 8 : 11;
      } else {
        length = this.#length(lengths, place);
        state = state < 7 ? 7 : 10;
        [back, second, third, fourth] = [this.#distance(odds, length), back, second, third];
        if (back === 0xffffffff) return out.subarray(0, count);
        if (back >= count) throw new Error("This page is damaged: it cannot be unpacked.");
      }
      for (const end = count + length + 2; count < end; count += 1) out[count] = out[count - back - 1];
    }
  }
}
