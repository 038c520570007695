/**
 * The generator behind math.random: xoshiro256** with PUC's seeding and projections, so that equal seeds
 * give equal sequences. 64-bit words are pairs of 32-bit halves in local variables.
 */
import { hiOf, loOf, makeFloat, makeInt, type LuaInteger, type LuaNumber } from "../value/number.ts"

/** The state: four words, high halves before low ones. */
const state = new Int32Array(8)
let isSeeded = false

/** Halves of the random word drawn last. */
let high = 0
let low = 0

/** Draws the next random word; the functions below make of it what is wanted, drawing more if need be. */
export function draw(): void {
  if (!isSeeded) seedByTime()
  const h0 = state[0]!
  const l0 = state[1]!
  const h1 = state[2]!
  const l1 = state[3]!
  const h2 = state[4]! ^ h0
  const l2 = state[5]! ^ l0
  const h3 = state[6]! ^ h1
  const l3 = state[7]! ^ l1
  // rotl(s1 * 5, 7) * 9; a carry is what the product of the low halves has beyond 32 bits.
  const five = (l1 >>> 0) * 5
  const l5 = five | 0
  const h5 = (Math.imul(h1, 5) + Math.floor(five / 4294967296)) | 0
  const hr = (h5 << 7) | (l5 >>> 25)
  const lr = (l5 << 7) | (h5 >>> 25)
  const nine = (lr >>> 0) * 9
  low = nine | 0
  high = (Math.imul(hr, 9) + Math.floor(nine / 4294967296)) | 0
  state[0] = h0 ^ h3
  state[1] = l0 ^ l3
  state[2] = h1 ^ h2
  state[3] = l1 ^ l2
  state[4] = h2 ^ ((h1 << 17) | (l1 >>> 15))
  state[5] = l2 ^ (l1 << 17)
  // rotl 45: halves change places, then 13 more.
  state[6] = (l3 << 13) | (h3 >>> 19)
  state[7] = (h3 << 13) | (l3 >>> 19)
}

/** Seeds the generator with 128 bits. */
export function seedRandom(seed1: LuaInteger, seed2: LuaInteger): void {
  state.fill(0)
  state[0] = hiOf(seed1)
  state[1] = loOf(seed1)
  state[3] = 0xff
  state[4] = hiOf(seed2)
  state[5] = loOf(seed2)
  isSeeded = true
  for (let i = 0; i < 16; i++) draw()
}

/** Seeds the generator "randomly" and returns the seeds. */
export function seedByTime(): [LuaInteger, LuaInteger] {
  const seeds: [number, number] = [Math.floor(Date.now() / 1000), Math.floor(Math.random() * 2 ** 48)]
  seedRandom(seeds[0], seeds[1])
  return seeds
}

/** A float in [0, 1) with 53 random bits. */
export function randomFloat(): LuaNumber {
  return makeFloat(((high >>> 0) * 2097152 + (low >>> 11)) / 9007199254740992)
}

/** 64 random bits. */
export function randomBits(): LuaInteger {
  return makeInt(high, low)
}

/** An integer in [from, from + range] for a range below 2^32. */
export function randomWithin(from: number, range: number): number {
  // The smallest 2^b - 1 that covers the range; what it lets through beyond is drawn again.
  const mask = range === 0 ? 0 : 0xffffffff >>> Math.clz32(range)
  let offset = (low & mask) >>> 0
  while (offset > range) {
    draw()
    offset = (low & mask) >>> 0
  }
  return from + offset
}

/** An integer in [from, to] for any from <= to. */
export function randomBetween(from: LuaInteger, to: LuaInteger): LuaInteger {
  const fromLow = loOf(from) >>> 0
  const toLow = loOf(to) >>> 0
  const rangeLow = (toLow - fromLow) >>> 0
  const rangeHigh = (hiOf(to) - hiOf(from) - (toLow < fromLow ? 1 : 0)) >>> 0
  const maskHigh = rangeHigh === 0 ? 0 : 0xffffffff >>> Math.clz32(rangeHigh)
  const maskLow = rangeHigh !== 0 ? -1 : rangeLow === 0 ? 0 : 0xffffffff >>> Math.clz32(rangeLow)
  for (;;) {
    const offsetHigh = (high & maskHigh) >>> 0
    const offsetLow = (low & maskLow) >>> 0
    if (offsetHigh < rangeHigh || (offsetHigh === rangeHigh && offsetLow <= rangeLow)) {
      const sum = offsetLow + fromLow
      return makeInt(offsetHigh + hiOf(from) + (sum > 0xffffffff ? 1 : 0), sum | 0)
    }
    draw()
  }
}
