/** Powers as C's pow gives them. */

/** a to the power of b; where both exceptions of C's are (1 to any power, -1 to an infinite one), the caller has seen to it. */
export function power(a: number, b: number): number {
  if (b === -0.5) return inverseRoot(a)
  const r = a ** b
  return b > 2 && b <= 1000 && b % 1 === 0 ? roundedPower(a, b, r) : r
}

/** Where products cannot be split without overflow, or lose bits. */
const LARGEST = 2 ** 990
const SMALLEST = 2 ** -960
const SPLITTER = 2 ** 27 + 1

/**
 * `r`, which is a to the power of a natural number, rounded as by C's pow. The JS engine multiplies such powers out and rounds
 * each product; here the products have twice the bits (Dekker's algorithm), unless `r` is exact.
 */
function roundedPower(a: number, b: number, r: number): number {
  const size = Math.abs(r)
  if (!(size < LARGEST && size > SMALLEST) || (size <= 2 ** 53 && a % 1 === 0)) return r
  let [high, low] = [1, 0]
  let [baseHigh, baseLow] = [a, 0]
  for (let n = b; ;) {
    if (n % 2 === 1) {
      const product = high * baseHigh
      const rest = lostIn(high, baseHigh, product) + (high * baseLow + low * baseHigh)
      high = product + rest
      low = rest - (high - product)
    }
    n = Math.floor(n / 2)
    if (n === 0) return high
    const square = baseHigh * baseHigh
    const rest = lostIn(baseHigh, baseHigh, square) + 2 * baseHigh * baseLow
    baseHigh = square + rest
    baseLow = rest - (baseHigh - square)
  }
}

/** Where squares of inverse roots do not overflow, nor lose bits. */
const LARGEST_SQUARE = 2 ** 900
const SMALLEST_SQUARE = 2 ** -900
const SCALE = 2 ** 300

/** a to the power of -0.5. The JS engine divides by the root, and so rounds twice: one in four is off by a unit in the last place. */
function inverseRoot(a: number): number {
  if (!(a > 0 && a < Infinity)) return a ** -0.5
  if (a < SMALLEST_SQUARE) return inverseRoot(a * SCALE * SCALE) * SCALE
  if (a > LARGEST_SQUARE) return inverseRoot(a / SCALE / SCALE) / SCALE
  const r = 1 / Math.sqrt(a)
  const square = r * r
  const product = a * square
  const excess = product - 1 + (lostIn(a, square, product) + a * lostIn(r, r, square))
  return r - (r * excess) / 2
}

/** What is missing in the rounded product of two numbers. */
function lostIn(x: number, y: number, product: number): number {
  const [xHigh, yHigh] = [upperHalf(x), upperHalf(y)]
  const [xLow, yLow] = [x - xHigh, y - yHigh]
  return xLow * yLow - (product - xHigh * yHigh - xLow * yHigh - xHigh * yLow)
}

/** A number's upper 26 bits. */
function upperHalf(x: number): number {
  const t = SPLITTER * x
  return t - (t - x)
}
