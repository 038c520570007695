/**
 * Numbers as text: Lua's own tostring (`formatNumber`) and C's %f, %e, %g, %a for doubles, exactly.
 *
 * The digits are JavaScript's (toFixed, toExponential, toPrecision), which are exact but round a tie
 * away from zero where C rounds it to even; `isTie` finds the ties without big numbers.
 * The functions for doubles take |x| of a finite x and leave sign and padding to the caller.
 */
import { intToBigInt, LuaFloat, type LuaNumber } from "./number.ts"

/** Whether a NaN's sign is set, as the processor does on x86 for 0/0. JavaScript shows it nowhere but in memory. */
export function isNegativeNaN(x: number): boolean {
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, x)
  return view.getInt8(0) < 0
}

/** A NaN as C prints it. */
export const nanText = (x: number, plus = ""): string => (isNegativeNaN(x) ? "-nan" : `${plus}nan`)

/** The string of a number, as tostring and string coercion give it (§3.4.3): "%d" or "%.14g". */
export function formatNumber(n: LuaNumber): string {
  if (typeof n === "number") return Number.isSafeInteger(n) ? String(n) : formatFloat(n)
  if (n instanceof LuaFloat) return formatFloat(n.λn)
  return intToBigInt(n).toString()
}

function formatFloat(x: number): string {
  const a = Math.abs(x)
  if (a < 1e14 && Number.isInteger(x)) return Object.is(x, -0) ? "-0.0" : `${x}.0`
  // Up to 6 decimals: the shortest text that reads as x is what %.14g prints.
  if (a >= 1e-4 && a < 1e8 && Math.round(x * 1e6) / 1e6 === x) return String(x)
  if (x !== x) return nanText(x)
  if (a === Infinity) return x < 0 ? "-inf" : "inf"
  const digits = formatGeneral(a, 14, false)
  const text = x < 0 ? `-${digits}` : digits
  return /^-?[0-9]+$/.test(text) ? `${text}.0` : text
}

/** Drops trailing zeros of a fraction, and the point if nothing is left behind it. */
function stripZeros(text: string): string {
  let end = text.length
  while (text.charCodeAt(end - 1) === 48) end--
  if (text.charCodeAt(end - 1) === 46) end--
  return text.slice(0, end)
}

/** 10^0 … 10^22, all exact. */
const POWERS_OF_TEN = [
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
  1e20, 1e21, 1e22,
]

function powerOfTwo(exponent: number): number {
  return exponent < 31 ? 1 << exponent : 2 ** exponent
}

/**
 * Does the first digit dropped make `a` lie exactly between two texts? places: digits kept behind the
 * point, negative to drop digits before it. With n + 1/2 = a·10^p: for p >= 0 that is so when a·2^(p+1)
 * is odd (the product is exact); for p < 0, 5^-p must divide a, which has 53 bits, so -p <= 22.
 */
function isTie(a: number, places: number): boolean {
  if (places >= 0) return (a * powerOfTwo(places + 1)) % 2 === 1
  const unit = POWERS_OF_TEN[-places]
  return unit !== undefined && a % unit === unit / 2
}

/** Of a tie rounded up, the even neighbour: an odd last digit goes down by one. */
function roundToEven(digits: string): string {
  const last = digits.charCodeAt(digits.length - 1)
  return (last & 1) === 0 ? digits : digits.slice(0, -1) + String.fromCharCode(last - 1)
}

/** %f of a finite a >= 0 with 0 <= precision <= 99; alternate is the flag `#`. */
export function formatFixed(a: number, precision: number, alternate: boolean): string {
  let text: string
  if (a < 1e21) {
    text = a.toFixed(precision)
    if (isTie(a, precision)) text = roundToEven(text)
  } else {
    text = BigInt(a).toString()
    if (precision > 0) text += `.${"0".repeat(precision)}`
  }
  return alternate && precision === 0 ? `${text}.` : text
}

/** %e of a finite a >= 0 with 0 <= precision <= 99. */
export function formatExponent(a: number, precision: number, alternate: boolean): string {
  const { digits, exponent } = scientific(a, precision)
  const point = precision > 0 || alternate ? "." : ""
  return digits[0]! + point + digits.slice(1) + exponentText(exponent)
}

/** %g of a finite a >= 0 with 0 <= precision <= 99. */
export function formatGeneral(a: number, precision: number, alternate: boolean): string {
  const wanted = precision === 0 ? 1 : precision
  if (a >= 1e-4 && a < 1e15 && !alternate) {
    const text = a.toPrecision(wanted)
    // No tie without an integer here; numbers with many digits hardly ever get past this test.
    const scaled = a * powerOfTwo(wanted + 4)
    if (Math.floor(scaled) !== scaled && !text.includes("e"))
      return text.includes(".") ? stripZeros(text) : text
  }
  const { digits, exponent } = scientific(a, wanted - 1)
  let text: string
  if (exponent < -4 || exponent >= wanted) {
    text = wanted > 1 || alternate ? `${digits[0]}.${digits.slice(1)}` : digits
    if (!alternate && wanted > 1) text = stripZeros(text)
    return text + exponentText(exponent)
  }
  if (exponent < 0) text = `0.${"0".repeat(-exponent - 1)}${digits}`
  else if (exponent + 1 < wanted) text = `${digits.slice(0, exponent + 1)}.${digits.slice(exponent + 1)}`
  else return alternate ? `${digits}.` : digits
  return alternate ? text : stripZeros(text)
}

/** The precision + 1 significant digits of a, without a point, and the exponent of the first. */
function scientific(a: number, precision: number): { digits: string; exponent: number } {
  const text = a.toExponential(precision)
  const mark = text.indexOf("e")
  const exponent = Number(text.slice(mark + 1))
  let digits = precision === 0 ? text.slice(0, mark) : text[0]! + text.slice(2, mark)
  if (isTie(a, precision - exponent)) digits = roundToEven(digits)
  return { digits, exponent }
}

function exponentText(exponent: number): string {
  const size = Math.abs(exponent)
  return `e${exponent < 0 ? "-" : "+"}${size < 10 ? "0" : ""}${size}`
}

/** %a of a finite a >= 0, without its `0x`; precision -1: as many digits as it takes. */
export function formatHexFloat(a: number, precision: number, alternate: boolean): string {
  const bits = new DataView(new ArrayBuffer(8))
  bits.setFloat64(0, a)
  const word = bits.getBigUint64(0)
  const biased = Number(word >> 52n)
  let mantissa = word & 0xfffffffffffffn
  let exponent = biased - 1023
  if (biased > 0) mantissa |= 1n << 52n
  else exponent = a === 0 ? 0 : -1022
  if (precision >= 0 && precision < 13) mantissa = roundBits(mantissa, BigInt(52 - 4 * precision))
  let fraction = (mantissa & 0xfffffffffffffn).toString(16).padStart(13, "0")
  if (precision < 0) fraction = fraction.replace(/0+$/, "")
  else fraction = fraction.slice(0, precision).padEnd(precision, "0")
  const point = fraction !== "" || alternate ? "." : ""
  return `${mantissa >> 52n}${point}${fraction}p${exponent < 0 ? "" : "+"}${exponent}`
}

/** Clears the low bits of n, rounding half to even. */
function roundBits(n: bigint, low: bigint): bigint {
  const rest = n & ((1n << low) - 1n)
  const half = 1n << (low - 1n)
  const kept = n >> low
  const up = rest > half || (rest === half && (kept & 1n) === 1n)
  return (up ? kept + 1n : kept) << low
}
